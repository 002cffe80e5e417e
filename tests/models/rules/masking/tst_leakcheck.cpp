// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/leakcheck.h"
#include "models/rules/masking/leaktokens.h"

#include "tests/support/testprogram.h"

#include "masksupport.h"

using namespace muster;
using namespace muster::test;

namespace tst_leakcheck {

namespace {

QString leaksOf(const QList<QByteArray> &turns, const MaskPolicy &policy = {}, const MaskContext &context = {})
{
    Conversation conversation;
    for (const QByteArray &turn : turns)
        conversation.append(turn.toStdString());
    QStringList result;
    for (const MaskLeak &leak : LeakCheck(policy).find(conversation, context)) {
        const std::string_view key = entityKey(leak.entity);
        result += QStringLiteral("%1:%2-%3 %4")
                      .arg(leak.text)
                      .arg(leak.begin)
                      .arg(leak.end)
                      .arg(QString::fromLatin1(key.data(), qsizetype(key.size())));
        const std::string_view sign = leakSignKey(leak.sign);
        if (leak.sign != LeakSign::Shape)
            result.last() += u' ' + QString::fromLatin1(sign.data(), qsizetype(sign.size()));
    }
    return result.join(u'|');
}

} // namespace

class TestLeakCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QList<QByteArray>>("turns");
        QTest::addColumn<QString>("leaks");
        const auto row = [](const char *name, const QList<QByteArray> &turns, const char *leaks) {
            QTest::newRow(name) << turns << QString::fromLatin1(leaks);
        };
        row("address", {"to ann@example.com."}, "0:3-18 email");
        row("international address", {"to jürgen@bücher.example"}, "0:3-26 email");
        row("bare phone", {"", "4155550123"}, "1:0-10 phone");
        row("spaced phone", {"(415) 555 0123"}, "0:0-14 phone");
        row("international phone", {"+49 30 123456-78"}, "0:0-16 phone");
        row("phone over two turns", {"it is 415-555", "0123 ok"}, "0:6-13 phone");
        row("number of the insured", {"078-05-1120"}, "0:0-11 ssn");
        row("card", {"4111 1111 1111 1111"}, "0:0-19 payment_card");
        row("card over two turns", {"4111-1111", "1111-1111"}, "0:0-9 payment_card");
        row("iban", {"DE89 3704 0044 0532 0130 00 please"}, "0:0-27 iban");
        row("ip", {"from 192.0.2.7, yes"}, "0:5-14 ip_address");
        row("nino", {"AB 12 34 56 C"}, "0:0-13 nino");
        row("F78 full width", {"４１５５５５０１２３"}, "0:0-30 phone");
        row("F78 zero width", {"ann@exam\u200bple.com"}, "0:0-18 email");
        row("two in a row", {"a@example.com b@example.com"}, "0:0-13 email|0:14-27 email");
        row("tags", {"[EMAIL_MASKED] [PHONE_MASKED:34], [PHONE_kqvbdtrmpn] [SSN_MASKED]"}, "");
        row("harmless",
            {"order 12345678, 10:30, $1,299.00, version 10.0.0.1, 2024-05-06",
             "550e8400-e29b-41d4-a716-446655440000, 4111111111111112"},
            "");
        row("card that fails its check", {"4111 1111 1111 1112"}, "");
    }
    void finds()
    {
        QFETCH(QList<QByteArray>, turns);
        QTEST(leaksOf(turns), "leaks");
    }

    void judgesByContext_data()
    {
        QTest::addColumn<QList<QByteArray>>("turns");
        QTest::addColumn<QString>("leaks");
        const auto row = [](const char *name, const QList<QByteArray> &turns, const char *leaks) {
            QTest::newRow(name) << turns << QString::fromLatin1(leaks);
        };
        row("a number that is said", {"you can reach me on six one two three four five six seven eight please"},
            "0:20-63 phone context");
        row("over what is said in between",
            {"my number", "it is nul zes een twee", "mm-hm", "drie vier vijf zes zeven acht", "ja bel me terug"},
            "1:6-22 phone context");
        row("an order", {"the order number is six one two three four five six seven eight"}, "");
        row("a tracking number", {"la référence de suivi est 612 345 678"}, "");
        row("an address without a word for the sign", {"my mail is anna lee gmail dot com"}, "0:11-33 email context");
        row("a page", {"just look at google dot com"}, "");
        row("counting", {"let me count, one two three four five six seven eight nine ten"}, "");
        row("tags", {"you can reach me on [PHONE_MASKED] or [PHONE_MASKED] please"}, "");
    }
    void judgesByContext()
    {
        QFETCH(QList<QByteArray>, turns);
        QTEST(leaksOf(turns), "leaks");
    }

    /// A policy that looks at no context gets no second look at it either.
    void judgesContextWhereThePolicyDoes()
    {
        const QList<QByteArray> turns{"you can reach me on six one two three four five six seven eight please"};
        QVERIFY(!leaksOf(turns).isEmpty());
        QCOMPARE(leaksOf(turns, contractPolicy()), QString());
        MaskPolicy policy;
        policy.exceptions.append({.kind = MaskException::Kind::Allow,
                                  .entity = Entity::Phone,
                                  .text = QStringLiteral("six one two three four five six seven eight"),
                                  .interactionId = {},
                                  .expires = {},
                                  .note = {}});
        QCOMPARE(leaksOf(turns, policy), QString());
    }

    void noticesWhatIsSaidAgain_data()
    {
        QTest::addColumn<QByteArray>("masked");
        QTest::addColumn<QByteArray>("again");
        QTest::addColumn<bool>("leaks");
        QTest::newRow("in words") << QByteArray("(415) 555-0123") << QByteArray("so five five five oh one two three")
                                  << true;
        QTest::newRow("in figures") << QByteArray("four one five double five five oh one two three")
                                    << QByteArray("noted 5550123 for you") << true;
        QTest::newRow("in another language")
            << QByteArray("seiscientos doce trescientos cuarenta y cinco") << QByteArray("also 612345, danke") << true;
        QTest::newRow("in pieces") << QByteArray("four one five\nfive five five\noh one two three")
                                   << QByteArray("555-0123 then") << true;
        QTest::newRow("in pieces that read on")
            << QByteArray("twenty\none two three four five") << QByteArray("number 212345 then") << true;
        QTest::newRow("its last four") << QByteArray("(415) 555-0123") << QByteArray("so it ends in 0123") << false;
        QTest::newRow("another") << QByteArray("(415) 555-0123") << QByteArray("case 7781234 it is") << false;
    }
    void noticesWhatIsSaidAgain()
    {
        QFETCH(QByteArray, masked);
        QFETCH(QByteArray, again);
        QFETCH(bool, leaks);
        MaskedNumbers known;
        for (const QByteArray &piece : masked.split('\n'))
            known.add(1, piece.toStdString());
        Conversation conversation;
        conversation.append(again.toStdString());
        const auto found = LeakCheck(MaskPolicy()).find(conversation, {}, known);
        QCOMPARE(!found.empty(), leaks);
        if (leaks)
            QCOMPARE(found.front().sign, LeakSign::Repeat);
    }

    void readsNumbersAsTheyAreDialled_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("digits");
        const auto row = [](const char *text, const char *digits) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(digits);
        };
        row("four one five double five five oh one", "41555501");
        row("forty two nineteen triple seven", "4219777");
        row("nine hundred one two three", "900123");
        row("zweihunderteinunddreißig fünf", "2315");
        row("seiscientos doce trescientos cuarenta y cinco", "612345");
        row("zéro six quatre-vingt-dix-huit soixante-douze", "069872");
        row("zero six quatre vingt dix", "0690");
        row("novecentoventi tre", "9203");
        row("tweeënveertig nul", "420");
        row("912 345-678", "912345678");
    }
    void readsNumbersAsTheyAreDialled()
    {
        QFETCH(QByteArray, text);
        QTEST(QByteArray::fromStdString(spokenDigitsOf(text.toStdString())), "digits");
    }

    void followsThePolicy()
    {
        MaskPolicy policy;
        policy.rules[std::size_t(Entity::IpAddress)].action = MaskAction::Keep;
        QCOMPARE(leaksOf({"192.0.2.7"}, policy), QString());
        policy.exceptions.append({.kind = MaskException::Kind::Allow,
                                  .entity = Entity::Email,
                                  .text = QStringLiteral("HELP@example.com"),
                                  .interactionId = QStringLiteral("one"),
                                  .expires = {},
                                  .note = {}});
        QCOMPARE(leaksOf({"help@example.com"}, policy, {.interactionId = QStringLiteral("one"), .now = {}}), QString());
        QCOMPARE(leaksOf({"help@example.com"}, policy, {.interactionId = QStringLiteral("two"), .now = {}}),
                 QStringLiteral("0:0-16 email"));
    }
};

MUSTER_TEST(TestLeakCheck, muster::tests::NoApplication)

} // namespace tst_leakcheck
#include "tst_leakcheck.moc"
