// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxmessage.h"

#include "tests/support/testprogram.h"

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_sandboxrequestparser {
using State = SandboxRequestParser::State;

class TestSandboxRequestParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void keepsWhatFollows();
    void staysFailed();
    void memoryIsBounded();
    void bodyLimitIsThatOfTheHost_data();
    void bodyLimitIsThatOfTheHost();
};

void TestSandboxRequestParser::judges_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("failure"); // 0: a whole request; -1: more is needed.
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const QByteArray &bytes, int failure, const QByteArray &body = {}) {
        QTest::newRow(name) << bytes << failure << body;
    };
    const QByteArray get = "GET / HTTP/1.1\r\nHost: x\r\n";
    const QByteArray post = "POST / HTTP/1.1\r\nHost: x\r\n";
    const QByteArray chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
    const QByteArray longName = QByteArray(SandboxRequestParser::maxHead, 'a');
    QByteArray manyHeaders = get;
    for (qsizetype at = 0; at < SandboxRequestParser::maxHeaders; ++at)
        manyHeaders += "a: b\r\n";
    row("get", get + "\r\n", 0);
    row("empty lines in front", "\r\n\r\n" + get + "\r\n", 0);
    row("no end", get, -1);
    row("nothing", "", -1);
    row("body", post + "Content-Length: 3\r\n\r\nabc", 0, "abc");
    row("body not whole", post + "Content-Length: 3\r\n\r\nab", -1);
    row("length 0", post + "Content-Length: 0\r\n\r\n", 0);
    row("chunks", chunked + "3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n", 0, "abc0123456789");
    row("chunk extension and trailer", chunked + "1 ;a=b\r\nx\r\n0\r\nT: v\r\n\r\n", 0, "x");
    row("absolute form", "GET http://h:1/p HTTP/1.1\r\nHost: h\r\n\r\n", 0);
    row("1.0 without host", "GET / HTTP/1.0\r\n\r\n", 0);
    row("1.1 without host", "GET / HTTP/1.1\r\n\r\n", 400);
    row("two hosts", get + "Host: y\r\n\r\n", 400);
    row("tls hello", QByteArray("\x16\x03\x01\x02\x00\x01", 6), 400);
    row("nul", QByteArray(1, '\0'), 400);
    row("one word", "HELP\r\n", 400);
    row("two words", "GET /\r\n", 400);
    row("bare line feed", "GET / HTTP/1.1\nHost: x\n\n", 400);
    row("http 2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
    row("http 0.9", "GET / HTTP/0.9\r\n", 505);
    row("no http", "GET / HTTQ/1.1\r\n", 400);
    row("version of letters", "GET / HTTP/a.b\r\n", 400);
    row("asterisk form", "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    row("space in the target", "GET /a b HTTP/1.1\r\n", 400);
    row("byte above ascii in the target", "GET /\xc3\xa9 HTTP/1.1\r\n", 400);
    row("method too long", QByteArray(21, 'A') + " / HTTP/1.1\r\n", 400);
    row("target too long", "GET /" + QByteArray(SandboxRequestParser::maxTarget, 'a') + " HTTP/1.1\r\n", 414);
    row("target without end", "GET /" + QByteArray(SandboxRequestParser::maxHead, 'a'), 414);
    row("header too long", get + "A: " + longName + "\r\n\r\n", 431);
    row("header without end", get + longName + longName, 431);
    row("too many headers", manyHeaders + "\r\n", 431);
    row("folded header", get + "A: b\r\n c\r\n\r\n", 400);
    row("space before the colon", get + "A : b\r\n\r\n", 400);
    row("no colon", get + "A\r\n\r\n", 400);
    row("no name", get + ": b\r\n\r\n", 400);
    row("control character", get + "A: b\x01\r\n\r\n", 400);
    row("carriage return in a value", get + "A: b\rc\r\n\r\n", 400);
    row("length negative", post + "Content-Length: -1\r\n\r\n", 400);
    row("length with plus", post + "Content-Length: +1\r\n\r\n", 400);
    row("length hexadecimal", post + "Content-Length: 0x1\r\n\r\n", 400);
    row("length empty", post + "Content-Length:\r\n\r\n", 400);
    row("length a list", post + "Content-Length: 1, 1\r\n\r\n", 400);
    row("length twice", post + "Content-Length: 1\r\ncontent-length: 1\r\n\r\n", 400);
    row("length too large", post + "Content-Length: 1048577\r\n\r\n", 413);
    row("length beyond 64 bits", post + "Content-Length: 99999999999999999999999\r\n\r\n", 413);
    row("both framings", post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
    row("unknown coding", post + "Transfer-Encoding: gzip, chunked\r\n\r\n", 501);
    row("coding twice", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 501);
    row("chunks in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
    row("chunk size missing", chunked + "\r\n", 400);
    row("chunk size negative", chunked + "-1\r\n", 400);
    row("chunk size huge", chunked + "ffffffffffffffffff\r\n", 413);
    row("chunks too large", chunked + "80000\r\n" + QByteArray(0x80000, 'x') + "\r\n80001\r\n", 413);
    row("chunk without end", chunked + "1\r\nxy\r\n", 400);
    row("chunk line without end", chunked + QByteArray(300, '1'), 431);
    row("trailers too long", chunked + "0\r\nA: " + longName, 431);
}

void TestSandboxRequestParser::judges()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, failure);
    QFETCH(QByteArray, body);
    const State expected = failure > 0 ? State::Failed : State::Complete;
    SandboxRequestParser whole;
    whole.feed(bytes);
    SandboxRequestParser single; // The same byte by byte: no verdict may depend on how the bytes were cut.
    for (const char byte : bytes)
        single.feed(QByteArrayView(&byte, 1));
    for (SandboxRequestParser *parser : {&whole, &single}) {
        if (failure < 0) {
            QVERIFY(parser->state() == State::Head || parser->state() == State::Body);
            continue;
        }
        QCOMPARE(parser->state(), expected);
        QCOMPARE(parser->failure(), failure);
        if (failure == 0)
            QCOMPARE(parser->request().body, body);
    }
}

void TestSandboxRequestParser::keepsWhatFollows()
{
    SandboxRequestParser parser;
    QVERIFY(parser.isIdle());
    parser.feed("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n1GET /b HTTP/1.1\r\nHost: x\r\n\r\nGET");
    const SandboxHttpRequest first = parser.take();
    QCOMPARE(first.target, "/a"_ba);
    QCOMPARE(first.body, "1"_ba);
    QCOMPARE(parser.state(), State::Complete);
    const SandboxHttpRequest second = parser.take();
    QCOMPARE(second.target, "/b"_ba);
    QCOMPARE(second.body, QByteArray());
    QCOMPARE(second.headers.size(), 1);
    QCOMPARE(parser.state(), State::Head);
    QVERIFY(!parser.isIdle());
}

void TestSandboxRequestParser::staysFailed()
{
    SandboxRequestParser parser;
    QCOMPARE(parser.feed("?\r\n"), State::Failed);
    QCOMPARE(parser.feed("GET / HTTP/1.0\r\n\r\n"), State::Failed);
    QCOMPARE(parser.failure(), 400);
}

void TestSandboxRequestParser::memoryIsBounded()
{
    // A million trailers, a million tiny headers: the parser must give up, not collect.
    SandboxRequestParser parser;
    parser.feed("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n");
    int fed = 0;
    while (parser.state() != State::Failed && fed < 1'000'000) {
        parser.feed("a:b\r\n");
        ++fed;
    }
    QVERIFY(fed < 10'000);
    QCOMPARE(parser.failure(), 431);
}

void TestSandboxRequestParser::bodyLimitIsThatOfTheHost_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("failure");
    const QByteArray head = "POST / HTTP/1.1\r\nHost: x\r\n";
    const QByteArray chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
    QTest::newRow("as long") << QByteArray(head + "Content-Length: 10\r\n\r\n0123456789") << 0;
    QTest::newRow("longer") << QByteArray(head + "Content-Length: 11\r\n\r\n") << 413;
    QTest::newRow("chunks as long") << QByteArray(chunked + "6\r\n012345\r\n4\r\n6789\r\n0\r\n\r\n") << 0;
    QTest::newRow("chunks longer") << QByteArray(chunked + "6\r\n012345\r\n5\r\n") << 413;
}

void TestSandboxRequestParser::bodyLimitIsThatOfTheHost()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, failure);
    SandboxRequestParser parser(10);
    QCOMPARE(parser.feed(bytes), failure == 0 ? State::Complete : State::Failed);
    QCOMPARE(parser.failure(), failure);
    if (failure == 0)
        QCOMPARE(parser.take().body, "0123456789"_ba);
}

MUSTER_TEST(TestSandboxRequestParser, QCoreApplication)

} // namespace tst_sandboxrequestparser
#include "tst_sandboxrequestparser.moc"
