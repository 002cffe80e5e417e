// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/spreadsheetcells.h"

#include "tests/support/testprogram.h"

#include <QRandomGenerator>

using namespace muster;

namespace tst_spreadsheetcells {

namespace {

std::string str(const QByteArray &bytes)
{
    return bytes.toStdString();
}

} // namespace

class TestSpreadsheetCells : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S21_hazards_data()
    {
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<bool>("hazard");
        for (const char *cell : {"=1+1",
                                 "+15550100",
                                 "-5",
                                 "@SUM(A1)",
                                 "\t=1",
                                 "\tx",
                                 "\rx",
                                 "\nx",
                                 "\xEF\xBC\x9D"
                                 "1",
                                 "\xEF\xBC\x8B"
                                 "1",
                                 "\xEF\xBC\x8D"
                                 "1",
                                 "\xEF\xBC\xA0"
                                 "A",
                                 " =1",
                                 "  \"=1",
                                 "'=1",
                                 ";=1",
                                 ",+1",
                                 "\"\"@x",
                                 "\xC2\xA0=1",
                                 "\xE3\x80\x80=1",
                                 "\xEF\xBB\xBF=1",
                                 "\xE2\x80\x8B=1",
                                 "x;=1",
                                 "x,=1",
                                 "x|@y",
                                 "a\t-1",
                                 "a\n=1",
                                 "a\r\n+1",
                                 "a\"=1",
                                 "a; =1",
                                 "00",
                                 "007",
                                 "0049123",
                                 "00.5",
                                 "1234567890123456",
                                 " 0012 ",
                                 "12E5",
                                 "1e-3",
                                 "1.5E+10",
                                 "1234567890.1234567"})
            QTest::newRow(cell) << QByteArray(cell) << true;
        for (const char *cell : {"",
                                 "a",
                                 "Ann",
                                 "1",
                                 "0",
                                 "0.5",
                                 "10",
                                 "123456789012345",
                                 "1.10",
                                 "1,234.50",
                                 "2024-01-02",
                                 "2024-01-02T03:04:05Z",
                                 "a=b",
                                 "a+b",
                                 "a-b",
                                 "me@example.org",
                                 "12 34",
                                 "12E",
                                 "E5",
                                 "1x",
                                 "a;b",
                                 "a, b",
                                 "it's",
                                 "'",
                                 "\"",
                                 "\xC3\xA9=1",
                                 "\xE4\xB8\xAD=1",
                                 "555-0100",
                                 "0x10",
                                 "\xEF\xBC\x91"
                                 "1"})
            QTest::newRow(cell) << QByteArray(cell) << false;
    }
    void S21_hazards()
    {
        QFETCH(QByteArray, cell);
        QFETCH(bool, hazard);
        QCOMPARE(isSpreadsheetHazard(str(cell)), hazard);
    }

    void S21_guarded_data()
    {
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<QByteArray>("guarded");
        QTest::newRow("formula") << QByteArray("=1+1") << QByteArray("'=1+1");
        QTest::newRow("phone keeps its plus") << QByteArray("+15550100") << QByteArray("'+15550100");
        QTest::newRow("number") << QByteArray("0049") << QByteArray("'0049");
        QTest::newRow("behind a space") << QByteArray(" =1") << QByteArray(" '=1");
        QTest::newRow("behind a separator") << QByteArray("x;=1") << QByteArray("x;'=1");
        QTest::newRow("line break") << QByteArray("\r\n=1") << QByteArray("'\r\n'=1");
        QTest::newRow("own apostrophe") << QByteArray("'tis") << QByteArray("''tis");
        QTest::newRow("apostrophe inside") << QByteArray("it's") << QByteArray("it's");
        QTest::newRow("plain") << QByteArray("Ann-Marie") << QByteArray("Ann-Marie");
    }
    void S21_guarded()
    {
        QFETCH(QByteArray, cell);
        QFETCH(QByteArray, guarded);
        QCOMPARE(QByteArray::fromStdString(guardCell(str(cell))), guarded);
        QCOMPARE(QByteArray::fromStdString(unguardCell(str(guarded))), cell);
    }

    // Random texts out of the characters that matter: every one comes back, and guarded none begins a formula wherever
    // a program may begin a cell.
    void S22_everyTextComesBack()
    {
        const std::array<const char *, 20> pieces
            = {"=", "+", "-", "@", "\t", "\r", "\n",           "'",        "\"",  ";", ",",
               "|", " ", "a", "0", "1",  "E",  "\xEF\xBC\x9D", "\xC2\xA0", "\xEF"};
        const quint32 seed = QRandomGenerator::system()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        for (int i = 0; i < 200'000; ++i) {
            std::string text;
            for (int length = int(random.bounded(9)); length > 0; --length)
                text += pieces[std::size_t(random.bounded(int(pieces.size())))];
            const std::string guarded = guardCell(text);
            QCOMPARE(unguardCell(guarded), text);
            if (isSpreadsheetHazard(text))
                QVERIFY(guarded != text);
            bool atStart = true;
            for (const char c : guarded) {
                QVERIFY(!(atStart && (c == '=' || c == '+' || c == '-' || c == '@')));
                atStart = c == ';' || c == ',' || c == '\t' || c == '\r' || c == '\n' || c == '|' || c == '"'
                    || (atStart && c == ' ');
            }
            QVERIFY(guarded.empty() || (guarded[0] != '\t' && guarded[0] != '\r' && guarded[0] != '\n'));
        }
    }
};

MUSTER_TEST(TestSpreadsheetCells, QCoreApplication)

} // namespace tst_spreadsheetcells
#include "tst_spreadsheetcells.moc"
