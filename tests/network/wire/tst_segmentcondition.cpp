// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/segmentcondition.h"

#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;

namespace tst_segmentcondition {

class TestSegmentCondition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesByTypeAndOperator_data();
    void comparesByTypeAndOperator();
    void ofARecordWithoutTheAttributeOnlyIsNotHolds();
    void refusesWhatDoesNotFit_data();
    void refusesWhatDoesNotFit();
    void readsPlainNumbersOnly_data();
    void readsPlainNumbersOnly();
};

void TestSegmentCondition::comparesByTypeAndOperator_data()
{
    QTest::addColumn<AttributeType>("type");
    QTest::addColumn<FilterOperator>("op");
    QTest::addColumn<QByteArray>("wanted");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("holds");
    const auto row
        = [](const char *name, AttributeType type, FilterOperator op, const char *wanted, const char *value,
             bool holds) { QTest::newRow(name) << type << op << QByteArray(wanted) << QByteArray(value) << holds; };
    using enum FilterOperator;
    using Type = AttributeType;
    row("equal", Type::String, Equals, "Lisboa", "Lisboa", true);
    row("case matters", Type::String, Equals, "lisboa", "Lisboa", false);
    row("numbers are equal as texts", Type::Integer, Equals, "7", "7.0", false);
    row("is not", Type::String, NotEquals, "Lisboa", "Porto", true);
    row("is not, but is", Type::String, NotEquals, "Lisboa", "Lisboa", false);
    row("contains", Type::String, Contains, "sbo", "Lisboa", true);
    row("contains nothing", Type::String, Contains, "", "Lisboa", true);
    row("does not contain", Type::String, Contains, "SBO", "Lisboa", false);
    row("contains bytes of UTF-8", Type::String, Contains, "\xC3\xBC", "Z\xC3\xBCrich", true);
    row("starts with", Type::String, StartsWith, "Lis", "Lisboa", true);
    row("longer than the value", Type::String, StartsWith, "Lisboa!", "Lisboa", false);
    row("whole numbers by value", Type::Integer, GreaterThan, "9", "10", true);
    row("not over itself", Type::Integer, GreaterThan, "10", "10", false);
    row("below zero", Type::Integer, LessThan, "0", "-3", true);
    row("decimals by value", Type::Decimal, LessThan, "1.5", "1e-3", true);
    row("what is no number is neither over", Type::Integer, GreaterThan, "9", "ten", false);
    row("nor under", Type::Integer, LessThan, "9", "", false);
    row("dates as texts", Type::Date, GreaterThan, "2026-01-31", "2026-02-01", true);
    row("times as texts", Type::DateTime, LessThan, "2026-01-31", "2026-01-30T23:59:59Z", true);
    row("a time is over its day", Type::DateTime, GreaterThan, "2026-01-31", "2026-01-31T00:00:00Z", true);
}

void TestSegmentCondition::comparesByTypeAndOperator()
{
    QFETCH(AttributeType, type);
    QFETCH(FilterOperator, op);
    QFETCH(QByteArray, wanted);
    QFETCH(QByteArray, value);
    QFETCH(bool, holds);
    const auto condition = SegmentCondition::of(type, op, wanted.toStdString());
    QVERIFY(condition);
    QCOMPARE(condition->holdsFor(value.toStdString()), holds);
}

void TestSegmentCondition::ofARecordWithoutTheAttributeOnlyIsNotHolds()
{
    for (const FilterOperator op : {FilterOperator::Equals, FilterOperator::NotEquals, FilterOperator::Contains,
                                    FilterOperator::StartsWith, FilterOperator::GreaterThan, FilterOperator::LessThan})
        QCOMPARE(SegmentCondition::of(AttributeType::Integer, op, "1")->holdsForNone(),
                 op == FilterOperator::NotEquals);
}

void TestSegmentCondition::refusesWhatDoesNotFit_data()
{
    QTest::addColumn<AttributeType>("type");
    QTest::addColumn<FilterOperator>("op");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("fits");
    QTest::newRow("text has no order") << AttributeType::String << FilterOperator::GreaterThan << QByteArray("1")
                                       << false;
    QTest::newRow("nor has anything else")
        << AttributeType::Other << FilterOperator::LessThan << QByteArray("1") << false;
    QTest::newRow("over no number") << AttributeType::Integer << FilterOperator::GreaterThan << QByteArray("x")
                                    << false;
    QTest::newRow("under nothing") << AttributeType::Decimal << FilterOperator::LessThan << QByteArray("") << false;
    QTest::newRow("over infinity") << AttributeType::Decimal << FilterOperator::LessThan << QByteArray("inf") << false;
    QTest::newRow("a number that is not ordered")
        << AttributeType::Integer << FilterOperator::Equals << QByteArray("x") << true;
    QTest::newRow("a day that is none") << AttributeType::Date << FilterOperator::LessThan << QByteArray("soon")
                                        << true;
}

void TestSegmentCondition::refusesWhatDoesNotFit()
{
    QFETCH(AttributeType, type);
    QFETCH(FilterOperator, op);
    QFETCH(QByteArray, value);
    QFETCH(bool, fits);
    QCOMPARE(SegmentCondition::of(type, op, value.toStdString()).has_value(), fits);
}

void TestSegmentCondition::readsPlainNumbersOnly_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isNumber");
    QTest::newRow("whole") << QByteArray("12") << true;
    QTest::newRow("negative") << QByteArray("-3.5") << true;
    QTest::newRow("exponent") << QByteArray("1e3") << true;
    QTest::newRow("nothing") << QByteArray("") << false;
    QTest::newRow("blank before") << QByteArray(" 1") << false;
    QTest::newRow("rubbish behind") << QByteArray("1x") << false;
    QTest::newRow("too large") << QByteArray("1e999") << false;
    QTest::newRow("no number") << QByteArray("nan") << false;
}

void TestSegmentCondition::readsPlainNumbersOnly()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isNumber);
    QCOMPARE(plainNumber(text.toStdString()).has_value(), isNumber);
}

MUSTER_TEST(TestSegmentCondition, QCoreApplication)

} // namespace tst_segmentcondition
#include "tst_segmentcondition.moc"
