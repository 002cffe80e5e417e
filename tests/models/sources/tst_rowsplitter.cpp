// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sources/delimitedreader.h"

#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <string>

using namespace muster;

namespace tst_rowsplitter {

namespace {

using Rows = std::vector<std::vector<std::string>>;

/// The same grammar byte by byte, without a thought for speed. Nothing when the text breaks it.
std::optional<Rows> splitSlowly(const std::string &text, char separator)
{
    Rows rows;
    std::size_t at = 0;
    while (at < text.size()) {
        rows.emplace_back(1);
        for (bool rowEnds = false; !rowEnds;) {
            if (at < text.size() && text[at] == '"') {
                for (++at;; ++at) {
                    if (at == text.size())
                        return std::nullopt;
                    if (text[at] == '"' && text.substr(at, 2) == "\"\"")
                        ++at;
                    else if (text[at] == '"')
                        break;
                    rows.back().back() += text[at];
                }
                ++at;
            } else {
                while (at < text.size() && text[at] != separator && text[at] != '\n' && text[at] != '\r')
                    rows.back().back() += text[at++];
            }
            if (at == text.size())
                return rows;
            const char c = text[at++];
            if (c == separator) {
                rows.back().emplace_back();
                continue;
            }
            if (c == '\r' && at < text.size() && text[at] == '\n')
                ++at;
            else if (c != '\r' && c != '\n')
                return std::nullopt;
            rowEnds = true;
        }
    }
    return rows;
}

/// As a reader does it: the text arrives in pieces of `piece` bytes, and each row is split once it is whole.
std::optional<Rows> split(const std::string &text, char separator, std::size_t piece)
{
    Rows rows;
    RowSplitter splitter(separator);
    std::string pending;
    std::size_t given = 0;
    for (;;) {
        switch (splitter.next(pending.data(), pending.data() + pending.size(), given == text.size())) {
        case RowSplitter::Step::Row:
            splitter.unquote();
            rows.emplace_back(splitter.cells().begin(), splitter.cells().end());
            pending.erase(0, splitter.consumed());
            break;
        case RowSplitter::Step::More: {
            if (given == text.size())
                return std::nullopt; // it must not ask for what cannot come
            pending += text.substr(given, piece);
            given = std::min(text.size(), given + piece);
            break;
        }
        case RowSplitter::Step::End:
            return rows;
        case RowSplitter::Step::Wrong:
            return std::nullopt;
        }
    }
}

} // namespace

class TestRowSplitter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splits_data();
    void splits();
    void S23_namesWhatIsWrong_data();
    void S23_namesWhatIsWrong();
    void S44_piecesMakeNoDifference();
};

void TestRowSplitter::splits_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("cells"); // '|' between cells, '/' behind rows
    const auto row = [](const char *name, const char *text, const char *cells) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(cells);
    };
    row("nothing", "", "");
    row("one cell", "a", "a/");
    row("line feeds", "a,b\nc,d\n", "a|b/c|d/");
    row("CRLF", "a,b\r\nc,d\r\n", "a|b/c|d/");
    row("CR", "a,b\rc,d\r", "a|b/c|d/");
    row("mixed line ends", "a\r\nb\nc\rd", "a/b/c/d/");
    row("empty lines", "a\n\n\r\nb", "a///b/");
    row("empty cells", ",,\n,", "||/|/");
    row("quoted", "\"a\",\"b,c\"\n\"d\ne\",f", "a|b,c/d\ne|f/");
    row("two quotes are one", "\"a\"\"b\",\"\"\"\"\n\"\"", "a\"b|\"//");
    row("quotes within", "5\" pipe,a\"b\"\n", "5\" pipe|a\"b\"/");
    row("blank before a quote", "a, \"b\"\n", "a| \"b\"/");
    row("long plain cells", "0123456789abcdef0123456789abcdef,x\n0123456789abcde,y",
        "0123456789abcdef0123456789abcdef|x/0123456789abcde|y/");
}

void TestRowSplitter::splits()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, cells);
    const auto rows = split(text.toStdString(), ',', 1000);
    QVERIFY(rows);
    QByteArray got;
    for (const auto &row : *rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            got += (i ? "|" : "") + QByteArray::fromStdString(row[i]);
        got += '/';
    }
    QCOMPARE(got, cells);
}

void TestRowSplitter::S23_namesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<RowSplitter::Fault>("fault");
    QTest::addColumn<int>("column");
    const auto row = [](const char *name, const QByteArray &text, RowSplitter::Fault fault, int column) {
        QTest::newRow(name) << text << fault << column;
    };
    using Fault = RowSplitter::Fault;
    row("open quote", "a,\"b", Fault::QuoteOpen, 2);
    row("text behind a quote", "a,\"b\"c,d", Fault::TextBehindQuote, 2);
    row("NUL", QByteArray("a,b,c\0d", 7), Fault::Nul, 3);
    row("NUL in quotes", QByteArray("\"a\0\"", 4), Fault::Nul, 1);
    row("NUL behind quotes", QByteArray("\"a\"\0", 4), Fault::Nul, 1);
    row("eleven columns", "1,2,3,4,5,6,7,8,9,10,11", Fault::TooManyCells, 10);
    row("long cell", "a," + QByteArray(101, 'x'), Fault::CellTooLong, 2);
    row("long quoted cell", "a,\"" + QByteArray(101, 'x') + '"', Fault::CellTooLong, 2);
    row("long cell without an end", "\"" + QByteArray(5'000, 'x'), Fault::CellTooLong, 1);
    row("long row", QByteArray(QByteArray(90, 'x') + ',').repeated(9), Fault::RowTooLong, 6);
}

void TestRowSplitter::S23_namesWhatIsWrong()
{
    QFETCH(QByteArray, text);
    QFETCH(RowSplitter::Fault, fault);
    QFETCH(int, column);
    RowSplitter splitter(',', {.columns = 10, .cellBytes = 100, .rowBytes = 500});
    QCOMPARE(splitter.next(text.data(), text.data() + text.size(), true), RowSplitter::Step::Wrong);
    QCOMPARE(splitter.fault(), fault);
    QCOMPARE(int(splitter.column()), column);
}

void TestRowSplitter::S44_piecesMakeNoDifference()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo() << "seed" << seed;
    QRandomGenerator random(seed);
    constexpr std::string_view alphabet = "ab\"\",,\n\r;0123456789";
    int good = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string text(random.bounded(60u), '\0');
        for (char &c : text)
            c = alphabet[random.bounded(quint32(alphabet.size()))];
        const auto expected = splitSlowly(text, ',');
        const std::size_t piece = 1 + random.bounded(20u);
        const auto got = split(text, ',', piece);
        good += expected.has_value();
        const QByteArray shown = "in pieces of " + QByteArray::number(qulonglong(piece)) + ": "
            + QByteArray::fromStdString(text).toPercentEncoding();
        QVERIFY2(got == expected, shown.constData());
    }
    QVERIFY(good > 2'000); // both outcomes were met
    QVERIFY(good < 18'000);
}

MUSTER_TEST(TestRowSplitter, QCoreApplication)

} // namespace tst_rowsplitter
#include "tst_rowsplitter.moc"
