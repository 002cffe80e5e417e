// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/exactdecimal.h"

#include "tests/support/testprogram.h"

#include <cmath>
#include <string>

using namespace muster;

namespace tst_exactdecimal {

class TestExactDecimal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesByValue_data();
    void comparesByValue();
    void refusesWhatIsNoNumber_data();
    void refusesWhatIsNoNumber();
    void knowsTheDoubleNextToIt();
    void knowsWhenDoublesAreEnough();
};

void TestExactDecimal::comparesByValue_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<int>("sign");
    const auto row = [](const char *a, const char *b, int sign) {
        QTest::addRow("%s | %s", a, b) << QByteArray(a) << QByteArray(b) << sign;
    };
    row("1.50", "1.5", 0);
    row("15e-1", "1.5", 0);
    row("1500E-3", "1.5e+0", 0);
    row("0", "-0.00e7", 0);
    row("0", "0e9", 0);
    row("9", "10", -1);
    row("-9", "-10", 1);
    row("0.09", "0.1", -1);
    row("-1", "0", -1);
    row("1e-300", "0", 1);
    row("100", "1e2", 0);
    row("100.000", "1e2", 0);
    row("5", "5.01", -1);
    row("5.01", "5", 1);
    row("-5.01", "-5", -1);
    row("12.5", "125e-1", 0);
    row("0.0012", "12e-4", 0);
    // Doubles cannot tell these apart.
    row("9007199254740993", "9007199254740992", 1);
    row("0.1000000000000000000001", "0.1", 1);
    row("12345678901234567890", "12345678901234567891", -1);
    row("1e999", "2e999", -1);
    row("1e999", "1e1000", -1);
    row("-1e999", "-1e1000", 1);
    row("1e-999", "2e-999", -1);
}

void TestExactDecimal::comparesByValue()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QFETCH(int, sign);
    const auto first = ExactDecimal::read({a.constData(), std::size_t(a.size())});
    const auto second = ExactDecimal::read({b.constData(), std::size_t(b.size())});
    QVERIFY(first && second);
    QCOMPARE((*first <=> *second) < 0, sign < 0);
    QCOMPARE((*first <=> *second) > 0, sign > 0);
    QCOMPARE((*second <=> *first) < 0, sign > 0);
    QCOMPARE(*first == *second, sign == 0);
    // Where doubles differ they tell the same.
    if (first->nearest() != second->nearest())
        QCOMPARE(first->nearest() < second->nearest(), sign < 0);
}

void TestExactDecimal::refusesWhatIsNoNumber_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", " 1", "1 ", "+1", "007", "00", ".5", "5.", "1,5", "1e", "1e+", "--1", "NaN",
                             "Infinity", "0x10", "1e1234567890", "1e-1234567890", "\xEF\xBC\x91"})
        QTest::addRow("'%s'", text) << QByteArray(text);
    QTest::addRow("401 digits") << QByteArray(401, '1');
}

void TestExactDecimal::refusesWhatIsNoNumber()
{
    QFETCH(QByteArray, text);
    QVERIFY(!ExactDecimal::read({text.constData(), std::size_t(text.size())}));
}

void TestExactDecimal::knowsTheDoubleNextToIt()
{
    const auto nearest = [](std::string_view text) { return ExactDecimal::read(text)->nearest(); };
    QCOMPARE(nearest("0.1"), 0.1);
    QCOMPARE(nearest("-2.5e3"), -2500.0);
    QCOMPARE(nearest("9007199254740993"), 9007199254740992.0);
    QVERIFY(std::isinf(nearest("1e400")) && nearest("1e400") > 0);
    QVERIFY(std::isinf(nearest("-1e400")) && nearest("-1e400") < 0);
    QCOMPARE(nearest("1e-400"), 0.0);
    QCOMPARE(nearest("0e999999999"), 0.0);
}

void TestExactDecimal::knowsWhenDoublesAreEnough()
{
    const auto isShort = [](std::string_view text) { return ExactDecimal::read(text)->isShort(); };
    QVERIFY(isShort("0"));
    QVERIFY(isShort("500000"));
    QVERIFY(isShort("123456789012345"));
    QVERIFY(isShort("1000000000000000000000")); // one digit
    QVERIFY(!isShort("1234567890123456"));
    QVERIFY(!isShort("1e300"));
    QVERIFY(!isShort("1e-300"));
}

MUSTER_TEST(TestExactDecimal, muster::tests::NoApplication)

} // namespace tst_exactdecimal
#include "tst_exactdecimal.moc"
