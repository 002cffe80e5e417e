// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What conditionlogic takes as certain must hold for every contact as the estimate judges it: tried with random pairs
// of conditions on cells of every kind. The table of single cases is in tst_criteriarules.

#include "models/audiences/estimate/contactcolumns.h"
#include "models/rules/criteria/conditionlogic.h"
#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <array>

using namespace muster;

namespace tst_conditionlogic {

namespace {

const std::vector<std::string> texts{"",    "a",    "A",    "ab",         "b",          "true",       "false",
                                     "5",   "5.0",  "50",   "-1",         "0.5",        "1e1",        "10",
                                     "007", "five", "2026", "2026-01-01", "2026-01-02", "2026-02-30", "2026-01-01T10"};

bool isNumber(const std::string &cell)
{
    return isNumberText(QString::fromStdString(cell));
}

CriteriaValue anyValue(QRandomGenerator &random)
{
    const std::string text = texts[random.bounded(int(texts.size()))];
    if (random.bounded(6) == 0)
        return random.bounded(2) == 0;
    if (isNumber(text) && random.bounded(2) == 0)
        return CriteriaNumber{QByteArray::fromStdString(text)};
    return QString::fromStdString(text);
}

/// Cells that a field of the type may have; the empty one is a missing one.
std::vector<std::string> cellsOf(CriteriaFieldType type)
{
    std::vector<std::string> cells;
    for (const std::string &text : texts) {
        const bool fits = type == CriteriaFieldType::Text || (type == CriteriaFieldType::Number && isNumber(text))
            || (type == CriteriaFieldType::Date && isDay(text))
            || (type == CriteriaFieldType::Boolean && (text == "true" || text == "false"));
        if (fits || text.empty())
            cells.push_back(text);
    }
    return cells;
}

} // namespace

class TestConditionLogic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsCertainHoldsForEveryContact();
};

void TestConditionLogic::whatIsCertainHoldsForEveryContact()
{
    const std::array types{CriteriaFieldType::Text, CriteriaFieldType::Number, CriteriaFieldType::Date,
                           CriteriaFieldType::Boolean};
    QRandomGenerator random(176);
    int excluded = 0, everybody = 0, present = 0;
    for (int i = 0; i < 60000; ++i) {
        const CriteriaFieldType type = types[std::size_t(random.bounded(int(types.size())))];
        const QString name = QStringLiteral("x");
        const CriteriaCondition one{name, CriteriaOperator(random.bounded(6)), anyValue(random)};
        const CriteriaCondition other{name, CriteriaOperator(random.bounded(6)), anyValue(random)};
        const CriteriaField field{name, type, {}, {}};
        // The type may be known or not.
        const CriteriaField *known = random.bounded(2) == 0 ? &field : nullptr;
        const bool excludes = excludeEachOther(one, other, known);
        const Coverage covers = coverageOf(one, other, known);
        QCOMPARE(excludeEachOther(other, one, known), excludes);
        QCOMPARE(coverageOf(other, one, known), covers);
        excluded += excludes ? 1 : 0;
        everybody += covers == Coverage::Everybody ? 1 : 0;
        present += covers == Coverage::WhenPresent ? 1 : 0;
        const ConditionTest oneTest(one, type), otherTest(other, type);
        for (const std::string &cell : cellsOf(type)) {
            const Truth a = oneTest.judge(cell), b = otherTest.judge(cell);
            const QByteArray trace = QByteArray::fromStdString(cell) + " cell, pair " + QByteArray::number(i);
            QVERIFY2(!excludes || a != Truth::True || b != Truth::True, trace.constData());
            QVERIFY2(covers != Coverage::Everybody || a == Truth::True || b == Truth::True, trace.constData());
            const bool isOrdered = isNumber(cell) || isDay(cell) || type == CriteriaFieldType::Boolean;
            const bool isBoth = a == Truth::Unknown || b == Truth::Unknown;
            QVERIFY2(covers != Coverage::WhenPresent || cell.empty() || !isOrdered || isBoth || a == Truth::True
                         || b == Truth::True,
                     trace.constData());
        }
    }
    QVERIFY2(excluded > 1000 && everybody > 500 && present > 100,
             qPrintable(QStringLiteral("%1 %2 %3").arg(excluded).arg(everybody).arg(present)));
}

MUSTER_TEST(TestConditionLogic, muster::tests::NoApplication)

} // namespace tst_conditionlogic
#include "tst_conditionlogic.moc"
