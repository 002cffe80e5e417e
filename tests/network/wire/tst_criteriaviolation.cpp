// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/criteria.h"

#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_criteriaviolation {
using Code = CriteriaViolation::Code;
using Found = QList<CriteriaViolation>;

namespace {

CriteriaNode condition(const char *field, CriteriaValue value = QStringLiteral("x"))
{
    return {CriteriaCondition{QString::fromLatin1(field), CriteriaOperator::Equals, std::move(value)}};
}

/// A condition in so many groups.
CriteriaGroup nested(int levels)
{
    CriteriaGroup group{CriteriaJoin::And, {condition("a")}};
    for (int level = 1; level < levels; ++level)
        group = {CriteriaJoin::Or, {{group}}};
    return group;
}

} // namespace

class TestCriteriaViolation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void soundCriteriaHaveNone() { QCOMPARE(criteriaViolations(nested(criteriaDepthLimit)), Found()); }

    void F76_theFirstLevelThatIsTooDeepIsTold()
    {
        QCOMPARE(criteriaViolations(nested(6)), Found({{Code::TooDeep, {0, 0, 0, 0, 0}}}));
        QCOMPARE(criteriaViolations(nested(8)), Found({{Code::TooDeep, {0, 0, 0, 0, 0}}}));
    }

    void F76_everyPlaceIsToldInReadingOrder()
    {
        const CriteriaGroup inner{CriteriaJoin::Or, {condition("", CriteriaNumber{"007"}), {CriteriaGroup()}}};
        const CriteriaGroup criteria{
            CriteriaJoin::And, {condition("a"), {inner}, condition("b", CriteriaNumber{"1."}), {CriteriaGroup()}}};
        QCOMPARE(criteriaViolations(criteria),
                 Found({{Code::NoField, {1, 0}},
                        {Code::NoNumber, {1, 0}},
                        {Code::EmptyGroup, {1, 1}},
                        {Code::NoNumber, {2}},
                        {Code::EmptyGroup, {3}}}));
        QCOMPARE(criteriaViolations({}), Found({{Code::EmptyGroup, {}}}));
    }

    void whatOnlyRulesMindIsNone()
    {
        // Text that is empty, and a number's text.
        QCOMPARE(criteriaViolations({CriteriaJoin::And,
                                     {condition("a", QString()), condition("a", QStringLiteral("007")),
                                      condition("a", true), condition("a", CriteriaNumber{"-0.5e3"})}}),
                 Found());
    }
};

MUSTER_TEST(TestCriteriaViolation, QCoreApplication)

} // namespace tst_criteriaviolation
#include "tst_criteriaviolation.moc"
