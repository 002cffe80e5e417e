// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "masksupport.h"

#include "tests/support/testprogram.h"

using namespace muster;
using namespace muster::test;

namespace tst_foldedtext {

class TestFoldedText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesPlainTextWhereItStands()
    {
        const std::string text = "Grüße, 4155550123: déjà vu 漢字 ÿ";
        FoldedText folded;
        folded.set(text);
        QVERIFY(!folded.isFolded());
        QCOMPARE(folded.text().data(), text.data());
    }

    void foldsAndKeepsOrigins()
    {
        const std::string text = "a４1\u200b5\u00a0ü"; // ４ takes 3 bytes, the zero-width space 3, the blank 2
        FoldedText folded;
        folded.set(text);
        QCOMPARE(QByteArray::fromStdString(std::string(folded.text())), QByteArray("a415 ü"));
        QCOMPARE(folded.origin(1), std::size_t(1));
        QCOMPARE(folded.origin(2), std::size_t(4));
        QCOMPARE(folded.origin(3), std::size_t(8));
        QCOMPARE(folded.origin(4), std::size_t(9));
        QCOMPARE(folded.origin(5), std::size_t(11));
        QCOMPARE(folded.origin(7), text.size());
        QCOMPARE(folded.placeOf(8), std::size_t(3));
    }

    /// The rows of digits are written down in the class; Qt's tables say whether one is missing.
    void knowsTheDigitsOfEveryScript()
    {
        for (char32_t point = 0x80; point < 0x20000; ++point) {
            if (QChar::category(point) != QChar::Number_DecimalDigit)
                continue;
            QVERIFY2(FoldedText::fold(point) == '0' + QChar::digitValue(point),
                     qPrintable(QString::number(uint(point), 16)));
        }
    }

    void F78hiddenCharactersHideNothing_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("zero width in a phone")
            << QByteArray("call 415\u200b555\u200d0123 now") << QByteArray("call [PHONE_MASKED] now");
        QTest::newRow("zero width in an address")
            << QByteArray("ann\u2060@exam\ufeffple.com") << QByteArray("[EMAIL_MASKED]");
        QTest::newRow("full width") << QByteArray("４１５－５５５－０１２３") << QByteArray("[PHONE_MASKED]");
        QTest::newRow("full width address")
            << QByteArray("ａｎｎ＠ｅｘａｍｐｌｅ．ｃｏｍ!") << QByteArray("[EMAIL_MASKED]!");
        QTest::newRow("Arabic digits") << QByteArray("٤١٥٥٥٥٠١٢٣") << QByteArray("[PHONE_MASKED]");
        QTest::newRow("typographic hyphens") << QByteArray("078\u201105\u20111120") << QByteArray("[SSN_MASKED]");
        QTest::newRow("soft hyphen") << QByteArray("078-05-11\u00ad20") << QByteArray("[SSN_MASKED]");
        QTest::newRow("keycaps") << QByteArray("4\ufe0f\u20e31\ufe0f\u20e35\ufe0f\u20e3-555-0123")
                                 << QByteArray("[PHONE_MASKED]");
    }
    void F78hiddenCharactersHideNothing()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE(masked(*engineOf(contractPolicy()), text), expected);
        QCOMPARE(masked(*engineOf(MaskPolicy()), text), expected);
    }
};

MUSTER_TEST(TestFoldedText, muster::tests::NoApplication)

} // namespace tst_foldedtext
#include "tst_foldedtext.moc"
