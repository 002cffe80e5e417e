// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/heldvalue.h"

#include "models/lists/membercells.h"
#include "tests/support/testprogram.h"

using namespace muster;
using Form = HeldValue::Form;
using Type = ListAttributeType;

Q_DECLARE_METATYPE(muster::ListAttributeType)

class TestHeldValue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersAreComparedByTheirWorth_data();
    void numbersAreComparedByTheirWorth();
    void valuesHaveAnOrder_data();
    void valuesHaveAnOrder();
    void onlyNumbersAre();
    void whatTheServiceWouldRefuseCannotBeWrittenBack_data();
    void whatTheServiceWouldRefuseCannotBeWrittenBack();
    void membersReadBack();
};

void TestHeldValue::numbersAreComparedByTheirWorth_data()
{
    QTest::addColumn<QByteArray>("one");
    QTest::addColumn<QByteArray>("other");
    QTest::addColumn<bool>("same");
    const auto row = [](const char *one, const char *other, bool same) {
        QTest::addRow("%s %s", one, other) << QByteArray(one) << QByteArray(other) << same;
    };
    row("1.50", "1.5", true);
    row("100", "1e2", true);
    row("0", "-0.00", true);
    row("0", "0e99", true);
    row("0.001", "1E-3", true);
    row("-5", "5", false);
    row("10", "1", false);
    row("1e999999999999", "1e999999999999", true); // the same text
    row("1e999999999999", "10e999999999998", false); // beyond reason: not taken for the same
    row("123456789012345678901234567890", "123456789012345678901234567891", false); // a double could not tell
    row("123456789012345678901234567890", "1.2345678901234567890123456789e29", true);
}

void TestHeldValue::numbersAreComparedByTheirWorth()
{
    QFETCH(QByteArray, one);
    QFETCH(QByteArray, other);
    QFETCH(bool, same);
    const HeldValue first{Form::Json, {one.constData(), std::size_t(one.size())}};
    const HeldValue second{Form::Json, {other.constData(), std::size_t(other.size())}};
    QCOMPARE(isSame(Type::Decimal, first, second), same);
    QCOMPARE(isSame(Type::Decimal, second, first), same);
}

void TestHeldValue::valuesHaveAnOrder_data()
{
    QTest::addColumn<Type>("type");
    QTest::addColumn<QByteArray>("one");
    QTest::addColumn<QByteArray>("other");
    QTest::addColumn<int>("order"); // of the first to the second: -1, 0, 1; 2: none
    const auto row = [](Type type, const char *one, const char *other, int order) {
        QTest::addRow("%s %s", one, other) << type << QByteArray(one) << QByteArray(other) << order;
    };
    row(Type::Integer, "9", "10", -1);
    row(Type::Integer, "-9", "-10", 1);
    row(Type::Integer, "-1", "0", -1);
    row(Type::Integer, "3.0", "3", 0); // as a list may show it
    row(Type::Decimal, "0", "-0.0", 0);
    row(Type::Decimal, "0.09", "0.1", -1);
    row(Type::Decimal, "1.50", "1.5", 0);
    row(Type::Decimal, "1e3", "999.9", 1);
    row(Type::Decimal, "1e-3", "0.01", -1);
    row(Type::Decimal, "123456789012345678901234567891", "123456789012345678901234567890", 1); // no double could tell
    row(Type::Decimal, "0", "5", -1);
    row(Type::Decimal, "0", "-5", 1);
    row(Type::Date, "2026-03-01", "2026-02-28", 1);
    row(Type::Date, "2026-03-01", "2026-03-01", 0);
    row(Type::Date, "2026-03-01", "spring", 2);
    row(Type::Text, "a", "b", 2);
    row(Type::Boolean, "true", "false", 2);
}

void TestHeldValue::valuesHaveAnOrder()
{
    QFETCH(Type, type);
    QFETCH(QByteArray, one);
    QFETCH(QByteArray, other);
    QFETCH(int, order);
    const auto orderOfBoth = [type](const QByteArray &first, const QByteArray &second) {
        const auto value
            = [type](const QByteArray &text) { return heldValue(type, {text.constData(), std::size_t(text.size())}); };
        const auto found = orderOf(type, value(first), value(second));
        return !found ? 2 : *found < 0 ? -1 : *found > 0 ? 1 : 0;
    };
    QCOMPARE(orderOfBoth(one, other), order);
    QCOMPARE(orderOfBoth(other, one), order == 2 ? 2 : -order);
    QVERIFY(!orderOf(type, {}, heldValue(type, "1"))); // nothing is neither greater nor smaller
}

void TestHeldValue::onlyNumbersAre()
{
    QVERIFY(isSame(Type::Text, {}, {}));
    QVERIFY(!isSame(Type::Text, {}, {Form::Text, "a"}));
    QVERIFY(!isSame(Type::Text, {Form::Text, "1.50"}, {Form::Text, "1.5"}));
    QVERIFY(!isSame(Type::Text, {Form::Text, "5"}, {Form::Json, "5"}));
    QVERIFY(!isSame(Type::Decimal, {Form::Text, "1.50"}, {Form::Text, "1.5"}));
    QVERIFY(isSame(Type::Boolean, heldValue(Type::Boolean, "false"), {Form::Json, "false"}));
    QVERIFY(!isSame(Type::Boolean, {}, {Form::Json, "false"})); // false is a value
}

void TestHeldValue::whatTheServiceWouldRefuseCannotBeWrittenBack_data()
{
    QTest::addColumn<Type>("type");
    QTest::addColumn<int>("form");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("writable");
    const auto row = [](const char *name, Type type, Form form, const char *text, bool writable) {
        QTest::newRow(name) << type << int(form) << QByteArray(text) << writable;
    };
    row("nothing", Type::Text, Form::Nothing, "", false);
    row("text", Type::Text, Form::Text, "Fair", true);
    row("a guard word", Type::Text, Form::Text, "N/A", false);
    row("a number in a text", Type::Text, Form::Json, "5", false);
    row("an object", Type::Text, Form::Json, R"({"a":1})", false);
    row("zero", Type::Integer, Form::Json, "0", true);
    row("a text in a number", Type::Integer, Form::Text, "5", false);
    row("a fraction", Type::Integer, Form::Json, "1.5", false);
    row("30 digits", Type::Decimal, Form::Json, "123456789012345678901234567890.5", true);
    row("false", Type::Boolean, Form::Json, "false", true);
    row("a day", Type::Date, Form::Text, "2024-02-29", true);
    row("no day", Type::Date, Form::Text, "2023-02-29", false);
}

void TestHeldValue::whatTheServiceWouldRefuseCannotBeWrittenBack()
{
    QFETCH(Type, type);
    QFETCH(int, form);
    QFETCH(QByteArray, text);
    QFETCH(bool, writable);
    QCOMPARE(isWritable(type, {Form(form), {text.constData(), std::size_t(text.size())}}), writable);
}

void TestHeldValue::membersReadBack()
{
    const std::string nasty = "\"\\/\n\t\x01 Zo\xC3\xAB \xF0\x9F\x98\x80";
    std::string members;
    appendMember(members, "nothing", {});
    QVERIFY(members.empty());
    appendMember(members, nasty, {Form::Text, nasty});
    appendMember(members, "n", {Form::Json, "-0.10e+5"});
    appendMember(members, "nothing", {});
    appendMember(members, "deep", {Form::Json, R"({"a":[1,"}"]})"});
    MemberCells cells(members);
    QVERIFY(cells.next() && cells.isText());
    QCOMPARE(cells.name(), std::string_view(nasty));
    QCOMPARE(cells.value(), std::string_view(nasty));
    QVERIFY(cells.next() && !cells.isText());
    QCOMPARE(cells.value(), std::string_view("-0.10e+5"));
    QVERIFY(cells.next() && !cells.isText());
    QCOMPARE(cells.value(), std::string_view(R"({"a":[1,"}"]})"));
    QVERIFY(!cells.next());
}

MUSTER_TEST(TestHeldValue, QCoreApplication)
#include "tst_heldvalue.moc"
