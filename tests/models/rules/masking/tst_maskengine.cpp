// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "labelledset.h"
#include "tests/support/testpaths.h"

#include "tests/support/testprogram.h"

#include <QRandomGenerator>

using namespace muster;
using namespace muster::test;

namespace tst_maskengine {

namespace {

MaskException exception(MaskException::Kind kind, Entity entity, const char *text)
{
    return {.kind = kind,
            .entity = entity,
            .text = QString::fromUtf8(text),
            .interactionId = {},
            .expires = {},
            .note = {}};
}

/// Pieces of what the rules know, in any order.
QByteArray hostileText(QRandomGenerator &random, const QList<LabelledConversation> &set)
{
    static const QList<QByteArray> pieces
        = {"four ",  "five ",    "double ", "hundred ", "oh ",  "fünf ",  "und",   "quatre-vingt", "mm-hm ",
           "\n",     "@",        ".",       "::",       "1:",   "415",    "555",   "0123",         " ",
           "-",      "+",        "(",       ")",        "DE89", "3704 ",  "card ", "call me ",     "born ",
           "March ", "dot com ", "at ",     "order ",   "４",   "\u200b", "é",     "12345678",     "Z",
           "AB",     "/",        "2A",      "1.2.3.4",  ","};
    QByteArray text;
    for (int count = random.bounded(1, 40); count > 0; --count) {
        if (random.bounded(6) == 0) {
            const QByteArray &turn = set[random.bounded(set.size())].turns.first();
            text += QString::fromUtf8(turn).mid(random.bounded(10), random.bounded(1, 30)).toUtf8();
        } else {
            text += pieces[random.bounded(pieces.size())];
        }
    }
    return text;
}

} // namespace

class TestMaskEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
#ifdef MUSTER_HAVE_VECTORSCAN
    void vectorscanIsFoundWhenItIsNeeded()
    {
        const auto engine = MaskEngine::make(MaskPolicy());
        QVERIFY(engine && (*engine)->usesVectorscan());
    }
#endif
    void locatorsLeadToTheSameOnHostileText()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        const auto set = labelledSet(dataFile(QStringLiteral("masking/labelled.txt")));
        const auto best = engineOf(labelledPolicy());
        const auto re2 = engineOf(labelledPolicy(), MaskEngine::Locator::Re2);
        for (int i = 0; i < 4'000; ++i) {
            Conversation conversation;
            for (int turns = random.bounded(1, 4); turns > 0; --turns)
                conversation.append(hostileText(random, set).toStdString(), turns % 2);
            const auto findings = findingsIn(*best, conversation);
            const QByteArray text = QByteArray::fromStdString(std::string(conversation.joined()));
            QVERIFY2(findings == findingsIn(*re2, conversation), text.constData());
            for (std::size_t f = 0; f < findings.size(); ++f) { // in order, apart, inside, not within a character
                const MaskFinding &finding = findings[f];
                const std::string_view in = conversation.text(finding.text);
                QVERIFY2(finding.begin < finding.end && finding.end <= in.size(), text.constData());
                QVERIFY2((static_cast<unsigned char>(in[finding.begin]) & 0xc0U) != 0x80, text.constData());
                QVERIFY2(finding.end == in.size() || (static_cast<unsigned char>(in[finding.end]) & 0xc0U) != 0x80,
                         text.constData());
                QVERIFY2(f == 0 || findings[f - 1].text < finding.text || findings[f - 1].end <= finding.begin,
                         text.constData());
            }
        }
    }

    /// However long the word is that follows a domain, and wherever the search of it is given up.
    void spokenAddressesEndWithACharacter()
    {
        const auto engine = engineOf(labelledPolicy());
        int found = 0;
        for (int count = 0; count < 120; ++count) {
            const QByteArray text
                = "a@b. write to anna at example dot co." + QByteArray("\xe6\xbc\xa2").repeated(count) + "x at";
            Conversation conversation;
            conversation.append({text.data(), std::size_t(text.size())}, 0);
            for (const MaskFinding &finding : findingsIn(*engine, conversation)) {
                QVERIFY2(qsizetype(finding.end) == text.size() || (text[finding.end] & 0xc0) != 0x80,
                         qPrintable(QString::number(count)));
                ++found;
            }
        }
        QVERIFY(found > 100);
    }

    void whatTheContractNamesIsAlwaysMasked()
    {
        const auto narrow = engineOf(contractPolicy());
        const auto wide = engineOf(labelledPolicy());
        for (const LabelledConversation &one : labelledSet(dataFile(QStringLiteral("masking/labelled.txt")))) {
            const auto all = findingsIn(*wide, one.conversation());
            for (const MaskFinding &finding : findingsIn(*narrow, one.conversation())) {
                QVERIFY2(std::ranges::any_of(all,
                                             [&](const MaskFinding &f) {
                                                 return f.text == finding.text && f.begin <= finding.begin
                                                     && f.end >= finding.end;
                                             }),
                         one.line.constData());
            }
        }
    }

    void S27hostileTextTakesLinearWork_data()
    {
        QTest::addColumn<QByteArray>("piece");
        for (const char *piece : {"1",           "1 ",     "11 ", "12-",   "415-555-",     "4155550123",
                                  "four ",       "four\n", "a@",  "@",     "a.",           "a@b.",
                                  ":",           "1:",     "::a", "DE89 ", "DE8",          "card 1 ",
                                  "one two ",    "+1",     "+",   "(",     "born ",        "dot com ",
                                  "at dot com ", "AB12",   "2A",  "1.2.",  "\xef\xbc\x91", "4\xe2\x80\x8b",
                                  "call "})
            QTest::newRow(piece) << QByteArray(piece);
    }
    void S27hostileTextTakesLinearWork()
    {
        QFETCH(QByteArray, piece);
        const auto engine = engineOf(labelledPolicy());
        const double some = stepsFor(*engine, piece, 128 * 1024), twice = stepsFor(*engine, piece, 256 * 1024);
        QVERIFY2(twice <= some * 2.2 + 2'000, qPrintable(QString::number(twice / some)));
        QVERIFY2(twice <= 256 * 1024 * 60.0, qPrintable(QString::number(twice / (256 * 1024))));
    }

    void piecesOfOneThingShareTheirGroup()
    {
        const auto engine = engineOf(MaskPolicy());
        Conversation conversation;
        conversation.append("my number is four one five", 0);
        conversation.append("mm-hm", 1);
        conversation.append("five five five oh one two three, or ann@example.com", 0);
        const auto findings = findingsIn(*engine, conversation);
        QCOMPARE(findings.size(), std::size_t(3));
        QCOMPARE(findings[0].text, 0U);
        QCOMPARE(findings[0].begin, 13U);
        QCOMPARE(findings[0].end, 26U);
        QCOMPARE(findings[1].text, 2U);
        QCOMPARE(findings[1].begin, 0U);
        QCOMPARE(findings[1].end, 31U);
        QCOMPARE(findings[0].group, findings[1].group);
        QVERIFY(findings[2].group != findings[0].group);
        QCOMPARE(engine->ruleKey(findings[2]), std::string("email.address"));
    }

    void exceptionsAllowAndDeny()
    {
        MaskPolicy policy;
        policy.exceptions = {exception(MaskException::Kind::Allow, Entity::Email, "help@EXAMPLE.com"),
                             exception(MaskException::Kind::Deny, Entity::PersonName, "Ann Lee")};
        const auto engine = engineOf(policy);
        QCOMPARE(masked(*engine, "help@example.com, ann@example.com"), QByteArray("help@example.com, [EMAIL_MASKED]"));
        QCOMPARE(masked(*engine, "ANN-LEE spoke, Ann\u200b Lee; Joann Lee, Ann Leeds"),
                 QByteArray("[NAME_MASKED] spoke, [NAME_MASKED]; Joann Lee, Ann Leeds"));
        // An allowed text does not open what is longer.
        QCOMPARE(masked(*engine, "xhelp@example.com"), QByteArray("[EMAIL_MASKED]"));
    }

    void aNumberThatAPersonCalledPersonalIsSure()
    {
        Conversation conversation;
        conversation.append("you reach me on +33 6 39 98 12 34", 0); // of no plan
        MaskPolicy policy;
        const auto unsure = findingsIn(*engineOf(policy), conversation);
        QCOMPARE(unsure.size(), std::size_t(1));
        QVERIFY(unsure[0].score < reviewScore);
        policy.exceptions = {exception(MaskException::Kind::Deny, Entity::Phone, "+33 6 39 98 12 34")};
        const auto sure = findingsIn(*engineOf(policy), conversation);
        QCOMPARE(sure.size(), std::size_t(1));
        QVERIFY(sure[0].score >= reviewScore);
        QCOMPARE(sure[0].begin, unsure[0].begin);
        QCOMPARE(sure[0].end, unsure[0].end);
    }

    void exceptionsHaveScopeAndEnd()
    {
        MaskPolicy policy;
        policy.exceptions = {exception(MaskException::Kind::Allow, Entity::Phone, "415-555-0123")};
        policy.exceptions[0].interactionId = QStringLiteral("one");
        policy.exceptions[0].expires = QDateTime(QDate(2030, 1, 2), QTime(0, 0), Qt::UTC);
        const auto engine = engineOf(policy);
        const QList<QByteArray> text = {"4155550123"}, hidden = {"[PHONE_MASKED]"};
        const QDateTime before(QDate(2030, 1, 1), QTime(23, 59), Qt::UTC);
        QCOMPARE(masked(*engine, text, {QStringLiteral("one"), before}), text);
        QCOMPARE(masked(*engine, text, {QStringLiteral("two"), before}), hidden);
        QCOMPARE(masked(*engine, text, {QStringLiteral("one"), before.addSecs(60)}), hidden);
        QCOMPARE(masked(*engine, text, {QStringLiteral("one"), {}}), hidden);
    }

    void ownPatternsAreFoundInEachText()
    {
        MaskPolicy policy;
        policy.patterns = {{QStringLiteral("member"), QStringLiteral("^M-[0-9]{4}\\b"), {}},
                           {QStringLiteral("kept"), QStringLiteral("keep"), {MaskAction::Keep, 0}}};
        const auto engine = engineOf(policy);
        QCOMPARE(masked(*engine, QList<QByteArray>{"M-1234 keep M-1234", "M-5678"}, {}),
                 (QList<QByteArray>{"[OWN_MASKED] keep M-1234", "[OWN_MASKED]"}));
        Conversation conversation;
        conversation.append("M-1234");
        QCOMPARE(engine->ruleKey(findingsIn(*engine, conversation).at(0)), std::string("own.1"));
    }

    void wrongPoliciesAreRefused_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("code");
        QTest::newRow("empty") << QString() << QStringLiteral("pattern_empty");
        QTest::newRow("look-ahead") << QStringLiteral("a(?=b)") << QStringLiteral("pattern_invalid");
        QTest::newRow("back-reference") << QStringLiteral("(a)\\1") << QStringLiteral("pattern_invalid");
        QTest::newRow("open") << QStringLiteral("(a") << QStringLiteral("pattern_invalid");
        QTest::newRow("nothing") << QStringLiteral("a*") << QStringLiteral("pattern_matches_nothing");
        QTest::newRow("costly") << QStringLiteral("((a{100}){10}){10}") << QStringLiteral("pattern_invalid");
        QTest::newRow("long") << QString(2'000, u'a') << QStringLiteral("pattern_too_long");
        QTest::newRow("large") << QStringLiteral("(?:\\pL{1,200}){1,5}x") << QStringLiteral("pattern_too_costly");
    }
    void wrongPoliciesAreRefused()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, code);
        MaskPolicy policy;
        policy.patterns = {{QStringLiteral("mine"), pattern, {}}};
        const auto engine = MaskEngine::make(policy);
        QVERIFY(!engine);
        QCOMPARE(engine.error().code, code);
        QCOMPARE(engine.error().subject, QStringLiteral("mine"));
    }

    void theContractsKindsCannotBeKept()
    {
        MaskPolicy policy;
        policy.rules[std::size_t(Entity::Phone)].action = MaskAction::Keep;
        QCOMPARE(MaskEngine::make(policy).error().code, QStringLiteral("contract_kind_kept"));
    }
};

MUSTER_TEST(TestMaskEngine, muster::tests::NoApplication)

} // namespace tst_maskengine
#include "tst_maskengine.moc"
