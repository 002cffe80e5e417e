// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "masksupport.h"
#include "tests/support/testprogram.h"

using namespace muster;
using namespace muster::test;

namespace tst_wholenumbers {

/// A written number is taken whole or not at all.
class TestWholeNumbers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatBelongsToANumberGoesWithIt_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *text, const char *expected) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(expected);
        };
        row("415-555-0123 ext 45", "[PHONE_MASKED]");
        row("415-555-0123x45", "[PHONE_MASKED]");
        row("(415) 555-0123 x 4501, please", "[PHONE_MASKED], please");
        row("+44 20 7946 0018 extension number 12.", "[PHONE_MASKED].");
        row("020 7946 0018 #12", "[PHONE_MASKED]");
        row("030 23125-017 Apparat 5", "[PHONE_MASKED]");
        row("02.61.91.12.34 poste 45", "[PHONE_MASKED]");
        row("06 1234 5678 interno 12", "[PHONE_MASKED]");
        row("call 07700 900123-mobile", "call [PHONE_MASKED]");
        row("mobile-07700900123", "mobile-[PHONE_MASKED]");
        row("+44 (0) 20 7946 0018", "[PHONE_MASKED]");
        row("+49 (0)30 23125 100", "[PHONE_MASKED]");
        row("Durchwahl: 069 90009-123-45", "Durchwahl: [PHONE_MASKED]");
        row("Agent 2 - 07700 900123", "Agent 2 - [PHONE_MASKED]");
        row("[10:31] Agent 2: 01632 960 441", "[10:31] Agent 2: [PHONE_MASKED]");
        // Of plans that the policy does not name.
        row("office in Paris 01 99 00 12 34", "office in Paris [PHONE_MASKED]");
        row("in Zurich: 044 668 18 00", "in Zurich: [PHONE_MASKED]");
        row("from Sydney: (02) 5550 1234", "from Sydney: [PHONE_MASKED]");
        row("my # is 555-0123", "my # is [PHONE_MASKED]");
        row("mobil O171-392OO 23 bitte", "mobil [PHONE_MASKED] bitte");
        row("chiami 3I2 345 6789", "chiami [PHONE_MASKED]");
        row("O77OO 9OO 321 is his", "[PHONE_MASKED] is his");
        row("card # 4111 1111 1111 1111", "card # [CARD_MASKED]");
    }
    void whatBelongsToANumberGoesWithIt()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE(masked(*engineOf(MaskPolicy()), text), expected);
    }

    void decoysStay_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"#12345678 is the bug", "part no. 4155-0123-99", "order 00500123 x 2", "SKU 4155-0123-99",
              "serial SN-0048-2231-77", "234 567 891 people live there", "0045 871", "order-12345678",
              "claim number 07700123456", "1-2-3-4-5-6-7-8-9", "pages 12-15, 22-29", "isbn 978-3-16-148410-0",
              "order O77OO 9OO 321", "model O6-l2B4", "the O2 and the I-95"})
            QTest::newRow(text) << QByteArray(text);
    }
    void decoysStay()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(masked(*engineOf(MaskPolicy()), text), text);
    }
};

MUSTER_TEST(TestWholeNumbers, muster::tests::NoApplication)

} // namespace tst_wholenumbers
#include "tst_wholenumbers.moc"
