// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/contactcolumns.h"

#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_conditiontest {

namespace {

using Op = CriteriaOperator;

constexpr Op allOperators[] = {Op::Equals, Op::NotEquals, Op::GreaterThan, Op::LessThan, Op::Contains, Op::StartsWith};

} // namespace

/// The rules of the decision page, one row each.
class TestConditionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void anEmptyCellMatchesNothingButNotEquals();
    void knowsDays();
};

void TestConditionTest::judges_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("cell");
    QTest::addColumn<int>("op");
    QTest::addColumn<QVariant>("value"); // text, number as bytes, or bool
    QTest::addColumn<int>("truth");
    int count = 0;
    const auto row = [&count](CriteriaFieldType type, const char *cell, Op op, const QVariant &value, Truth truth) {
        QTest::addRow("%d: %s", ++count, cell)
            << int(type) << QString::fromUtf8(cell) << int(op) << value << int(truth);
    };
    using T = CriteriaFieldType;
    const auto text = [](const char *utf8) { return QVariant(QString::fromUtf8(utf8)); };
    const auto number = [](const char *spelling) { return QVariant(QByteArray(spelling)); };
    constexpr Truth yes = Truth::True, no = Truth::False, open = Truth::Unknown;
    // Text, byte by byte.
    row(T::Text, "tech", Op::Equals, text("tech"), yes);
    row(T::Text, "Tech", Op::Equals, text("tech"), no);
    row(T::Text, "tech ", Op::Equals, text("tech"), no);
    row(T::Text, "tech", Op::NotEquals, text("tech"), no);
    row(T::Text, "Tech", Op::NotEquals, text("tech"), yes);
    row(T::Text, "M\u00fcller", Op::Equals, text("Mu\u0308ller"), no); // composed and decomposed
    row(T::Text, "biotech", Op::Contains, text("tech"), yes);
    row(T::Text, "bioTech", Op::Contains, text("tech"), no);
    row(T::Text, "100%", Op::Contains, text("%"), yes);
    row(T::Text, "100", Op::Contains, text("%"), no);
    row(T::Text, "tech", Op::Contains, text(""), yes);
    row(T::Text, "technology", Op::StartsWith, text("tech"), yes);
    row(T::Text, "biotech", Op::StartsWith, text("tech"), no);
    // Numbers, exactly and whatever their spelling.
    row(T::Number, "1.50", Op::Equals, number("1.5"), yes);
    row(T::Number, "1.50", Op::NotEquals, number("15e-1"), no);
    row(T::Number, "500001", Op::GreaterThan, number("500000"), yes);
    row(T::Number, "500000", Op::GreaterThan, number("500000"), no);
    row(T::Number, "499999.99", Op::LessThan, number("500000"), yes);
    row(T::Number, "9007199254740993", Op::GreaterThan, number("9007199254740992"), yes);
    row(T::Number, "9007199254740993", Op::Equals, number("9007199254740992"), no);
    row(T::Number, "9", Op::LessThan, number("10"), yes); // not as text
    // A text that spells a number: one among numbers, and for the ordering operators.
    row(T::Number, "1.50", Op::Equals, text("1.5"), yes);
    row(T::Text, "1.50", Op::Equals, text("1.5"), no);
    row(T::Text, "9", Op::LessThan, text("10"), yes);
    row(T::Text, "00123", Op::Equals, number("123"), no);
    row(T::Text, "word", Op::NotEquals, number("123"), yes);
    row(T::Text, "1.234,5", Op::GreaterThan, number("1"), open);
    row(T::Number, "12345", Op::StartsWith, text("123"), yes); // as it is spelled
    // Days.
    row(T::Date, "2026-01-06", Op::GreaterThan, text("2026-01-05"), yes);
    row(T::Date, "2026-01-05", Op::GreaterThan, text("2026-01-05"), no);
    row(T::Date, "2025-12-31", Op::LessThan, text("2026-01-05"), yes);
    row(T::Date, "2026-01-05", Op::Equals, text("2026-01-05"), yes);
    row(T::Text, "2026-01-05T10:00:00Z", Op::GreaterThan, text("2026-01-05"), yes); // as text, like a segment's
    row(T::Text, "2026-01-05T10:00:00Z", Op::LessThan, text("2026-01-05T11:00:00Z"), yes);
    row(T::Text, "05.01.2026", Op::GreaterThan, text("2026-01-05"), open);
    row(T::Text, "2026-02-30", Op::GreaterThan, text("2026-01-05"), open); // no day
    // Yes and no.
    row(T::Boolean, "true", Op::Equals, true, yes);
    row(T::Boolean, "false", Op::Equals, true, no);
    row(T::Boolean, "false", Op::NotEquals, true, yes);
    row(T::Boolean, "false", Op::Equals, false, yes);
    row(T::Text, "yes", Op::Equals, true, no);
    // What no rule covers is not known.
    row(T::Text, "tech", Op::GreaterThan, text("alpha"), open);
    row(T::Number, "5", Op::GreaterThan, text("alpha"), open);
    row(T::Boolean, "true", Op::GreaterThan, false, open);
    row(T::Boolean, "true", Op::Contains, true, open);
    row(T::Number, "12345", Op::Contains, number("23"), open);
    row(T::Number, "1", Op::Equals, number("1e9999999999"), open);
}

void TestConditionTest::judges()
{
    QFETCH(int, type);
    QFETCH(QString, cell);
    QFETCH(int, op);
    QFETCH(QVariant, value);
    QFETCH(int, truth);
    CriteriaValue wanted = value.toString();
    if (value.userType() == QMetaType::QByteArray)
        wanted = CriteriaNumber{value.toByteArray()};
    else if (value.userType() == QMetaType::Bool)
        wanted = value.toBool();
    const ConditionTest test({QStringLiteral("f"), Op(op), wanted}, CriteriaFieldType(type));
    QCOMPARE(int(test.judge(cell.toStdString())), truth);
}

void TestConditionTest::anEmptyCellMatchesNothingButNotEquals()
{
    const CriteriaValue values[] = {QStringLiteral("a"),  QString(), CriteriaNumber{"0"},
                                    CriteriaNumber{"-1"}, false,     QStringLiteral("2026-01-05")};
    for (const CriteriaFieldType type : {CriteriaFieldType::Text, CriteriaFieldType::Number, CriteriaFieldType::Date}) {
        for (const Op op : allOperators) {
            for (const CriteriaValue &value : values) {
                const ConditionTest test({QStringLiteral("f"), op, value}, type);
                QCOMPARE(test.judge({}), op == Op::NotEquals ? Truth::True : Truth::False);
            }
        }
    }
}

void TestConditionTest::knowsDays()
{
    QVERIFY(isDay("2024-02-29"));
    QVERIFY(!isDay("2026-02-29"));
    QVERIFY(!isDay("2026-2-1"));
    QVERIFY(!isDay("2026-01-05T00:00"));
    QVERIFY(beginsWithDay("2026-01-05T00:00"));
    QVERIFY(!beginsWithDay("2026-01-05 00:00"));
}

MUSTER_TEST(TestConditionTest, muster::tests::NoApplication)

} // namespace tst_conditiontest
#include "tst_conditiontest.moc"
