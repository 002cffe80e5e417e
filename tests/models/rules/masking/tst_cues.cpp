// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/maskwords.h"

#include "masksupport.h"
#include "tests/support/testprogram.h"

using namespace muster;
using namespace muster::test;

namespace tst_cues {

/// What is said around a number decides by its meaning.
class TestCues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMeaningDecides_data()
    {
        QTest::addColumn<QByteArray>("text"); // the number is asked for at its end
        QTest::addColumn<int>("kind");
        const auto row = [](const char *text, CueKind kind) { QTest::newRow(text) << QByteArray(text) << int(kind); };
        row("Customer: ", CueKind::None); // structure
        row("call me\nCustomer: ", CueKind::Phone);
        row("What's the best number to reach you?\nCaller: um, ", CueKind::Phone);
        row("Agent: what's your phone number\nCaller: um\nAgent: mm-hm\nCaller: yeah\nAgent: go ahead\nCaller: it's ",
            CueKind::Phone);
        row("what number can we use for you?\nthe one that I have at home in the evenings and on most weekends is ",
            CueKind::Phone);
        row("a qué número le llamamos?\nsí, al ", CueKind::Phone);
        row("my phone number\nis\nfour\nfive\n", CueKind::Phone); // a word a string
        // A veto needs its noun.
        row("your order number is ", CueKind::Other);
        row("what is your order number?\nCustomer: sure, it's ", CueKind::Other);
        row("could I have the reference\nyes, that's ", CueKind::Other);
        row("part no. ", CueKind::Other);
        row("la commande num\xc3\xa9ro ", CueKind::Other);
        row("in case the line drops, my number is ", CueKind::Phone);
        row("I have an order question, please call ", CueKind::Phone);
        row("at that point ", CueKind::None);
        row("the order that I am talking about was sent by mistake to ", CueKind::None);
        row("my # is ", CueKind::Phone);
    }
    void theMeaningDecides()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, kind);
        const std::string_view view(text.constData(), std::size_t(text.size()));
        QCOMPARE(int(cueBefore(view, view.size()).kind), kind);
    }

    void turnsAreJoinedAcrossLabels()
    {
        const auto engine = engineOf(MaskPolicy());
        QCOMPARE(masked(*engine,
                        QByteArray("Agent: phone?\nCaller: four one five\nAgent 2: mm-hm\nCaller: five five five\n"
                                   "00:12 Agent: okay\n00:14 Caller: oh one two three")),
                 QByteArray("Agent: phone?\nCaller: [PHONE_MASKED]\nAgent 2: mm-hm\nCaller: [PHONE_MASKED]\n"
                            "00:12 Agent: okay\n00:14 Caller: [PHONE_MASKED]"));
    }
};

MUSTER_TEST(TestCues, muster::tests::NoApplication)

} // namespace tst_cues
#include "tst_cues.moc"
