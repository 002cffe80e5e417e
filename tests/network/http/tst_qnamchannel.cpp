// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/channelfixture.h"

#include "tests/support/sanitized.h"
#include "tests/support/testprogram.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QtTest>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace {

qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE) : 0;
}

/// Sends 2 MiB of headers to its one caller and then nothing more. Keeps none of them itself, so that what the program
/// grows by is the caller's.
class HeaderFlood
{
public:
    explicit HeaderFlood(bool manyLines)
        : m_socket(socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *any = reinterpret_cast<sockaddr *>(&address);
        if (bind(m_socket, any, size) != 0 || listen(m_socket, 1) != 0 || getsockname(m_socket, any, &size) != 0)
            qFatal("no loopback port");
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this, manyLines] { serve(manyLines); });
    }
    ~HeaderFlood()
    {
        shutdown(m_socket, SHUT_RDWR);
        m_thread.join();
        close(m_socket);
    }
    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(m_port)); }

private:
    void serve(bool manyLines) const
    {
        const int caller = accept(m_socket, nullptr, nullptr);
        if (caller < 0)
            return;
        const QByteArray start = manyLines ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 200 OK\r\nX-Big: ";
        const QByteArray block = manyLines ? QByteArray("X-Line: value\r\n").repeated(256) : QByteArray(4096, 'x');
        bool open = send(caller, start.constData(), std::size_t(start.size()), MSG_NOSIGNAL) > 0;
        for (qsizetype left = 2 << 20; open && left > 0; left -= block.size())
            open = send(caller, block.constData(), std::size_t(block.size()), MSG_NOSIGNAL) > 0;
        char byte = 0;
        while (recv(caller, &byte, 1, 0) > 0) { }
        close(caller);
    }

    int m_socket;
    int m_port = 0;
    std::thread m_thread;
};

} // namespace

Q_DECLARE_METATYPE(std::chrono::milliseconds)

class TestQnamChannel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsWhatItIsGiven_data();
    void sendsWhatItIsGiven();
    void F40_refusedConnectionWasNotSent();
    void F42_resetInTheMiddleOfTheAnswer();
    void F47_shortBodyIsNoAnswer();
    void F49_trickleEndsAtTheOverallDeadline();
    void F49_stalledDownloadEnds_data();
    void F49_stalledDownloadEnds();
    void F49_slowDownloadGoesOn();
    void F50_silenceEndsAtTheFirstByteDeadline();
    void F50_stopEndsSilenceAtOnce();
    void F50_waitEndsWithItsChannel();
    void F51_tooManyHeaderLines();
    void F51_endlessHeadersEndAtTheDeadline();
    void F51_memoryStaysFlatUnderHeaders_data();
    void F51_memoryStaysFlatUnderHeaders();
    void F66_bodyLimit();
    void S15_compressedBodiesAreNotUnpacked();
    void F102_droppedConnectionsAreNotUsedAgain();
    void noCookieComesBack();
    void basicChallengeIsAnAnswer();
    void bodyHasRoomForTheParser();
    void nextRequestFindsItsConnectionFree();
};

void TestQnamChannel::sendsWhatItIsGiven_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("GET") << QByteArray("GET") << QByteArray();
    QTest::newRow("POST") << QByteArray("POST") << QByteArray(R"({"a":1})");
    QTest::newRow("POST without body") << QByteArray("POST") << QByteArray();
    QTest::newRow("PATCH") << QByteArray("PATCH") << QByteArray(300'000, 'x');
    QTest::newRow("PUT") << QByteArray("PUT") << QByteArray("{}");
    QTest::newRow("DELETE") << QByteArray("DELETE") << QByteArray();
}

void TestQnamChannel::sendsWhatItIsGiven()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    LoopbackServer server;
    server.script({LoopbackServer::answer(200, "{\"ok\":1}", "X-Thing: a\r\n")});
    QnamChannel channel;
    for (int i = 0; i < 2; ++i) {
        HttpRequest order = request(method, server.url(QStringLiteral("/p")), body);
        const auto reply = sent(channel, order);
        QVERIFY(reply);
        QCOMPARE(reply->status, 200);
        QCOMPARE(reply->body, QByteArray("{\"ok\":1}"));
        QCOMPARE(reply->header("x-thing"), QByteArray("a"));
    }
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(server.connections(), 1);
    const auto seen = server.requests().at(0);
    QCOMPARE(seen.line(), method + " /p HTTP/1.1");
    QCOMPARE(seen.body, body);
    QVERIFY(seen.head.contains("Authorization: Bearer t0ken\r\n"));
    QVERIFY(seen.head.contains("Accept-Encoding: identity\r\n"));
    QVERIFY(method == "GET"
            || seen.head.contains(QByteArray("Content-Length: " + QByteArray::number(body.size()) + "\r\n")));
}

void TestQnamChannel::F40_refusedConnectionWasNotSent()
{
    QUrl closed;
    {
        LoopbackServer server;
        closed = server.url();
    }
    QnamChannel channel;
    const auto refused = sent(channel, request("GET", closed));
    QCOMPARE(key(refused), QStringLiteral("not_sent"));
    QCOMPARE(refused.error().subject, QStringLiteral("127.0.0.1"));
    QVERIFY(!refused.error().detail.isEmpty());
    const auto refusedWrite = sent(channel, request("POST", closed, "x"));
    QCOMPARE(key(refusedWrite), QStringLiteral("not_sent"));
}

void TestQnamChannel::F42_resetInTheMiddleOfTheAnswer()
{
    LoopbackServer server;
    LoopbackServer::Step step
        = raw("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + QByteArray(500, 'x'), LoopbackServer::After::Reset);
    step.afterDelay = 20ms;
    server.script({step});
    QnamChannel channel;
    const auto reply = sent(channel, request("GET", server.url()));
    QVERIFY(!reply);
    QVERIFY(reply.error().kind == ErrorKind::ConnectionLost || reply.error().kind == ErrorKind::BrokenBody);
}

void TestQnamChannel::F47_shortBodyIsNoAnswer()
{
    LoopbackServer server;
    server.script({raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"items\":[]}", LoopbackServer::After::Close)});
    QnamChannel channel;
    for (int i = 0; i < 20; ++i) {
        const auto reply = sent(channel, request("GET", server.url()));
        QVERIFY(!reply);
        QVERIFY(reply.error().kind == ErrorKind::ConnectionLost || reply.error().kind == ErrorKind::BrokenBody);
        QCOMPARE(reply.error().code, QStringLiteral("cut_body"));
    }
}

void TestQnamChannel::F49_trickleEndsAtTheOverallDeadline()
{
    LoopbackServer server;
    LoopbackServer::Step step = LoopbackServer::answer(200, QByteArray(10'000, ' '));
    step.trickle = 5ms;
    server.script({step});
    QnamChannel channel;
    HttpRequest order = request("GET", server.url());
    order.limits.firstByte = 2s;
    order.limits.overall = 900ms;
    QElapsedTimer timer;
    timer.start();
    const auto reply = sent(channel, order);
    QCOMPARE(key(reply), QStringLiteral("timed_out"));
    QCOMPARE(reply.error().code, QStringLiteral("overall"));
    QVERIFY(timer.elapsed() >= 850 && timer.elapsed() < 3000);
}

void TestQnamChannel::F49_stalledDownloadEnds_data()
{
    QTest::addColumn<std::chrono::milliseconds>("trickle");
    QTest::newRow("100 bytes a second") << std::chrono::milliseconds(10);
    QTest::newRow("just below a kibibyte a second") << std::chrono::milliseconds(1); // timers are no faster than that
}

void TestQnamChannel::F49_stalledDownloadEnds()
{
    QFETCH(std::chrono::milliseconds, trickle);
    LoopbackServer server;
    LoopbackServer::Step step = LoopbackServer::answer(200, QByteArray(100'000, ' '));
    step.trickle = trickle;
    server.script({step});
    QnamChannel channel;
    HttpRequest order = request("GET", server.url());
    order.limits.firstByte = 60s;
    order.limits.overall = 60s;
    order.limits.stalled = 500ms;
    QElapsedTimer timer;
    timer.start();
    const auto reply = sent(channel, order);
    QCOMPARE(key(reply), QStringLiteral("timed_out"));
    QCOMPARE(reply.error().code, QStringLiteral("stalled"));
    QVERIFY(timer.elapsed() >= 500 && timer.elapsed() < 30'000);
}

// Longer in all than may pass without its share of bytes.
void TestQnamChannel::F49_slowDownloadGoesOn()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&server] {
        QTcpSocket *socket = server.nextPendingConnection();
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 32768\r\n\r\n");
        auto *timer = new QTimer(socket);
        connect(timer, &QTimer::timeout, socket, [socket] { socket->write(QByteArray(4096, 'x')); });
        timer->start(400ms);
    });
    QnamChannel channel;
    HttpRequest order = request("GET", QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(server.serverPort())));
    order.limits.overall = 60s;
    order.limits.stalled = 2s;
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(key(sent(channel, order)), QStringLiteral("status 200"));
    QVERIFY(timer.elapsed() > 2000);
}

void TestQnamChannel::F50_silenceEndsAtTheFirstByteDeadline()
{
    LoopbackServer server;
    server.script({raw({})});
    QnamChannel channel;
    HttpRequest order = request("POST", server.url(), "{}");
    order.limits.firstByte = 200ms;
    const auto reply = sent(channel, order);
    QCOMPARE(key(reply), QStringLiteral("timed_out"));
    QCOMPARE(reply.error().code, QStringLiteral("first_byte"));
    QCOMPARE(server.requests().size(), 1);
}

void TestQnamChannel::F50_stopEndsSilenceAtOnce()
{
    LoopbackServer server;
    server.script({raw({})});
    QnamChannel channel;
    std::stop_source source;
    QTimer::singleShot(100ms, [&source] { source.request_stop(); });
    QElapsedTimer timer;
    timer.start();
    const auto reply = sent(channel, request("GET", server.url()), source.get_token());
    QCOMPARE(key(reply), QStringLiteral("cancelled"));
    QVERIFY2(timer.elapsed() < 250, qPrintable(QString::number(timer.elapsed())));
    // Stopped before it began: nothing is sent at all.
    const auto late = sent(channel, request("GET", server.url()), source.get_token());
    QCOMPARE(key(late), QStringLiteral("cancelled"));
    QTest::qWait(50);
    QCOMPARE(server.requests().size(), 1);
}

void TestQnamChannel::F50_waitEndsWithItsChannel()
{
    LoopbackServer server;
    server.script({raw({})});
    auto channel = std::make_unique<QnamChannel>();
    auto waiting = channel->send(request("GET", server.url()), {});
    QTRY_COMPARE(server.requests().size(), 1);
    channel.reset();
    QCOMPARE(key(QCoro::waitFor(std::move(waiting))), QStringLiteral("cancelled"));
}

void TestQnamChannel::F51_tooManyHeaderLines()
{
    const auto answered = [](int lines) {
        QByteArray headers;
        for (int i = 0; i < lines; ++i)
            headers += "X-" + QByteArray::number(i) + ": v\r\n";
        LoopbackServer server;
        server.script({LoopbackServer::answer(200, "{}", headers)});
        QnamChannel channel;
        return sent(channel, request("GET", server.url()));
    };
    QCOMPARE(key(answered(98)), QStringLiteral("status 200")); // and two of its own
    for (const int lines : {99, 2000}) {
        const auto many = answered(lines);
        QCOMPARE(key(many), QStringLiteral("limit_exceeded"));
        QCOMPARE(many.error().code, QStringLiteral("headers"));
    }
}

void TestQnamChannel::F51_endlessHeadersEndAtTheDeadline()
{
    LoopbackServer server;
    server.script({raw("HTTP/1.1 200 OK\r\nX-Big: " + QByteArray(2 << 20, 'x'))});
    QnamChannel channel;
    HttpRequest order = request("GET", server.url());
    order.limits.firstByte = 1500ms;
    QElapsedTimer timer;
    timer.start();
    const auto reply = sent(channel, order);
    QVERIFY(!reply);
    QVERIFY(timer.elapsed() < 4000);
}

void TestQnamChannel::F51_memoryStaysFlatUnderHeaders_data()
{
    QTest::addColumn<bool>("manyLines");
    QTest::newRow("one line of 2 MiB") << false;
    QTest::newRow("many lines, 2 MiB") << true;
}

void TestQnamChannel::F51_memoryStaysFlatUnderHeaders()
{
    QFETCH(bool, manyLines);
    HeaderFlood flood(manyLines);
    QnamChannel channel;
    HttpRequest order = request("GET", flood.url());
    order.limits.firstByte = 3s;
    LoopbackServer warm;
    warm.script({LoopbackServer::answer(200, "{}")});
    QVERIFY(sent(channel, request("GET", warm.url())));
    const qint64 before = residentBytes();
    const auto reply = sent(channel, order);
    QVERIFY(!reply);
    const qint64 growth = residentBytes() - before;
    qInfo() << "growth in KiB:" << growth / 1024;
    if (!isSanitized) // Sanitizers keep what was freed.
        QVERIFY2(growth < (8 << 20), qPrintable(QString::number(growth)));
}

void TestQnamChannel::F66_bodyLimit()
{
    LoopbackServer server;
    QnamChannel channel;
    HttpRequest order = request("GET", server.url());
    order.limits.bodyBytes = 100'000;
    server.script({LoopbackServer::answer(200, QByteArray(100'001, 'x'))});
    QCOMPARE(key(sent(channel, order)), QStringLiteral("limit_exceeded"));
    server.script(
        {raw("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n" + QByteArray(200'000, 'x'), LoopbackServer::After::Close)});
    QCOMPARE(key(sent(channel, order)), QStringLiteral("limit_exceeded"));
    server.script({LoopbackServer::answer(200, QByteArray(100'000, 'x'))});
    QCOMPARE(key(sent(channel, order)), QStringLiteral("status 200"));
}

void TestQnamChannel::S15_compressedBodiesAreNotUnpacked()
{
    // 10 MiB of zeros in about 10 kB: a ratio of 1,000:1.
    const QByteArray bomb = qCompress(QByteArray(10 << 20, '\0')).mid(4);
    QVERIFY(bomb.size() < 20'000);
    LoopbackServer server;
    QnamChannel channel;
    for (const QByteArray &encoding : {QByteArray("deflate"), QByteArray("gzip"), QByteArray("br")}) {
        server.script({LoopbackServer::answer(200, bomb, "Content-Encoding: " + encoding + "\r\n")});
        const auto reply = sent(channel, request("GET", server.url()));
        QVERIFY(reply);
        QCOMPARE(reply->body, bomb);
        QCOMPARE(reply->header("content-encoding"), encoding);
    }
}

void TestQnamChannel::F102_droppedConnectionsAreNotUsedAgain()
{
    LoopbackServer server;
    server.script({LoopbackServer::answer(200, "{}"), LoopbackServer::answer(200, "{}"),
                   LoopbackServer::answer(200, "{}"), LoopbackServer::Step{}});
    QnamChannel channel;
    QCOMPARE(key(sent(channel, request("DELETE", server.url()))), QStringLiteral("status 200"));
    QCOMPARE(key(sent(channel, request("DELETE", server.url()))), QStringLiteral("status 200"));
    QCOMPARE(server.connections(), 1);
    channel.dropConnections();
    QCOMPARE(key(sent(channel, request("DELETE", server.url()))), QStringLiteral("status 200"));
    QCOMPARE(server.connections(), 2);
    QCOMPARE(server.requests().size(), 3); // none of them twice
    // What is on its way ends as well, and it is not known what came of it.
    QTimer arrived;
    QObject::connect(&arrived, &QTimer::timeout, &server, [&] {
        if (server.requests().size() == 4)
            channel.dropConnections();
    });
    arrived.start(1);
    QCOMPARE(key(sent(channel, request("DELETE", server.url()))), errorKindKey(ErrorKind::ConnectionLost));
    QCOMPARE(server.requests().size(), 4);
}

void TestQnamChannel::noCookieComesBack()
{
    LoopbackServer server;
    server.script({LoopbackServer::answer(200, "{}", "Set-Cookie: a=b\r\n")});
    QnamChannel channel;
    QVERIFY(sent(channel, request("GET", server.url())));
    QVERIFY(sent(channel, request("GET", server.url())));
    QVERIFY(!server.requests().at(1).head.toLower().contains("cookie:"));
}

void TestQnamChannel::basicChallengeIsAnAnswer()
{
    LoopbackServer server;
    server.script(
        {LoopbackServer::answer(401, "{\"error\":\"invalid_client\"}", "WWW-Authenticate: Basic realm=\"x\"\r\n")});
    QnamChannel channel;
    const auto reply = sent(channel, request("POST", server.url(), "grant_type=x"));
    QCOMPARE(key(reply), QStringLiteral("status 401"));
    QCOMPARE(reply->body, QByteArray("{\"error\":\"invalid_client\"}"));
    QCOMPARE(server.requests().size(), 1);
}

void TestQnamChannel::bodyHasRoomForTheParser()
{
    LoopbackServer server;
    QnamChannel channel;
    for (const qsizetype size : {0, 1, 1000, 1 << 20, 3 << 20}) {
        server.script(
            {LoopbackServer::answer(200, QByteArray(size, 'x')),
             raw("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n" + QByteArray(size, 'x'), LoopbackServer::After::Close)});
        for (int i = 0; i < 2; ++i) {
            const auto reply = sent(channel, request("GET", server.url()));
            QVERIFY2(
                reply,
                qPrintable(reply ? QString() : key(reply) + u' ' + reply.error().code + u' ' + reply.error().detail));
            QCOMPARE(reply->body.size(), size);
            QVERIFY(reply->body.capacity() >= size + bodyPadding);
        }
    }
}

void TestQnamChannel::nextRequestFindsItsConnectionFree()
{
    LoopbackServer server;
    server.script({LoopbackServer::answer(200, QByteArray(200'000, 'x'))});
    QnamChannel channel;
    for (int i = 0; i < 40; ++i) {
        const auto reply = sent(channel, request("POST", server.url(), "{}"));
        QVERIFY2(reply && reply->body.size() == 200'000, qPrintable(key(reply)));
    }
    QCOMPARE(server.requests().size(), 40);
    QCOMPARE(server.connections(), 1);
}

MUSTER_TEST(TestQnamChannel, QCoreApplication)
#include "tst_qnamchannel.moc"
