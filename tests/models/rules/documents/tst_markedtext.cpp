// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/markedtext.h"

#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_markedtext {

/// Texts with labels, as people write them to measure masking by.
class TestMarkedText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTextIsOneString()
    {
        const auto read
            = MarkedText::read("{\"language\":\"de\",\"channel\":\"spoken\",\"text\":\"\xc3\xbc 12\",\"spans\":"
                               "[{\"start\":2,\"end\":4,\"entity\":\"phone\"}]}");
        QVERIFY(read);
        QCOMPARE(read->language, QStringLiteral("de"));
        QCOMPARE(read->channel, QStringLiteral("spoken"));
        QCOMPARE(read->turns.size(), 1);
        QVERIFY(!read->isTurns);
        QCOMPARE(read->spans, (QList<MarkedText::Span>{{0, 2, 4, Entity::Phone}}));
    }
    void turnsAreStringsOfTheirOwn()
    {
        const auto read
            = MarkedText::read(R"({"turns":["a","bc"],"spans":[{"turn":1,"start":0,"end":2,"entity":"email"}]})");
        QVERIFY(read && read->isTurns);
        QCOMPARE(read->spans, (QList<MarkedText::Span>{{1, 0, 2, Entity::Email}}));
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("place");
        const auto row = [](const char *name, const char *line, const char *place) {
            QTest::newRow(name) << QByteArray(line) << QString::fromLatin1(place);
        };
        row("no JSON", "call me", "");
        row("cut", R"({"text":"a")", "");
        row("no text", R"({"spans":[]})", "text");
        row("both", R"({"text":"a","turns":["a"],"spans":[]})", "text");
        row("a turn that is none", R"({"turns":["a",1],"spans":[]})", "turns[1]");
        row("no spans", R"({"text":"a"})", "spans");
        row("language", R"({"language":1,"text":"a","spans":[]})", "language");
        row("begin", R"({"text":"a","spans":[{"start":-1,"end":1,"entity":"phone"}]})", "spans[0].start");
        row("half", R"({"text":"a","spans":[{"start":0.5,"end":1,"entity":"phone"}]})", "spans[0].start");
        row("behind the end", R"({"text":"a","spans":[{"start":0,"end":2,"entity":"phone"}]})", "spans[0].end");
        row("empty", R"({"text":"a","spans":[{"start":1,"end":1,"entity":"phone"}]})", "spans[0].end");
        row("kind", R"({"text":"a","spans":[{"start":0,"end":1,"entity":"shoe"}]})", "spans[0].entity");
        row("turn", R"({"turns":["a"],"spans":[{"turn":1,"start":0,"end":1,"entity":"phone"}]})", "spans[0].turn");
        row("turn of none", R"({"turns":[],"spans":[{"turn":0,"start":0,"end":1,"entity":"phone"}]})", "spans[0].turn");
    }
    void whatIsWrongIsNamed()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, place);
        const auto read = MarkedText::read(line);
        QVERIFY(!read);
        QCOMPARE(read.error().code, QStringLiteral("labels_unreadable"));
        QCOMPARE(read.error().subject, place);
    }
};

MUSTER_TEST(TestMarkedText, muster::tests::NoApplication)

} // namespace tst_markedtext
#include "tst_markedtext.moc"
