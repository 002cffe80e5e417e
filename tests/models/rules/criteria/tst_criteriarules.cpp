// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/criteria/criteriarules.h"
#include "tests/support/criteriasamples.h"
#include "tests/support/testprogram.h"

Q_DECLARE_METATYPE(muster::CriteriaCondition)

using namespace muster;
using Op = CriteriaOperator;

namespace {

CriteriaFields fields()
{
    return CriteriaFields({{QStringLiteral("revenue"), CriteriaFieldType::Number, {}, {}},
                           {QStringLiteral("industry"),
                            CriteriaFieldType::Text,
                            {},
                            {QStringLiteral("technology"), QStringLiteral("finance")}},
                           {QStringLiteral("seen"), CriteriaFieldType::Date, {}, {}},
                           {QStringLiteral("active"), CriteriaFieldType::Boolean, {}, {}}});
}

/// "contradiction conditions[1] other conditions[0]; ..."
QStringList told(const CriteriaFindings &findings)
{
    QStringList lines;
    for (const CriteriaFinding &finding : findings) {
        QString line = keyOf(finding.code) + u' ' + findingJsonPath(finding, QStringLiteral("c"));
        if (!finding.other.isEmpty())
            line += QStringLiteral(" with ") + criteriaJsonPath(finding.other, QStringLiteral("c"));
        lines.append(line);
    }
    return lines;
}

CriteriaNode x(Op op, const CriteriaValue &value)
{
    return is(QStringLiteral("x"), value, op);
}

CriteriaValue text(const char *words)
{
    return QString::fromUtf8(words);
}

/// Groups one in the other, the innermost with a condition; the outer one is level 1.
CriteriaGroup nested(int levels)
{
    CriteriaGroup group = allOf({is(QStringLiteral("revenue"), number("1"))});
    for (int level = 1; level < levels; ++level)
        group = allOf({{group}});
    return group;
}

const char *const someId = "00000000-0000-4000-8000-000000000001";

} // namespace

class TestCriteriaRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fiveLevelsPassAndTheSixthIsNamedF76();
    void emptyGroupsAreNamedF76();
    void oneCondition_data();
    void oneCondition();
    void pairs_data();
    void pairs();
    void contradictionsAreSeenThroughNestedAndGroups();
    void contradictionsAreNotSeenThroughOr();
    void groupsThatSayTheSame();
    void definitionF76_data();
    void definitionF76();
    void severities();
    void hundredsOfConditionsAreJudgedOnce();
};

void TestCriteriaRules::fiveLevelsPassAndTheSixthIsNamedF76()
{
    QCOMPARE(told(judgeCriteria(nested(5), fields())), QStringList());
    const auto six = judgeCriteria(nested(6), fields());
    QCOMPARE(told(six),
             QStringList{QStringLiteral("too_deep c.conditions[0].conditions[0].conditions[0].conditions[0]"
                                        ".conditions[0]")});
    QCOMPARE(six[0].number, 6);
    QVERIFY(isRefused(six));
    QCOMPARE(told(judgeCriteria(nested(8), fields())), told(six));
}

void TestCriteriaRules::emptyGroupsAreNamedF76()
{
    QCOMPARE(told(judgeCriteria({}, fields())), QStringList{QStringLiteral("empty_group c")});
    const CriteriaGroup two = allOf({is(QStringLiteral("revenue"), number("1")), {anyOf({})}, {allOf({{anyOf({})}})}});
    QCOMPARE(told(judgeCriteria(two, fields())),
             (QStringList{QStringLiteral("empty_group c.conditions[1]"),
                          QStringLiteral("empty_group c.conditions[2].conditions[0]")}));
    QVERIFY(isRefused(judgeCriteria(two, fields())));
}

void TestCriteriaRules::oneCondition_data()
{
    QTest::addColumn<CriteriaCondition>("condition");
    QTest::addColumn<QString>("known"); // findings with known fields
    QTest::addColumn<QString>("unknown"); // and without any
    const auto row = [](const char *field, Op op, const CriteriaValue &value, const char *known, const char *unknown) {
        QTest::addRow("%s %s %d %s", field, qPrintable(criteriaOperatorKey(op)), int(value.index()), known)
            << CriteriaCondition{QString::fromUtf8(field), op, value} << QString::fromUtf8(known)
            << QString::fromUtf8(unknown);
    };
    row("revenue", Op::GreaterThan, number("1e3"), "", "");
    row("revenue", Op::GreaterThan, text("500000"), "number_as_text value", "");
    row("revenue", Op::Equals, text("many"), "value_does_not_fit value", "");
    row("revenue", Op::Equals, true, "value_does_not_fit value", "");
    row("revenue", Op::Contains, number("5"), "operator_does_not_fit operator", "operator_does_not_fit operator");
    row("revenue", Op::GreaterThan, number("1,5"), "no_number value", "no_number value");
    row("industry", Op::Equals, text("technology"), "", "");
    row("industry", Op::NotEquals, text("tecnology"), "unknown_value value", "");
    row("industry", Op::Contains, text("tec"), "", "");
    row("industry", Op::Equals, text(""), "never_true value", "never_true value");
    row("industry", Op::NotEquals, text(""), "", "");
    row("industry", Op::StartsWith, text(""), "true_when_present value", "true_when_present value");
    row("industry", Op::GreaterThan, text("a"), "operator_does_not_fit operator", "operator_does_not_fit operator");
    row("industry", Op::Equals, number("5"), "value_does_not_fit value", "");
    row("seen", Op::LessThan, text("2026-02-28"), "", "");
    row("seen", Op::LessThan, text("2026-02-28T10:00:00Z"), "", "");
    row("seen", Op::LessThan, text("2026-02-30"), "value_does_not_fit value", "operator_does_not_fit operator");
    row("seen", Op::Equals, text("28.02.2026"), "value_does_not_fit value", "");
    row("seen", Op::Equals, text(""), "never_true value", "never_true value");
    row("active", Op::Equals, false, "", "");
    row("active", Op::Equals, text("true"), "value_does_not_fit value", "");
    row("active", Op::LessThan, true, "operator_does_not_fit operator", "operator_does_not_fit operator");
    row("Revenue", Op::GreaterThan, number("1"), "unknown_field field", "");
    row("", Op::Equals, number("1"), "no_field field", "no_field field");
}

void TestCriteriaRules::oneCondition()
{
    QFETCH(CriteriaCondition, condition);
    const auto expected = [](const QString &words) {
        return words.isEmpty() ? QStringList()
                               : QStringList{QString(words).replace(u' ', QStringLiteral(" c.conditions[0]."))};
    };
    QFETCH(QString, known);
    QCOMPARE(told(judgeCriteria(allOf({{condition}}), fields())), expected(known));
    QFETCH(QString, unknown);
    QCOMPARE(told(judgeCriteria(allOf({{condition}}), {})), expected(unknown));
}

void TestCriteriaRules::pairs_data()
{
    QTest::addColumn<CriteriaCondition>("one");
    QTest::addColumn<CriteriaCondition>("other");
    QTest::addColumn<QString>("inAnd");
    QTest::addColumn<QString>("inOr");
    int count = 0;
    const auto row = [&count](Op op, const CriteriaValue &value, Op otherOp, const CriteriaValue &otherValue,
                              const char *inAnd, const char *inOr, const char *field = "x") {
        const QString name = QString::fromUtf8(field);
        QTest::addRow("%02d %s", ++count, field)
            << CriteriaCondition{name, op, value} << CriteriaCondition{name, otherOp, otherValue}
            << QString::fromUtf8(inAnd) << QString::fromUtf8(inOr);
    };
    const char *const none = "", *const never = "contradiction", *const twice = "duplicate";
    const char *const all = "always_true", *const known = "true_when_present";
    // Numbers: by value, digit for digit; between 3 and 4 there is 3.5.
    row(Op::GreaterThan, number("5"), Op::LessThan, number("3"), never, none);
    row(Op::LessThan, number("3"), Op::GreaterThan, number("3"), never, none);
    row(Op::GreaterThan, number("3"), Op::LessThan, number("4"), none, known);
    row(Op::LessThan, number("5"), Op::GreaterThan, number("3"), none, known);
    row(Op::GreaterThan, number("9007199254740992"), Op::LessThan, number("9007199254740993"), none, known);
    row(Op::GreaterThan, number("1e2"), Op::LessThan, number("100.0"), never, none);
    row(Op::GreaterThan, text("5"), Op::LessThan, number("3"), never, none);
    row(Op::Equals, number("5"), Op::Equals, number("6"), never, none);
    row(Op::Equals, number("5"), Op::Equals, number("5.0"), twice, twice);
    row(Op::Equals, number("5"), Op::NotEquals, number("50e-1"), never, all);
    row(Op::Equals, number("5"), Op::GreaterThan, number("5"), never, none);
    row(Op::Equals, number("5"), Op::GreaterThan, number("4"), none, none);
    row(Op::LessThan, number("5"), Op::Equals, number("7"), never, none);
    row(Op::NotEquals, number("5"), Op::GreaterThan, number("3"), none, all);
    row(Op::NotEquals, number("5"), Op::GreaterThan, number("5"), none, none);
    row(Op::NotEquals, number("5"), Op::NotEquals, number("6"), none, all);
    row(Op::NotEquals, number("5"), Op::NotEquals, number("5.0"), twice, twice);
    // A number and the same digits as text may be the same value, or not.
    row(Op::Equals, number("5"), Op::Equals, text("5"), none, none);
    row(Op::Equals, number("5"), Op::NotEquals, text("5"), none, none);
    row(Op::Equals, text("5"), Op::Equals, text("5.0"), none, none);
    row(Op::Equals, text("5"), Op::NotEquals, text("5.0"), none, none);
    row(Op::Equals, number("5"), Op::Equals, text("five"), never, none);
    row(Op::Equals, text("5"), Op::NotEquals, text("5"), never, all);
    row(Op::Equals, text("5"), Op::NotEquals, text("5.0"), never, all, "revenue");
    row(Op::Equals, text("12"), Op::Contains, text("3"), none, none);
    // Text: exactly, letter case counts.
    row(Op::Equals, text("a"), Op::Equals, text("b"), never, none);
    row(Op::Equals, text("a"), Op::Equals, text("A"), never, none);
    row(Op::Equals, text("a"), Op::NotEquals, text("a"), never, all);
    row(Op::Equals, text("a"), Op::NotEquals, text("b"), none, none);
    row(Op::NotEquals, text("a"), Op::NotEquals, text("b"), none, all);
    row(Op::Equals, text("tech"), Op::Contains, text("ec"), none, none);
    row(Op::Equals, text("tech"), Op::Contains, text("ee"), never, none);
    row(Op::NotEquals, text("tech"), Op::Contains, text("ec"), none, all);
    row(Op::NotEquals, text("tech"), Op::StartsWith, text("ec"), none, none);
    row(Op::StartsWith, text("te"), Op::Equals, text("ate"), never, none);
    row(Op::StartsWith, text("te"), Op::StartsWith, text("tech"), none, none);
    row(Op::StartsWith, text("te"), Op::StartsWith, text("ta"), never, none);
    row(Op::Contains, text("a"), Op::Contains, text("b"), none, none);
    row(Op::Contains, text("a"), Op::Contains, text("a"), twice, twice);
    // Days, in the order of the calendar; a day and a time behind it as text.
    row(Op::GreaterThan, text("2026-02-01"), Op::LessThan, text("2026-01-31"), never, none);
    row(Op::GreaterThan, text("2026-01-01"), Op::LessThan, text("2026-01-31"), none, known);
    row(Op::Equals, text("2026-01-01"), Op::GreaterThan, text("2026-01-01"), never, none);
    row(Op::GreaterThan, text("2026-02-30"), Op::LessThan, text("2026-01-31"), none, none);
    // Between a number and a day nothing is said.
    row(Op::GreaterThan, number("5"), Op::LessThan, text("2026-01-01"), none, none);
    // Yes and no: everybody has one of them only where the field is known to hold nothing else.
    row(Op::Equals, true, Op::Equals, false, never, none);
    row(Op::Equals, true, Op::Equals, false, never, known, "active");
    row(Op::Equals, true, Op::NotEquals, true, never, all);
    row(Op::NotEquals, true, Op::NotEquals, false, none, all);
}

void TestCriteriaRules::pairs()
{
    QFETCH(CriteriaCondition, one);
    QFETCH(CriteriaCondition, other);
    const auto only = [](const CriteriaGroup &group, const CriteriaFields &known) {
        QStringList codes;
        for (const CriteriaFinding &finding : judgeCriteria(group, known)) {
            if (!finding.other.isEmpty())
                codes.append(keyOf(finding.code) + u' ' + criteriaJsonPath(finding.path, {}));
        }
        return codes.join(u';');
    };
    const auto expected
        = [](const QString &code) { return code.isEmpty() ? code : QString(code + QStringLiteral(" conditions[1]")); };
    const CriteriaFields known = one.field == QLatin1String("x") ? CriteriaFields() : fields();
    QFETCH(QString, inAnd);
    QCOMPARE(only(allOf({{one}, {other}}), known), expected(inAnd));
    QCOMPARE(only(allOf({{other}, {one}}), known), expected(inAnd));
    QFETCH(QString, inOr);
    QCOMPARE(only(anyOf({{one}, {other}}), known), expected(inOr));
    QCOMPARE(only(anyOf({{other}, {one}}), known), expected(inOr));
}

void TestCriteriaRules::contradictionsAreSeenThroughNestedAndGroups()
{
    const CriteriaGroup group = allOf({x(Op::GreaterThan, number("5")),
                                       {anyOf({is(QStringLiteral("y")), {allOf({x(Op::LessThan, number("1"))})}})},
                                       {allOf({is(QStringLiteral("y")), {allOf({x(Op::LessThan, number("3"))})}})}});
    QCOMPARE(
        told(judgeCriteria(group, {})),
        QStringList{QStringLiteral("contradiction c.conditions[2].conditions[1].conditions[0] with c.conditions[0]")});
    // Within one of them it is told once, not again for the group around it.
    const CriteriaGroup within
        = allOf({is(QStringLiteral("y")), {allOf({x(Op::Equals, number("1")), x(Op::Equals, number("2"))})}});
    QCOMPARE(
        told(judgeCriteria(within, {})),
        QStringList{QStringLiteral("contradiction c.conditions[1].conditions[1] with c.conditions[1].conditions[0]")});
    // And within a group that is one of several.
    const CriteriaGroup inner = anyOf(
        {is(QStringLiteral("y")), {allOf({x(Op::Equals, number("1")), {allOf({x(Op::Equals, number("2"))})}})}});
    QCOMPARE(told(judgeCriteria(inner, {})),
             QStringList{QStringLiteral("contradiction c.conditions[1].conditions[1].conditions[0] with "
                                        "c.conditions[1].conditions[0]")});
}

void TestCriteriaRules::contradictionsAreNotSeenThroughOr()
{
    const CriteriaGroup group
        = allOf({x(Op::Equals, text("a")), {anyOf({x(Op::Equals, text("b")), is(QStringLiteral("y"))})}});
    QCOMPARE(told(judgeCriteria(group, {})), QStringList());
    const CriteriaGroup always
        = anyOf({x(Op::Equals, text("a")), {anyOf({x(Op::NotEquals, text("a")), is(QStringLiteral("y"))})}});
    QCOMPARE(told(judgeCriteria(always, {})),
             QStringList{QStringLiteral("always_true c.conditions[1].conditions[0] with c.conditions[0]")});
}

void TestCriteriaRules::groupsThatSayTheSame()
{
    const CriteriaNode group{anyOf({is(QStringLiteral("y")), is(QStringLiteral("z"))})};
    QCOMPARE(told(judgeCriteria(allOf({group, is(QStringLiteral("a")), group}), {})),
             QStringList{QStringLiteral("duplicate c.conditions[2] with c.conditions[0]")});
    QCOMPARE(told(judgeCriteria(allOf({is(QStringLiteral("a")), {anyOf({is(QStringLiteral("a"))})}}), {})),
             QStringList());
}

void TestCriteriaRules::definitionF76_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("description");
    QTest::addColumn<QStringList>("exclusions");
    QTest::addColumn<QString>("expected");
    const QString good = QStringLiteral("n"), id = QString::fromLatin1(someId);
    const QString own = QStringLiteral("0000000A-0000-4000-8000-00000000000F");
    QTest::newRow("fine") << good << 500 << QStringList{id} << QString();
    QTest::newRow("no name") << QString() << 0 << QStringList() << "name_missing name";
    QTest::newRow("blank name") << QStringLiteral(" \t\u00a0") << 0 << QStringList() << "name_missing name";
    QTest::newRow("100") << QString(100, u'x') << 0 << QStringList() << QString();
    QTest::newRow("100 of two units") << QString::fromUcs4(U"\U0001F600").repeated(100) << 0 << QStringList()
                                      << QString();
    QTest::newRow("101") << QString(101, u'x') << 0 << QStringList() << "name_too_long name";
    QTest::newRow("501") << good << 501 << QStringList() << "description_too_long description";
    QTest::newRow("36 characters that are no uuid")
        << good << 0 << QStringList{id, QStringLiteral("00000000-0000-4000-8000-00000000000g")}
        << "exclusion_no_uuid exclusions[1]";
    QTest::newRow("braces") << good << 0 << QStringList{u'{' + id + u'}'} << "exclusion_no_uuid exclusions[0]";
    QTest::newRow("twice") << good << 0 << QStringList{id, id} << "exclusion_twice exclusions[1]";
    QTest::newRow("twice in other case") << good << 0
                                         << QStringList{QStringLiteral("abcdef00-0000-4000-8000-000000000001"),
                                                        QStringLiteral("ABCDEF00-0000-4000-8000-000000000001")}
                                         << "exclusion_twice exclusions[1]";
    QTest::newRow("itself") << good << 0 << QStringList{own} << "exclusion_self exclusions[0]";
    QTest::newRow("itself in other case") << good << 0 << QStringList{own.toLower()} << "exclusion_self exclusions[0]";
}

void TestCriteriaRules::definitionF76()
{
    QFETCH(QString, name);
    QFETCH(int, description);
    QFETCH(QStringList, exclusions);
    QFETCH(QString, expected);
    const QString own = QStringLiteral("0000000A-0000-4000-8000-00000000000F");
    AudienceDefinition definition;
    definition.name = name;
    definition.description = QString(description, u'd');
    definition.exclusions = exclusions;
    definition.criteria = nested(1);
    const auto findings = judgeAudience(definition, own, fields());
    QCOMPARE(told(findings).join(u';'), expected);
    QCOMPARE(isRefused(findings), !expected.isEmpty());
    QVERIFY(told(judgeAudience(definition, QStringLiteral("false-id"), {})).contains(QStringLiteral("id_no_uuid id")));
}

void TestCriteriaRules::severities()
{
    using Code = CriteriaFinding::Code;
    using Severity = CriteriaFinding::Severity;
    QStringList errors, remarks, keys;
    for (int code = 0; code < criteriaFindingCodes; ++code) {
        const QString key = keyOf(Code(code));
        keys.append(key);
        if (severityOf(Code(code)) == Severity::Error)
            errors.append(key);
        else if (severityOf(Code(code)) == Severity::Remark)
            remarks.append(key);
    }
    QCOMPARE(errors.size(), 11);
    QCOMPARE(errors.last(), QStringLiteral("id_no_uuid"));
    QCOMPARE(remarks, (QStringList{QStringLiteral("number_as_text"), QStringLiteral("unknown_value")}));
    QCOMPARE(keys.removeDuplicates(), 0);
}

void TestCriteriaRules::hundredsOfConditionsAreJudgedOnce()
{
    CriteriaGroup group = anyOf({});
    for (int i = 0; i < 1000; ++i)
        group.members.push_back(x(Op::Equals, number(QByteArray::number(i).constData())));
    group.members.push_back(x(Op::Equals, number("7.0")));
    group.members.push_back(x(Op::Equals, number("7")));
    QCOMPARE(told(judgeCriteria(group, {})),
             (QStringList{QStringLiteral("duplicate c.conditions[1000] with c.conditions[7]"),
                          QStringLiteral("duplicate c.conditions[1001] with c.conditions[7]")}));
}

MUSTER_TEST(TestCriteriaRules, muster::tests::NoApplication)
#include "tst_criteriarules.moc"
