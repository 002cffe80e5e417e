// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/numbertext.h"
#include "models/rules/numbers/numberverdict.h"
#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_numbertext {

namespace {
enum Expect { Number, NotANumber, NotCovered };
}

/// What libphonenumber's ExtractPossibleNumber, IsViablePhoneNumber, MaybeStripExtension and Normalize make of a text.
class TestNumberText : public QObject
{
    Q_OBJECT

    static void row(const char *name, const char *text, int expect, const char *digits = "", bool plus = false,
                    const char *extension = "", int findings = 0)
    {
        QTest::newRow(name) << QByteArray(text) << expect << QByteArray(digits) << plus << QByteArray(extension)
                            << findings;
    }

private Q_SLOTS:
    void read_data()
    {
        using F = NumberFinding;
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("expect");
        QTest::addColumn<QByteArray>("digits");
        QTest::addColumn<bool>("plus");
        QTest::addColumn<QByteArray>("extension");
        QTest::addColumn<int>("findings");
        row("digits", "03012345678", Number, "03012345678");
        row("signs", "(030) 123-45.67/8[9]*", Number, "030123456789");
        row("plus", "+49 30 123", Number, "4930123", true);
        row("plus signs", "++4930123", Number, "4930123", true);
        row("plus in the middle", "030+123", NotANumber);
        row("plus at the end", "030123+", Number, "030123");
        row("two digits alone", "15", Number, "15");
        row("two digits apart", "1 5", NotANumber);
        row("two digits and plus", "+15", NotANumber);
        row("one digit", "5", NotANumber);
        row("empty", "", NotANumber);
        row("words", "unknown", NotANumber);
        row("word in front", "Tel: 030 123", Number, "030123", false, "", F::TextBeforeNumber);
        row("bracket behind", "030 123 (", Number, "030123");
        row("comma behind", "030 123,", Number, "030123");
        row("64 bytes", "+                                                            123", Number, "123", true);
        row("65 bytes", "+                                                             123", NotCovered);
        row("no-break space",
            "030\xc2\xa0"
            "123",
            Number, "030123", false, "", F::OtherScript);
        row("dashes",
            "030\xe2\x80\x90"
            "1\xe2\x80\x95"
            "2\xe2\x88\x92"
            "3",
            Number, "030123", false, "", F::OtherScript);
        row("zero width",
            "030\xe2\x80\x8b"
            "123",
            Number, "030123", false, "", F::OtherScript);
        row("full-width plus",
            "\xef\xbc\x8b"
            "4930123",
            Number, "4930123", true, "", F::OtherScript);
        row("full-width digits", "\xef\xbc\x90\xef\xbc\x93\xef\xbc\x99", Number, "039", false, "", F::OtherScript);
        row("Arabic-Indic digits", "\xd9\xa0\xd9\xa3\xd9\xa9", Number, "039", false, "", F::OtherScript);
        row("extended Arabic-Indic", "\xdb\xb0\xdb\xb3\xdb\xb9", Number, "039", false, "", F::OtherScript);
        row("embedding around",
            "\xe2\x80\xaa"
            "030123\xe2\x80\xac",
            Number, "030123", false, "", F::OtherScript);
        row("right-to-left mark inside",
            "030\xe2\x80\x8f"
            "123",
            NotANumber, "", false, "", F::OtherScript);
        row("Latin-1 letter behind", "030123 \xc3\xbc", NotANumber, "", false, "", F::OtherScript);
        row("other script", "030 \xd0\xb4\xd0\xbe\xd0\xb1 1", NotCovered);
        row("broken UTF-8",
            "030\xff"
            "123",
            NotCovered);
        row("overlong UTF-8",
            "030\xc0\xb1"
            "123",
            NotCovered);
        row("control character",
            "030\x01"
            "123",
            NotCovered);
        row("line feed", "030123\n", NotCovered);
        row("tab in front", "\t030123", Number, "030123");
        row("phone context", "123;phone-context=+49", NotCovered);
        row("phone context in front", "tel:;phone-context=+49 123", NotCovered);
        row("subaddress", "123;isub=9", NotCovered);
        row("ext.", "030123 ext. 45", Number, "030123", false, "45", F::HasExtension);
        row("EXTENSION", "030123 EXTENSION: 45", Number, "030123", false, "45", F::HasExtension);
        row("xtn", "030123xtn45", Number, "030123", false, "45", F::HasExtension);
        row("anexo", "030123 anexo 45", Number, "030123", false, "45", F::HasExtension);
        row("x", "030123x45", Number, "030123", false, "45", F::HasExtension);
        row("int", "030123 int 45", Number, "030123", false, "45", F::HasExtension);
        row("tilde", "030123~45", Number, "030123", false, "45", F::HasExtension);
        row("hash in front", "030123 # 45", Number, "030123", false, "45", F::HasExtension);
        row("hash behind", "030123 - 45#", Number, "030123", false, "45", F::HasExtension);
        row("two commas", "030123,,45", Number, "030123", false, "45", F::HasExtension);
        row("semicolon", "030123;45#", Number, "030123", false, "45", F::HasExtension);
        row("RFC 3966", "030123;ext=45", Number, "030123", false, "45", F::HasExtension);
        row("x with nine digits", "030123x123456789", Number, "030123", false, "123456789", F::HasExtension);
        row("x with ten digits", "030123x1234567890", Number, "0301231234567890", false, "", F::TextAfterNumber);
        row("ext with twenty digits", "030123ext12345678901234567890", Number, "030123", false, "12345678901234567890",
            F::HasExtension);
        row("ext with twenty-one", "030123ext123456789012345678901", Number, "030123398123456789012345678901", false,
            "", F::LettersAsDigits);
        row("too little before the extension", "1 x 45", Number, "145", false, "", F::TextAfterNumber);
        row("second number", "030123 x302/x2303", Number, "030123", false, "302", F::HasExtension | F::TextAfterNumber);
        row("vanity", "1-800-FLOWERS", Number, "18003569377", false, "", F::LettersAsDigits);
        row("two letters", "030123 ab", Number, "030123", false, "", F::TextAfterNumber);
        row("scientific", "4.93012E+11", NotANumber, "", false, "", F::SpreadsheetDamage);
        row("decimals", "493012345678.0", Number, "4930123456780", false, "", F::SpreadsheetDamage);
        row("apostrophe", "'030123", Number, "030123", false, "", F::SpreadsheetDamage);
        row("formula", "=\"030123\"", Number, "030123", false, "", F::SpreadsheetDamage);
        row("hashes", "#####", NotANumber, "", false, "", F::SpreadsheetDamage);
    }
    void read()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, expect);
        QFETCH(QByteArray, digits);
        QFETCH(bool, plus);
        QFETCH(QByteArray, extension);
        QFETCH(int, findings);
        NumberText result;
        NumberText::read(text.toStdString(), result);
        QCOMPARE(int(result.kind), expect);
        if (expect == NotCovered)
            return;
        QCOMPARE(int(result.findings), findings);
        if (expect == NotANumber)
            return;
        QByteArray found;
        for (int i = 0; i < result.count; ++i)
            found += char('0' + result.digits[std::size_t(i)]);
        QCOMPARE(found, digits);
        QCOMPARE(result.plus, plus);
        QCOMPARE(text.mid(result.extensionOffset, result.extensionLength), extension);
    }
    void spreadsheet_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("damaged");
        for (const char *text :
             {"4.93012E+11", "4,93012E+11", "5E+11", "493012345678.0", "493012345678,00", "'030", "=\"1\"", "###"})
            QTest::newRow(text) << QByteArray(text) << true;
        for (const char *text : {"", "4.93012E11", "030.0", "030 1234.5", "E+11", "4.93E+", "493012345678.5", "#12",
                                 "'", "+49 30 123456.", "12.5E+1x"})
            QTest::newRow(text) << QByteArray(text) << false;
    }
    void spreadsheet()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, damaged);
        QCOMPARE(spreadsheetDamage(text.toStdString()), damaged);
        QVERIFY(!damaged || maybeSpreadsheetDamage(text.toStdString()));
    }
};

MUSTER_TEST(TestNumberText, QCoreApplication)

} // namespace tst_numbertext
#include "tst_numbertext.moc"
