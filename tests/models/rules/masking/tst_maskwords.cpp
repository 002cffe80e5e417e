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
};

MUSTER_TEST(TestMaskWords, muster::tests::NoApplication)

} // namespace tst_maskwords
#include "tst_maskwords.moc"
