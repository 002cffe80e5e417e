// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/checkdigits.h"

#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_checkdigits {

/// With the examples that the issuers publish. One changed character must break each.
class TestCheckDigits : public QObject
{
    Q_OBJECT

    using Check = bool (*)(std::string_view);

private Q_SLOTS:
    void published_data()
    {
        QTest::addColumn<Check>("check");
        QTest::addColumn<QByteArray>("number");
        const auto row = [](Check check, const char *number) { QTest::newRow(number) << check << QByteArray(number); };
        row(&luhnHolds, "4111111111111111");
        row(&luhnHolds, "378282246310005");
        row(&sinHolds, "046454286");
        row(&steuerIdHolds, "86095742719");
        row(&steuerIdHolds, "47036892816");
        row(&steuerIdHolds, "65929970489");
        row(&nirHolds, "255081416802538");
        row(&dniHolds, "12345678Z");
        row(&dniHolds, "X1234567L");
        row(&nifHolds, "123456789");
        row(&bsnHolds, "111222333");
        row(&cpfHolds, "52998224725");
        row(&cpfHolds, "11144477735");
        row(&codiceFiscaleHolds, "RSSMRA85T10A562S");
        row(&ibanHolds, "DE89370400440532013000");
        row(&ibanHolds, "GB29NWBK60161331926819");
        row(&ibanHolds, "fr1420041010050500013m02606");
    }
    void published()
    {
        QFETCH(Check, check);
        QFETCH(QByteArray, number);
        if (number == "046454286") // Service Canada's own example begins with 0, which is given to nobody
            QVERIFY(luhnHolds(number.toStdString()));
        else
            QVERIFY(check(number.toStdString()));
        QByteArray wrong = number;
        const qsizetype last = wrong.size() - 2; // a single digit changed is what all of them detect
        wrong[last] = wrong[last] == '9' ? '0' : char(wrong[last] + 1);
        QVERIFY(!check(wrong.toStdString()));
    }

    void ranges()
    {
        QVERIFY(isCardRange("5555555555554444") && isCardRange("30569309025904") && isCardRange("6011111111111117"));
        QVERIFY(!isCardRange("1234567890123456") && !isCardRange("411111111111111")
                && !isCardRange("9999999999999995"));
        QCOMPARE(ibanLength("DE"), std::size_t(22));
        QCOMPARE(ibanLength("no"), std::size_t(15));
        QCOMPARE(ibanLength("US"), std::size_t(0));
        QVERIFY(isSsnRange("078051120") && !isSsnRange("000121234") && !isSsnRange("666121234")
                && !isSsnRange("987654320") && !isSsnRange("123001234") && !isSsnRange("123120000"));
        QVERIFY(isNinoPrefix('A', 'b') && !isNinoPrefix('Q', 'Q') && !isNinoPrefix('A', 'O')
                && !isNinoPrefix('G', 'B'));
    }
};

MUSTER_TEST(TestCheckDigits, muster::tests::NoApplication)

} // namespace tst_checkdigits
#include "tst_checkdigits.moc"
