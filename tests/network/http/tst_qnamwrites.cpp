// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/channelfixture.h"

#include "tests/support/testprogram.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTimer>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace tst_qnamwrites {

/// What must hold for writes above all, and holds for reads: a request leaves once, goes nowhere else, and its answer
/// is told as it is.
class TestQnamWrites : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F31_redirectsAreNeverFollowed();
    void F40_F46_serverThatDiesWithTheRequestHadIt_data();
    void F40_F46_serverThatDiesWithTheRequestHadIt();
    void F41_resetBeforeTheRequestIsComplete();
    void F46_writesAreNeverSentTwice_data();
    void F46_writesAreNeverSentTwice();
    void F46_connectionClosedWhileIdleIsNotUsed_data();
    void F46_connectionClosedWhileIdleIsNotUsed();
    void F105_stopAwaitsAnAnswerOnItsWay();
};

void TestQnamWrites::F31_redirectsAreNeverFollowed()
{
    LoopbackServer other;
    other.script({LoopbackServer::answer(200, "{}")});
    LoopbackServer server;
    QnamChannel channel;
    const QByteArray location = "Location: " + other.url().toEncoded() + "\r\n";
    int asked = 0;
    for (const int status : {300, 301, 302, 303, 305, 307, 308}) {
        for (const QByteArray &method :
             {QByteArray("GET"), QByteArray("DELETE"), QByteArray("POST"), QByteArray("PATCH"), QByteArray("PUT")}) {
            // With a body, without, without a target, and with a body that is cut: the status has said it all.
            for (const auto &step :
                 {LoopbackServer::answer(status, "moved", location), LoopbackServer::answer(status, "", location),
                  LoopbackServer::answer(status, ""),
                  raw("HTTP/1.1 " + QByteArray::number(status) + " X\r\n" + location + "Content-Length: 9\r\n\r\nmov",
                      LoopbackServer::After::Close)}) {
                if (method == "GET" && step.after == LoopbackServer::After::Close)
                    continue; // A read whose answer is cut may be asked for again.
                server.script({step, LoopbackServer::answer(200, "{}")});
                const auto reply = sent(channel, request(method, server.url(), method == "GET" ? "" : "{\"a\":1}"));
                QCOMPARE(key(reply), QStringLiteral("status %1").arg(status));
                if (server.requests().size() != ++asked) {
                    for (auto r : server.requests())
                        qInfo() << r.head.left(200) << r.body;
                    qInfo() << status << method << step.bytes;
                }
                QCOMPARE(server.requests().size(), asked);
            }
        }
    }
    QTest::qWait(60);
    QCOMPARE(server.requests().size(), asked);
    QCOMPARE(other.bytesReceived(), 0);
    QCOMPARE(other.connections(), 0);
}

void TestQnamWrites::F40_F46_serverThatDiesWithTheRequestHadIt_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("reused");
    for (const char *method : {"DELETE", "PATCH", "POST", "GET"}) {
        for (const bool reused : {false, true})
            QTest::addRow("%s %s", method, reused ? "reused" : "fresh") << QByteArray(method) << reused;
    }
}

// The next connection is refused. That must not read as if nothing had been sent.
void TestQnamWrites::F40_F46_serverThatDiesWithTheRequestHadIt()
{
    QFETCH(QByteArray, method);
    QFETCH(bool, reused);
    LoopbackServer server;
    QnamChannel channel;
    LoopbackServer::Step dying = raw({}, LoopbackServer::After::Reset);
    dying.afterDelay = 30ms;
    server.script(reused ? QList<LoopbackServer::Step>{LoopbackServer::answer(200, "{}"), dying}
                         : QList<LoopbackServer::Step>{dying});
    if (reused)
        QCOMPARE(key(sent(channel, request("GET", server.url()))), QStringLiteral("status 200"));
    QTimer poll;
    connect(&poll, &QTimer::timeout, this, [&server, reused] {
        if (server.requests().size() == (reused ? 2 : 1))
            server.close();
    });
    poll.start(1ms);
    const QByteArray body = method == "PATCH" || method == "POST" ? QByteArray("{\"a\":1}") : QByteArray();
    QCOMPARE(key(sent(channel, request(method, server.url(), body))), QStringLiteral("connection_lost"));
    QCOMPARE(server.requests().size(), reused ? 2 : 1);
}

void TestQnamWrites::F41_resetBeforeTheRequestIsComplete()
{
    LoopbackServer server;
    LoopbackServer::Step step;
    step.resetWhileReading = 100'000;
    server.script({step});
    QnamChannel channel;
    const auto reply = sent(channel, request("PATCH", server.url(), QByteArray(8 << 20, 'x')));
    QCOMPARE(key(reply), QStringLiteral("connection_lost"));
    QTest::qWait(100);
    QCOMPARE(server.requests().size(), 1);
}

void TestQnamWrites::F46_writesAreNeverSentTwice_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("reused"); // After an answered request on the same connection.
    QTest::addColumn<bool>("always"); // The server closes every time, not only once.
    QTest::addColumn<bool>("reset"); // RST instead of FIN.
    for (const char *method : {"DELETE", "PATCH", "POST", "PUT", "GET"}) {
        for (int bits = 0; bits < 16; ++bits) {
            const bool tls = (bits & 1) != 0, reused = (bits & 2) != 0, always = (bits & 4) != 0,
                       reset = (bits & 8) != 0;
            QTest::addRow("%s %s %s %s %s", method, tls ? "tls" : "plain", reused ? "reused" : "fresh",
                          always ? "always" : "once", reset ? "reset" : "close")
                << QByteArray(method) << tls << reused << always << reset;
        }
    }
}

void TestQnamWrites::F46_writesAreNeverSentTwice()
{
    QFETCH(QByteArray, method);
    QFETCH(bool, tls);
    QFETCH(bool, reused);
    QFETCH(bool, always);
    QFETCH(bool, reset);
    LoopbackServer server(tls ? std::optional(serverTls(QStringLiteral("good"))) : std::nullopt);
    QnamChannel channel(testAuthority());
    QList<LoopbackServer::Step> steps;
    if (reused)
        steps.append(LoopbackServer::answer(200, "{}"));
    steps.append(raw({}, reset ? LoopbackServer::After::Reset : LoopbackServer::After::Close));
    if (!always)
        steps.append(LoopbackServer::answer(404, "{}"));
    server.script(steps);
    if (reused)
        QCOMPARE(key(sent(channel, request("GET", server.url()))), QStringLiteral("status 200"));
    const QByteArray body = method == "DELETE" || method == "GET" ? QByteArray() : QByteArray("{\"contacts\":[]}");
    const auto reply = sent(channel, request(method, server.url(), body));
    QCOMPARE(key(reply), QStringLiteral("connection_lost"));
    // Time for a repeat to show up.
    QTest::qWait(60);
    QCOMPARE(server.requests().size(), reused ? 2 : 1);
}

void TestQnamWrites::F46_connectionClosedWhileIdleIsNotUsed_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("reset");
    for (const bool tls : {false, true}) {
        for (const bool reset : {false, true})
            QTest::addRow("%s %s", tls ? "tls" : "plain", reset ? "reset" : "close") << tls << reset;
    }
}

void TestQnamWrites::F46_connectionClosedWhileIdleIsNotUsed()
{
    QFETCH(bool, tls);
    QFETCH(bool, reset);
    LoopbackServer server(tls ? std::optional(serverTls(QStringLiteral("good"))) : std::nullopt);
    QnamChannel channel(testAuthority());
    LoopbackServer::Step closing = LoopbackServer::answer(200, "{}");
    closing.after = reset ? LoopbackServer::After::Reset : LoopbackServer::After::Close;
    closing.afterDelay = 20ms;
    server.script({closing});
    for (int i = 1; i <= 3; ++i) {
        QCOMPARE(key(sent(channel, request("DELETE", server.url()))), QStringLiteral("status 200"));
        QTest::qWait(60);
        QCOMPARE(server.requests().size(), i);
        QCOMPARE(server.connections(), i);
    }
}

void TestQnamWrites::F105_stopAwaitsAnAnswerOnItsWay()
{
    const auto stopped = [](LoopbackServer &server, std::chrono::milliseconds patience) {
        QnamChannel channel;
        std::stop_source source;
        // Asked for when the server has the request, so it is on its way for certain.
        const qsizetype before = server.requests().size();
        QTimer poll;
        QObject::connect(&poll, &QTimer::timeout, &poll, [&] {
            if (server.requests().size() > before)
                source.request_stop();
        });
        poll.start(5ms);
        HttpRequest order = request("DELETE", server.url());
        order.limits.afterStop = patience;
        return sent(channel, order, source.get_token());
    };
    LoopbackServer server;
    LoopbackServer::Step slow = LoopbackServer::answer(204, "");
    slow.trickle = 2ms; // Some 130 ms in all.
    server.script({slow, raw({})});
    QCOMPARE(key(stopped(server, 5s)), QStringLiteral("status 204"));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(key(stopped(server, 200ms)), QStringLiteral("cancelled"));
    QVERIFY(timer.elapsed() >= 190 && timer.elapsed() < 2000);
    // What has not left does not leave any more: nobody answers the handshake here.
    QTcpServer deaf;
    QVERIFY(deaf.listen(QHostAddress::LocalHost));
    QnamChannel channel(testAuthority());
    std::stop_source source;
    QTimer::singleShot(100ms, [&source] { source.request_stop(); });
    HttpRequest order = request("DELETE", QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(deaf.serverPort())));
    order.limits.afterStop = 5s;
    timer.restart();
    QCOMPARE(key(sent(channel, order, source.get_token())), QStringLiteral("cancelled"));
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
}

MUSTER_TEST(TestQnamWrites, QCoreApplication)

} // namespace tst_qnamwrites
#include "tst_qnamwrites.moc"
