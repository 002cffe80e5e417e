// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/speakerlabel.h"

#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_speakerlabel {

/// Who speaks, in front of the lines of a transcript.
class TestSpeakerLabel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void labelsAreRead_data()
    {
        QTest::addColumn<QByteArray>("label"); // all of it, with the blank behind
        QTest::addColumn<QByteArray>("name");
        const auto row = [](const char *label, const char *name) {
            QTest::newRow(label) << QByteArray(label) << QByteArray(name);
        };
        row("Customer: ", "Customer");
        row("Client : ", "Client");
        row("Agent 2 - ", "Agent 2");
        row("[CALLER] ", "CALLER");
        row("<Agent> ", "Agent");
        row("**Customer:** ", "Customer");
        row(">> Caller: ", "Caller");
        row("Anna Lee: ", "Anna Lee");
        row("[10:31:05] CALLER: ", "CALLER");
        row("2024-03-01 10:31 Customer: ", "Customer");
        row("00:12 Agent: ", "Agent");
        row("[00:12] ", "");
        row("Agent (10:31:05): ", "Agent");
        row("10h31 CLIENT ", "CLIENT");
        row("15:40 KLANT ", "KLANT");
        row("Cliente 09:12 ", "Cliente");
        row("(10:31 AM) Kundin: ", "Kundin");
        row("Conseill\xc3\xa8re : ", "Conseill\xc3\xa8re");
        row("Agent \xe2\x80\x93 ", "Agent");
    }
    void labelsAreRead()
    {
        QFETCH(QByteArray, label);
        QFETCH(QByteArray, name);
        const std::string text = "hello\n" + label.toStdString() + "call me";
        const SpeakerLabel read = SpeakerLabel::at(text, 6);
        QCOMPARE(read.end - read.begin, std::size_t(label.size()));
        QCOMPARE(QByteArray::fromStdString(std::string(read.name)), name);
        QCOMPARE(SpeakerLabel::before(text, text.size()).end, read.end);
    }

    void speechIsNoLabel_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const char *line :
             {"My number: 555 0123", "Order id: 12345678", "Customer number: 10023", "Phone: 555 0123",
              "415 555 0123: my number", "03/05/1985 ", "call me - please", "hello there", "[laughs] hello",
              "well-known names", "Client code: 12345", "This is a line of five words: yes", "Card: 4111 1111", ""})
            QTest::newRow(line) << QByteArray(line);
    }
    void speechIsNoLabel()
    {
        QFETCH(QByteArray, line);
        const std::string text = line.toStdString() + "\nAgent: yes";
        QVERIFY(!SpeakerLabel::at(text, 0));
    }
};

MUSTER_TEST(TestSpeakerLabel, muster::tests::NoApplication)

} // namespace tst_speakerlabel
#include "tst_speakerlabel.moc"
