// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/workbookcells.h"
#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_workbookcells {

class TestWorkbookCells : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spells_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("spelled");
        QTest::newRow("plain") << QByteArray("+49 170 0012") << QByteArray("+49 170 0012");
        QTest::newRow("tab and LF stay") << QByteArray("a\tb\nc") << QByteArray("a\tb\nc");
        QTest::newRow("CR") << QByteArray("a\r\nb") << QByteArray("a_x000D_\nb");
        QTest::newRow("control") << QByteArray("\x01") << QByteArray("_x0001_");
        QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray("a_x0000_b");
        QTest::newRow("U+FFFE") << QByteArray("\xEF\xBF\xBE!") << QByteArray("_xFFFE_!");
        QTest::newRow("U+FFFF") << QByteArray("\xEF\xBF\xBF") << QByteArray("_xFFFF_");
        QTest::newRow("U+FFFD is a character") << QByteArray("\xEF\xBF\xBD") << QByteArray("\xEF\xBF\xBD");
        QTest::newRow("looks spelled") << QByteArray("_x0041_") << QByteArray("_x005F_x0041_");
        QTest::newRow("looks spelled with what follows")
            << QByteArray("_x0041\x01") << QByteArray("_x005F_x0041_x0001_");
        QTest::newRow("does not look spelled") << QByteArray("_x004_ _X0041_ __") << QByteArray("_x004_ _X0041_ __");
    }
    void spells()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, spelled);
        QCOMPARE(QByteArray::fromStdString(toWorkbookText(text.toStdString())), spelled);
        QCOMPARE(QByteArray::fromStdString(fromWorkbookText(spelled.toStdString())), text);
    }

    void everyTextComesBack()
    {
        static constexpr const char *pieces[]{"_",
                                              "x",
                                              "X",
                                              "0",
                                              "4",
                                              "1",
                                              "F",
                                              "_x0041_",
                                              "_x005F_",
                                              "\x01",
                                              "\r",
                                              "\n",
                                              "\xEF\xBF\xBF",
                                              "\xF0\x9F\x98\x80",
                                              "_xD83D_",
                                              "-"};
        QRandomGenerator random(20);
        for (int round = 0; round < 20'000; ++round) {
            std::string text;
            for (quint32 left = random.bounded(12U); left > 0; --left)
                text += pieces[random.bounded(quint32(std::size(pieces)))];
            const std::string spelled = toWorkbookText(text);
            QCOMPARE(fromWorkbookText(spelled), text);
        }
    }

    void longestTexts_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("fits");
        QTest::newRow("empty") << QByteArray() << true;
        QTest::newRow("longest") << QByteArray(32'767, 'x') << true;
        QTest::newRow("longer") << QByteArray(32'768, 'x') << false;
        QTest::newRow("two bytes a character") << QByteArray("\xC3\xA4").repeated(32'767) << true;
        QTest::newRow("two units a character") << QByteArray("\xF0\x9F\x98\x80").repeated(16'383) << true;
        QTest::newRow("two units a character, longer") << QByteArray("\xF0\x9F\x98\x80").repeated(16'384) << false;
        QTest::newRow("too long as it is spelled") << QByteArray(4'682, '\x01') << false;
        QTest::newRow("as long as can be spelled") << QByteArray(4'681, '\x01') << true;
    }
    void longestTexts()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, fits);
        QCOMPARE(fitsWorkbookCell(text.toStdString()), fits);
    }
};

MUSTER_TEST(TestWorkbookCells, QCoreApplication)

} // namespace tst_workbookcells
#include "tst_workbookcells.moc"
