// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/criteria/criteriarules.h"
#include "models/text/criteriafindingtext.h"
#include "models/text/criteriasentence.h"
#include "tests/support/criteriasamples.h"
#include "tests/support/testprogram.h"

#include <QLocale>

using namespace muster;
using Op = CriteriaOperator;

namespace {

CriteriaFields fields()
{
    return CriteriaFields({{QStringLiteral("annual_revenue"), CriteriaFieldType::Number, {}, {}},
                           {QStringLiteral("last_seen"), CriteriaFieldType::Date, QStringLiteral("last visit"), {}},
                           {QStringLiteral("industry"), CriteriaFieldType::Text, {}, {}}});
}

CriteriaNode revenue(const char *amount, Op op = Op::GreaterThan)
{
    return is(QStringLiteral("annual_revenue"), number(amount), op);
}

CriteriaNode industry(const char *word, Op op = Op::Equals)
{
    return is(QStringLiteral("industry"), QString::fromUtf8(word), op);
}

} // namespace

Q_DECLARE_METATYPE(muster::CriteriaGroup)

class TestCriteriaSentence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void says_data();
    void says();
    void rangesPointAtTheirNodes();
    void numbersAreWrittenAsTheLocaleDoes();
    void randomRangesNest();
    void everyFindingHasWords();
    void findings_data();
    void findings();
    void placesAreCountedAsPeopleDo();
};

void TestCriteriaSentence::says_data()
{
    QTest::addColumn<CriteriaGroup>("group");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *sentence, const CriteriaGroup &group) {
        QTest::newRow(sentence) << group << QString::fromUtf8(sentence);
    };
    row("Annual revenue is over 500,000.", allOf({revenue("500000")}));
    row("Annual revenue is under 0.5.", anyOf({revenue("0.5", Op::LessThan)}));
    row("Annual revenue is 7.", allOf({revenue("7", Op::Equals)}));
    row("Annual revenue is over 500,000 and industry is technology and (last visit is before 2026-01-31 or industry is "
        "not finance).",
        allOf({revenue("500000"),
               industry("technology"),
               {anyOf({is(QStringLiteral("last_seen"), QStringLiteral("2026-01-31"), Op::LessThan),
                       industry("finance", Op::NotEquals)})}}));
    row("Last visit is after 2026-01-31.",
        allOf({is(QStringLiteral("last_seen"), QStringLiteral("2026-01-31"), Op::GreaterThan)}));
    row("Industry contains “tech and more” or industry starts with fin.",
        anyOf({industry("tech and more", Op::Contains), industry("fin", Op::StartsWith)}));
    row("Industry is one of technology, finance, “real estate”.",
        anyOf({industry("technology"), industry("finance"), industry("real estate")}));
    row("Annual revenue is over 1 and industry is one of a, b.",
        allOf({revenue("1"), {anyOf({industry("a"), industry("b")})}}));
    row("Industry is a or industry is not b.", anyOf({industry("a"), industry("b", Op::NotEquals)}));
    row("(industry is a) and (industry is b or (industry is c and annual revenue is over 2)).",
        allOf({{anyOf({industry("a")})}, {anyOf({industry("b"), {allOf({industry("c"), revenue("2")})}})}}));
    row("Some flag is yes and some rank is greater than b.",
        allOf({is(QStringLiteral("some_flag"), true),
               is(QStringLiteral("someRank"), QStringLiteral("b"), Op::GreaterThan)}));
    row("No conditions yet.", allOf({}));
    row("Industry is a and (no conditions yet).", allOf({industry("a"), {anyOf({})}}));
    // What a value holds cannot be taken for a part of the sentence, nor for a place in a pattern.
    row("Industry is “a and annual revenue is %1 or %2”.", allOf({industry("a and annual revenue is %1 or %2")}));
    row("(no field chosen) is a.", allOf({is(QString(), QStringLiteral("a"))}));
}

void TestCriteriaSentence::says()
{
    QFETCH(CriteriaGroup, group);
    QTEST(criteriaSentence(group, fields()).text, "sentence");
}

void TestCriteriaSentence::rangesPointAtTheirNodes()
{
    const auto sentence = criteriaSentence(allOf({revenue("500000"),
                                                  {anyOf({industry("a"), industry("b", Op::NotEquals)})},
                                                  {anyOf({industry("x"), industry("y")})}}),
                                           fields());
    QHash<CriteriaPath, QString> parts;
    for (const SentenceRange &range : sentence.ranges)
        parts.insert(range.path, sentence.text.mid(range.start, range.length));
    QCOMPARE(sentence.ranges.size(), 8);
    QCOMPARE(parts.value({0}), QStringLiteral("Annual revenue is over 500,000"));
    QCOMPARE(parts.value({1}), QStringLiteral("(industry is a or industry is not b)"));
    QCOMPARE(parts.value({1, 1}), QStringLiteral("industry is not b"));
    QCOMPARE(parts.value({2}), QStringLiteral("industry is one of x, y"));
    QCOMPARE(parts.value({2, 1}), QStringLiteral("y"));
    QCOMPARE(parts.value({}) + u'.', sentence.text);
}

void TestCriteriaSentence::numbersAreWrittenAsTheLocaleDoes()
{
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QCOMPARE(criteriaSentence(allOf({revenue("1234567.50")}), fields()).text,
             QStringLiteral("Annual revenue is over 1.234.567,50."));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void TestCriteriaSentence::randomRangesNest()
{
    RandomCriteria random(8);
    for (int i = 0; i < 2000; ++i) {
        const auto sentence = criteriaSentence(random.group(), fields());
        QHash<CriteriaPath, SentenceRange> known;
        for (const SentenceRange &range : sentence.ranges) {
            QVERIFY(range.length > 0 && range.start >= 0 && range.start + range.length <= sentence.text.size());
            QVERIFY(!known.contains(range.path));
            known.insert(range.path, range);
            if (range.path.isEmpty())
                continue;
            const SentenceRange outer = known.value(range.path.first(range.path.size() - 1));
            QVERIFY(range.start >= outer.start && range.start + range.length <= outer.start + outer.length);
        }
    }
}

void TestCriteriaSentence::everyFindingHasWords()
{
    const CriteriaGroup group = allOf({industry("a"), industry("b")});
    for (int code = 0; code < criteriaFindingCodes; ++code) {
        CriteriaFinding finding;
        finding.code = CriteriaFinding::Code(code);
        using Code = CriteriaFinding::Code;
        if (finding.code >= Code::NameMissing && finding.code <= Code::IdNoUuid)
            finding.part = CriteriaFinding::Part::Name;
        if (finding.code > Code::TooDeep)
            finding.path = {1};
        if (finding.code == Code::Contradiction || finding.code == Code::Duplicate || finding.code == Code::AlwaysTrue)
            finding.other = {0};
        const QString words = criteriaFindingText(finding, group, fields());
        QVERIFY2(words.endsWith(u'.') && !words.contains(u'%'), qPrintable(keyOf(finding.code)));
        QVERIFY(!severityText(severityOf(finding.code)).isEmpty());
    }
}

void TestCriteriaSentence::findings_data()
{
    QTest::addColumn<CriteriaGroup>("group");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *words, const CriteriaGroup &group) {
        QTest::newRow(words) << group << QString::fromUtf8(words);
    };
    row("“annual revenue is over 5,000” and “annual revenue is under 3” contradict each other: no one matches.",
        allOf({revenue("5000"), revenue("3", Op::LessThan)}));
    row("“annual revenue is over 3” or “annual revenue is under 5” matches everyone with a known annual revenue.",
        anyOf({revenue("3"), revenue("5", Op::LessThan)}));
    row("“industry is a” or “industry is not a” matches everyone: the group lets all contacts in.",
        anyOf({industry("a"), industry("a", Op::NotEquals)}));
    row("“industry is a” appears twice.", allOf({industry("a"), industry("a")}));
    row("This group is the same as another one next to it.",
        allOf({{anyOf({industry("a"), industry("b")})}, {anyOf({industry("a"), industry("b")})}}));
    row("“size” isn’t a known field of this source. Check its spelling; the server may refuse to evaluate the "
        "audience.",
        allOf({is(QStringLiteral("size"))}));
    row("“annual revenue is many”: the value doesn’t fit the field, which holds numbers.",
        allOf({is(QStringLiteral("annual_revenue"), QStringLiteral("many"))}));
    row("“annual revenue contains 5”: the comparison doesn’t fit the field, which holds numbers.",
        allOf({revenue("5", Op::Contains)}));
    row("This group has no conditions. Add one, or remove the group.", allOf({industry("a"), {anyOf({})}}));
    row("There are no conditions yet. Add at least one.", allOf({}));
    row("“industry starts with (empty text)” matches everyone with a known industry.",
        allOf({industry("", Op::StartsWith)}));
}

void TestCriteriaSentence::findings()
{
    QFETCH(CriteriaGroup, group);
    const auto found = judgeCriteria(group, fields());
    QCOMPARE(found.size(), 1);
    QTEST(criteriaFindingText(found[0], group, fields()), "words");
}

void TestCriteriaSentence::placesAreCountedAsPeopleDo()
{
    // Groups in reading order: 1 the outer one, 2 with 3 in it, 4.
    const CriteriaGroup group
        = allOf({industry("a"), {anyOf({{allOf({industry("b")})}, industry("c")})}, {anyOf({industry("d")})}});
    QCOMPARE(criteriaPlaceText(group, {}), QStringLiteral("The criteria"));
    QCOMPARE(criteriaPlaceText(group, {0}), QStringLiteral("Condition 1 of group 1"));
    QCOMPARE(criteriaPlaceText(group, {1}), QStringLiteral("Group 2"));
    QCOMPARE(criteriaPlaceText(group, {1, 0}), QStringLiteral("Group 3"));
    QCOMPARE(criteriaPlaceText(group, {1, 0, 0}), QStringLiteral("Condition 1 of group 3"));
    QCOMPARE(criteriaPlaceText(group, {1, 1}), QStringLiteral("Condition 2 of group 2"));
    QCOMPARE(criteriaPlaceText(group, {2, 0}), QStringLiteral("Condition 1 of group 4"));
}

MUSTER_TEST(TestCriteriaSentence, muster::tests::NoApplication)
#include "tst_criteriasentence.moc"
