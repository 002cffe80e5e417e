// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/maskreplacer.h"
#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_maskreplacer {

namespace {

const EntityRule tag{MaskAction::Tag, 0}, perInteraction{MaskAction::PseudonymPerInteraction, 0},
    perProject{MaskAction::PseudonymPerProject, 0}, shift{MaskAction::ShiftDate, 0}, drop{MaskAction::Drop, 0};

EntityRule keep(int count)
{
    return {MaskAction::KeepLast, count};
}

MaskPolicy keyedPolicy()
{
    MaskPolicy policy;
    policy.rules[static_cast<std::size_t>(Entity::Phone)] = perProject;
    return policy;
}

MaskReplacer replacer(const char *interaction, const MaskPolicy &policy = keyedPolicy())
{
    return {policy, Secret(QByteArray(32, '\x0b')), QString::fromLatin1(interaction), QDate(2026, 5, 1)};
}

} // namespace

class TestMaskReplacer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tagsSayTheKindOnly();
    void theLastFewAreKept_data();
    void theLastFewAreKept();
    void S39_nothingTellsTheLength();
    void pseudonymsAreKeyed();
    void oneValueHasOnePseudonymHoweverItIsWritten();
    void datesMoveByKeyedDays();
    void withoutAKeyThereIsOnlyTheTag();
    void policiesSayWhetherTheyNeedAKey();
    void datesAreRead_data();
    void datesAreRead();
};

void TestMaskReplacer::tagsSayTheKindOnly()
{
    const MaskReplacer replace = replacer("int-1");
    QCOMPARE(replace.replacement(Entity::Email, tag, "a@example.com", true), std::string("[EMAIL_MASKED]"));
    QCOMPARE(replace.replacement(Entity::PaymentCard, tag, "4111111111111111", true), std::string("[CARD_MASKED]"));
    QCOMPARE(replace.replacement(Entity::Email, drop, "a@example.com", true), std::string());
}

void TestMaskReplacer::theLastFewAreKept_data()
{
    QTest::addColumn<int>("entity");
    QTest::addColumn<int>("count");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, Entity entity, int count, const char *text, const char *expected) {
        QTest::newRow(name) << int(entity) << count << QByteArray(text) << QByteArray(expected);
    };
    row("phone", Entity::Phone, 4, "+1 (415) 555-0123", "[PHONE_MASKED:0123]");
    row("punctuation at the end", Entity::Phone, 2, "415-555-0123.", "[PHONE_MASKED:23]");
    row("full-width", Entity::Phone, 3, "\xef\xbc\x94\xef\xbc\x91\xef\xbc\x95 555 0123", "[PHONE_MASKED:123]");
    row("never half of it", Entity::Own, 4, "ab-12-cd", "[OWN_MASKED]");
    row("one more than half", Entity::Own, 4, "ab-12-cde-fg", "[OWN_MASKED:defg]");
    row("spoken digits", Entity::Phone, 4, "four one five five five five", "[PHONE_MASKED]");
    row("iban", Entity::Iban, 4, "DE89 3704 0044 0532 0130 00", "[IBAN_MASKED:3000]");
}

void TestMaskReplacer::theLastFewAreKept()
{
    QFETCH(int, entity);
    QFETCH(int, count);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(
                 replacer("int-1").replacement(static_cast<Entity>(entity), keep(count), text.toStdString(), true)),
             expected);
    // What was said in pieces shows its end once, where it ends.
    QCOMPARE(replacer("int-1").replacement(static_cast<Entity>(entity), keep(count), text.toStdString(), false),
             std::string(entityTag(static_cast<Entity>(entity))));
}

void TestMaskReplacer::S39_nothingTellsTheLength()
{
    const MaskReplacer replace = replacer("int-1");
    const std::string little = "x@example.com";
    const std::string much = "somebody.with.a.very.long.name.indeed@department.example.com";
    for (const EntityRule &rule : {tag, keep(2), perInteraction, perProject, drop, shift}) {
        QCOMPARE(replace.replacement(Entity::Email, rule, little, true).size(),
                 replace.replacement(Entity::Email, rule, much, true).size());
    }
    QCOMPARE(replace.replacement(Entity::BirthDate, shift, "3/2/80", true).size(),
             replace.replacement(Entity::BirthDate, shift, "September 30th, 1980", true).size());
}

void TestMaskReplacer::pseudonymsAreKeyed()
{
    // HMAC-SHA-256 by hand (Python's hmac): key = HMAC(0b * 32, "project" or "interaction int-1"), then of
    // "phone 4155550123"; the first ten half bytes as letters of bcdfghjkmnpqrstv.
    const auto phone = [](const char *interaction, const EntityRule &rule) {
        return replacer(interaction).replacement(Entity::Phone, rule, "415-555-0123", true);
    };
    QCOMPARE(phone("int-1", perProject), std::string("[PHONE_nsdqrrfpgp]"));
    QCOMPARE(phone("int-2", perProject), std::string("[PHONE_nsdqrrfpgp]"));
    QCOMPARE(phone("int-1", perInteraction), std::string("[PHONE_kfjtqrskcb]"));
    QCOMPARE(phone("int-2", perInteraction), std::string("[PHONE_ndtqjhmrgb]"));
    const MaskReplacer other(keyedPolicy(), Secret(QByteArray(32, '\x0c')), QStringLiteral("int-1"), QDate(2026, 5, 1));
    QVERIFY(other.replacement(Entity::Phone, perProject, "415-555-0123", true) != phone("int-1", perProject));
    // The kind counts: the same digits as a card are nobody's phone.
    QVERIFY(replacer("int-1").replacement(Entity::Sin, perProject, "415-555-0123", true).substr(5)
            != phone("int-1", perProject).substr(7));
}

void TestMaskReplacer::oneValueHasOnePseudonymHoweverItIsWritten()
{
    const MaskReplacer replace = replacer("int-1");
    const auto email
        = [&](std::string_view text) { return replace.replacement(Entity::Email, perProject, text, true); };
    QCOMPARE(email("jane.roe@example.com"), std::string("[EMAIL_grfdrpcqmt]"));
    QCOMPARE(email("Jane.Roe@Example.COM"), email("jane.roe@example.com"));
    QCOMPARE(email("jane\u200b.roe@example.com"), email("jane.roe@example.com"));
    QVERIFY(email("janeroe@example.com") != email("jane.roe@example.com"));
    QCOMPARE(replace.replacement(Entity::Phone, perProject, "\uff14\uff11\uff15 555 0123", true),
             replace.replacement(Entity::Phone, perProject, "(415) 555-0123", true));
}

void TestMaskReplacer::datesMoveByKeyedDays()
{
    const auto moved = [](const char *interaction, const char *text) {
        return replacer(interaction).replacement(Entity::BirthDate, shift, text, true);
    };
    QCOMPARE(moved("int-1", "1980-02-29"), std::string("1979-07-17"));
    QCOMPARE(moved("int-2", "29 February 1980"), std::string("1979-05-11"));
    // The same for a whole interaction: what lies between two dates stays.
    QCOMPARE(QDate::fromString(QString::fromStdString(moved("int-1", "1980-03-10")), Qt::ISODate).toJulianDay()
                 - QDate::fromString(QString::fromStdString(moved("int-1", "1980-02-29")), Qt::ISODate).toJulianDay(),
             qint64(10));
    QCOMPARE(moved("int-1", "the twenty-ninth"), std::string("[BIRTH_DATE_MASKED]"));
    QCOMPARE(moved("int-1", "1980-02-30"), std::string("[BIRTH_DATE_MASKED]"));
    QCOMPARE(replacer("int-1").replacement(Entity::Phone, shift, "19800229", true), std::string("[PHONE_MASKED]"));
}

void TestMaskReplacer::withoutAKeyThereIsOnlyTheTag()
{
    const MaskReplacer bare(keyedPolicy(), Secret(), QStringLiteral("int-1"), QDate(2026, 5, 1));
    for (const EntityRule &rule : {perInteraction, perProject, shift})
        QCOMPARE(bare.replacement(Entity::BirthDate, rule, "1980-02-29", true), std::string("[BIRTH_DATE_MASKED]"));
}

void TestMaskReplacer::policiesSayWhetherTheyNeedAKey()
{
    QVERIFY(!needsKey(MaskPolicy()));
    QVERIFY(needsKey(keyedPolicy()));
    MaskPolicy own;
    own.patterns.append({QStringLiteral("Order"), QStringLiteral("K-[0-9]+"), keep(2)});
    QVERIFY(!needsKey(own));
    own.patterns.first().rule = perInteraction;
    QVERIFY(needsKey(own));
}

void TestMaskReplacer::datesAreRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("monthFirst");
    QTest::addColumn<QDate>("expected");
    const auto row = [](const char *text, bool monthFirst, QDate expected) {
        QTest::addRow("%s %d", text, int(monthFirst)) << QByteArray(text) << monthFirst << expected;
    };
    row("1980-02-29", true, {1980, 2, 29});
    row("19800229", true, {1980, 2, 29});
    row("2/3/1980", true, {1980, 2, 3});
    row("2/3/1980", false, {1980, 3, 2});
    row("13/3/1980", true, {1980, 3, 13});
    row("3/13/1980", false, {1980, 3, 13});
    row("2.3.1980", true, {1980, 3, 2});
    row("1.1.26", false, {2026, 1, 1});
    row("1.1.27", false, {1927, 1, 1});
    row("29 February 1980", false, {1980, 2, 29});
    row("February 29th, 1980", false, {1980, 2, 29});
    row("3rd of Feb 1980", false, {1980, 2, 3});
    row("29. M\xc3\xa4rz 1980", false, {1980, 3, 29});
    row("29 f\xc3\xa9vrier 1980", false, {1980, 2, 29});
    row("29 de febrero de 1980", false, {1980, 2, 29});
    row("1 de mar\xc3\xa7o de 1980", false, {1980, 3, 1});
    row("\xef\xbc\x91\xef\xbc\x99\xef\xbc\x98\xef\xbc\x90-02-29", false, {1980, 2, 29});
    row("1981-02-29", false, {});
    row("29 jui 1980", false, {}); // juin or juillet
    row("29 Smarch 1980", false, {});
    row("1980", false, {});
    row("2/3", false, {});
    row("", false, {});
}

void TestMaskReplacer::datesAreRead()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, monthFirst);
    QFETCH(QDate, expected);
    QCOMPARE(readWrittenDate(text.toStdString(), monthFirst, 2026).value_or(QDate()), expected);
}

MUSTER_TEST(TestMaskReplacer, muster::tests::NoApplication)

} // namespace tst_maskreplacer
#include "tst_maskreplacer.moc"
