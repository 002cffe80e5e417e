// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/maskwords.h"

#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_maskwords {

/// Words near a number, and what they say of it.
class TestMaskWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWordSaysWhatANumberIs_data()
    {
        QTest::addColumn<QByteArray>("text"); // the number is asked for at its end
        QTest::addColumn<int>("kind");
        const auto row = [](const char *name, const char *text, CueKind kind) {
            QTest::newRow(name) << QByteArray(text) << int(kind);
        };
        row("phone", "my phone is ", CueKind::Phone);
        row("accents", "meine Rückrufnummer: ", CueKind::Phone);
        row("longest word of the lists", "die Sozialversicherungsnummer lautet ", CueKind::NationalId);
        row("capitals", "SOZIALVERSICHERUNGSNUMMER ", CueKind::NationalId);
        row("longer than any of them", "Donaudampfschifffahrtsgesellschaft ", CueKind::None);
        row("longer, in two bytes a letter", "достопримечательность ", CueKind::None);
        row("30 bytes, no word", "abcdefghijklmnopqrstuvwxyzabcd ", CueKind::None);
        row("31 bytes, no word", "abcdefghijklmnopqrstuvwxyzabcde ", CueKind::None);
        row("an order", "your order ", CueKind::Other);
    }
    void aWordSaysWhatANumberIs()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, kind);
        const std::string_view view(text.constData(), std::size_t(text.size()));
        QCOMPARE(int(cueBefore(view, view.size()).kind), kind);
    }

    void aLongWordBehindANumberSaysNothing()
    {
        QCOMPARE(int(cueBehind(" Donaudampfschifffahrtsgesellschaft", 0).kind), int(CueKind::None));
        QCOMPARE(int(cueBehind(" ist meine Sozialversicherungsnummer", 0).kind), int(CueKind::NationalId));
    }

    void walksBackToItsStop_data()
    {
        QTest::addColumn<int>("stop");
        QTest::addColumn<QByteArray>("seen");
        QTest::newRow("all") << 0 << QByteArray("ef|1| |c'd| |,|ab|");
        QTest::newRow("a word that holds the stop") << 1 << QByteArray("ef|1| |c'd| |,|ab|");
        QTest::newRow("behind a word") << 2 << QByteArray("ef|1| |c'd| |,|");
        QTest::newRow("nothing") << 11 << QByteArray();
    }
    void walksBackToItsStop()
    {
        QFETCH(int, stop);
        constexpr std::string_view text = "Ab, c'd 1ef";
        std::string seen;
        std::size_t last = text.size();
        for (BackwardWords walk(text, text.size(), std::size_t(stop)); walk.next();) {
            seen += walk.word() ? std::string(walk.word().plain()) : std::string(1, walk.byte());
            seen += '|';
            QVERIFY(walk.at() < last);
            last = walk.at();
        }
        QTEST(QByteArray::fromStdString(seen), "seen");
    }
};

MUSTER_TEST(TestMaskWords, muster::tests::NoApplication)

} // namespace tst_maskwords
#include "tst_maskwords.moc"
