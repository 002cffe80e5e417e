// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/labelagreement.h"

#include "tests/support/testprogram.h"

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_labelagreement {

namespace {

using What = LabelDifference::What;

/// A line with labels: {begin, end, kind}.
struct Label
{
    int begin = 0, end = 0;
    const char *kind = "";
};

QByteArray line(const char *text, const QList<Label> &labels, const char *language = "en")
{
    QByteArray spans;
    for (const Label &label : labels) {
        if (!spans.isEmpty())
            spans += ',';
        spans += "{\"start\":" + QByteArray::number(label.begin) + ",\"end\":" + QByteArray::number(label.end)
            + ",\"entity\":\"" + label.kind + "\"}";
    }
    return "{\"language\":\"" + QByteArray(language) + "\",\"text\":\"" + text + "\",\"spans\":[" + spans + "]}\n";
}

Result<LabelAgreement> compared(const QByteArray &first, const QByteArray &second, Excerpts excerpts = Excerpts::None)
{
    return LabelAgreement::of({u"a.jsonl"_s, first}, {u"b.jsonl"_s, second}, {}, excerpts);
}

} // namespace

/// Two people's labels of the same texts.
class TestLabelAgreement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoAgreesOnEverything()
    {
        const QByteArray file = line("call 4155550123 now", {{5, 15, "phone"}}) + line("nothing here", {}, "de");
        const auto agreement = compared(file, file);
        QVERIFY(agreement);
        QCOMPARE(agreement->texts(), 2);
        QCOMPARE(agreement->languages(), (QStringList{u"de"_s, u"en"_s}));
        const AgreementScore all = agreement->score({}, {});
        QCOMPARE(all.first, 1U);
        QCOMPARE(all.second, 1U);
        QCOMPARE(all.agreement(), 1.0);
        QCOMPARE(all.kappa, 1.0);
        QVERIFY(agreement->differences().empty());
        // Nobody said anything of it: nothing to disagree about.
        QCOMPARE(agreement->score({}, u"de"_s).agreement(), 1.0);
        QCOMPARE(agreement->score({}, u"de"_s).kappa, 1.0);
    }

    /// Ten letters. The first person labels six of them, the second four, of which three are among the six: both say
    /// yes to 3 and no to 3. Observed 0.6; by chance 0.6 * 0.4 + 0.4 * 0.6 = 0.48; kappa (0.6 - 0.48) / 0.52.
    void kappaIsCohens()
    {
        const auto agreement = compared(line("abcde fghij", {{0, 5, "phone"}, {6, 7, "phone"}}),
                                        line("abcde fghij", {{3, 5, "phone"}, {6, 8, "phone"}}));
        QVERIFY(agreement);
        QCOMPARE(agreement->score(Entity::Phone, {}).kappa, 0.12 / 0.52);
        QCOMPARE(agreement->score({}, {}).kappa, 0.12 / 0.52); // one kind: the same
        // The blank between them is neither letter nor digit: it changes nothing who takes it in.
        const auto wider = compared(line("abcde fghij", {{0, 7, "phone"}}), line("abcde fghij", {{3, 8, "phone"}}));
        QCOMPARE(wider->score(Entity::Phone, {}).kappa, 0.12 / 0.52);
    }

    /// Four letters, which both label, with another kind: nothing in common, and of each kind one says all, one none.
    void kindsMustBeTheSame()
    {
        const auto agreement = compared(line("abcd", {{0, 4, "phone"}}), line("abcd", {{0, 4, "ssn"}}));
        QVERIFY(agreement);
        QCOMPARE(agreement->score({}, {}).kappa, 0.0);
        QCOMPARE(agreement->score({}, {}).agreement(), 0.0);
        QCOMPARE(agreement->score(Entity::Phone, {}).kappa, 0.0);
        // One place, one difference.
        QCOMPARE(agreement->differences().size(), std::size_t(1));
        QCOMPARE(agreement->differences().front().what, What::OtherKind);
        QCOMPARE(agreement->differences().front().span.entity, Entity::Phone);
    }

    void differencesHaveTheirSide()
    {
        const auto agreement = compared(
            line("one two three four", {{0, 3, "phone"}, {4, 7, "email"}}) + line("five", {{0, 4, "iban"}}, "de"),
            line("one two three four", {{0, 2, "phone"}, {8, 13, "email"}, {14, 18, "phone"}}) + line("five", {}, "de"),
            Excerpts::Kept);
        QVERIFY(agreement);
        const auto &found = agreement->differences();
        QCOMPARE(found.size(), std::size_t(4)); // the phone that both have in part is none
        QCOMPARE(found[0].what, What::OnlyFirst);
        QCOMPARE(found[0].excerpt.before, u"one "_s);
        QCOMPARE(found[0].excerpt.place, u"two"_s);
        QCOMPARE(found[0].excerpt.after, u" three four"_s);
        QCOMPARE(found[1].what, What::OnlySecond);
        QCOMPARE(found[1].span.entity, Entity::Email);
        QCOMPARE(found[2].what, What::OnlySecond);
        QCOMPARE(found[3].line, 2);
        QCOMPARE(found[3].language, u"de"_s);
        // Of 3 labels 1 is met, and of 3: two of six.
        QCOMPARE(agreement->score({}, {}).agreement(), 2.0 / 6.0);
        QCOMPARE(agreement->score(Entity::Phone, {}).agreement(), 2.0 / 3.0);
        QCOMPARE(agreement->score(Entity::Iban, u"en"_s).first, 0U);
        QCOMPARE(agreement->score(Entity::Iban, u"de"_s).first, 1U);
    }

    /// A second label over a place that both labelled alike is a difference of its own.
    void anExtraLabelIsTold()
    {
        const auto agreement
            = compared(line("abcd", {{0, 4, "phone"}}), line("abcd", {{0, 4, "phone"}, {0, 4, "ssn"}}));
        QCOMPARE(agreement->differences().size(), std::size_t(1));
        QCOMPARE(agreement->differences().front().what, What::OnlySecond);
        QCOMPARE(agreement->differences().front().span.entity, Entity::Ssn);
    }

    void otherTextsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("second");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("subject");
        const QByteArray first = line("one", {});
        QTest::newRow("another text") << first + line("2", {}) << u"labels_differ"_s << u"3"_s;
        QTest::newRow("ends earlier") << first << u"labels_differ"_s << u"3"_s;
        QTest::newRow("has more") << first + line("two", {}) + line("three", {}) << u"labels_differ"_s << u"3"_s;
        QTest::newRow("turns") << first + R"({"turns":["two"],"spans":[]})" << u"labels_differ"_s << u"3"_s;
        QTest::newRow("unreadable") << first + "\n" + R"({"text":"two"})" << u"labels_unreadable"_s
                                    << u"3, spans (b.jsonl)"_s;
        QTest::newRow("no JSON") << QByteArray("two") << u"labels_unreadable"_s << u"1 (b.jsonl)"_s;
    }
    void otherTextsAreRefused()
    {
        QFETCH(QByteArray, second);
        const auto agreement = compared(line("one", {}) + "\n" + line("two", {}), second);
        QVERIFY(!agreement);
        QTEST(agreement.error().code, "code");
        QTEST(agreement.error().subject, "subject");
    }
    void emptyFilesAndStops()
    {
        QCOMPARE(compared("\n", "").error().code, u"labels_none"_s);
        std::stop_source stop;
        stop.request_stop();
        const QByteArray file = line("one", {});
        QCOMPARE(LabelAgreement::of({u"a"_s, file}, {u"b"_s, file}, stop.get_token()).error().kind,
                 ErrorKind::Cancelled);
    }
};

MUSTER_TEST(TestLabelAgreement, muster::tests::NoApplication)

} // namespace tst_labelagreement
#include "tst_labelagreement.moc"
