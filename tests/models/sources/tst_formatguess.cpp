// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sources/tableformat.h"

#include "tests/support/testprogram.h"

#include <QStringEncoder>

using namespace muster;

namespace tst_formatguess {

class TestFormatGuess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void guesses_data();
    void guesses();
    void guessesEncodings_data();
    void guessesEncodings();
    void aHeadMayEndInACharacter();
};

void TestFormatGuess::guesses_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<char>("separator");
    QTest::addColumn<bool>("hasHeader");
    QTest::addColumn<bool>("certain");
    const auto row = [](const char *name, const char *head, char separator, bool hasHeader, bool certain) {
        QTest::newRow(name) << QByteArray(head) << separator << hasHeader << certain;
    };
    row("commas", "id,name\n1,a\n2,b\n", ',', true, true);
    row("semicolons, decimal commas", "id;price;note\n1;2,50;a\n2;3,00;b\n", ';', true, true);
    row("tabs with commas in the text", "id\tnote\n1\ta, b, c\n2\td, e\n", '\t', true, true);
    row("bars", "id|name\n1|a\n", '|', true, true);
    row("quoted separators", "\"a;b\",\"c;d\"\n\"e;f\",\"g;h\"\n", ',', true, true);
    row("one column", "id\n1\n2\n", ',', true, false);
    row("no header: numbers", "1,Anna\n2,Bert\n", ',', false, true);
    row("no header: an address", "anna@example.org,Anna\nbert@example.org,Bert\n", ',', false, true);
    row("repeated names are no header", "yes,yes,no\nno,yes,no\n", ',', false, true);
    row("repeated names over numbers are one", "id,id\n1,2\n", ',', true, true);
    row("only a header", "id,name", ',', true, false);
    row("uneven rows", "id,name\n1,a,b\n2\n3,x,y,z\n", ',', true, false);
    row("too many columns", QByteArray("a" + QByteArray(2'000, ';') + "\nb,c\n").constData(), ';', true, false);
    row("nothing", "", ',', true, false);
}

void TestFormatGuess::guesses()
{
    QFETCH(QByteArray, head);
    const FormatGuess guess = guessTableFormat(head);
    QCOMPARE(guess.format.kind, TableFormat::Kind::Delimited);
    QTEST(guess.format.separator, "separator");
    QTEST(guess.format.hasHeader, "hasHeader");
    QTEST(guess.separatorIsCertain, "certain");
    QCOMPARE(guess.encodingIsCertain, true);
    QCOMPARE(guessTableFormat(QByteArray("\n {\"a\": 1}\n")).format.kind, TableFormat::Kind::JsonLines);
}

void TestFormatGuess::guessesEncodings_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<SourceEncoding>("encoding");
    QTest::addColumn<bool>("certain");
    const auto encoded = [](QStringConverter::Encoding encoding, bool mark) {
        QStringEncoder encoder(encoding, mark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
        return QByteArray(encoder(QStringLiteral("id,name\n1,Zo\u00eb\n2,Ren\u00e9\n")));
    };
    QTest::newRow("ASCII") << QByteArray("id,name\n1,a\n") << SourceEncoding::Utf8 << true;
    QTest::newRow("UTF-8") << encoded(QStringConverter::Utf8, false) << SourceEncoding::Utf8 << true;
    QTest::newRow("UTF-8, mark") << encoded(QStringConverter::Utf8, true) << SourceEncoding::Utf8 << true;
    for (const bool mark : {false, true}) {
        QTest::addRow("UTF-16LE, mark %d", mark)
            << encoded(QStringConverter::Utf16LE, mark) << SourceEncoding::Utf16LittleEndian << mark;
        QTest::addRow("UTF-16BE, mark %d", mark)
            << encoded(QStringConverter::Utf16BE, mark) << SourceEncoding::Utf16BigEndian << mark;
    }
    QTest::newRow("Latin") << encoded(QStringConverter::Latin1, false) << SourceEncoding::Windows1252 << false;
    QTest::newRow("a NUL among UTF-8") << QByteArray("id,name\n1,a\0b\n", 14) << SourceEncoding::Utf8 << true;
}

void TestFormatGuess::guessesEncodings()
{
    QFETCH(QByteArray, head);
    const FormatGuess guess = guessTableFormat(head);
    QTEST(guess.format.encoding, "encoding");
    QTEST(guess.encodingIsCertain, "certain");
    QCOMPARE(guess.format.separator, ',');
    QVERIFY(guess.format.hasHeader);
}

void TestFormatGuess::aHeadMayEndInACharacter()
{
    QByteArray head = "id,name\n";
    while (head.size() < guessBytes - 1)
        head += head.size() % 2 ? "1,Zo\xC3\xAB\n" : "12,Zo\xC3\xAB\n";
    for (qsizetype size = guessBytes - 20; size < guessBytes; ++size) {
        const FormatGuess guess = guessTableFormat(head.first(size));
        QCOMPARE(guess.format.encoding, SourceEncoding::Utf8);
        QVERIFY(guess.encodingIsCertain);
    }
}

MUSTER_TEST(TestFormatGuess, QCoreApplication)

} // namespace tst_formatguess
#include "tst_formatguess.moc"
