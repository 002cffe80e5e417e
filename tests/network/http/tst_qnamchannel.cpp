// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/qnamchannel.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/testpaths.h"

#include <QElapsedTimer>
#include <QSslCertificate>
#include <QSslKey>
#include <QTimer>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace {

HttpRequest request(const QByteArray &method, const QUrl &url, const QByteArray &body = {})
{
    HttpRequest request;
    request.method = method;
    request.url = url;
    request.headers = {{"Authorization", "Bearer t0ken"}};
    request.body = body;
    request.limits.firstByte = 3s;
    request.limits.overall = 6s;
    return request;
}

QSslConfiguration serverTls(const QString &name, QSsl::SslProtocol protocol = QSsl::TlsV1_2OrLater)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate(dataBytes(QStringLiteral("tls/%1.pem").arg(name))));
    tls.setPrivateKey(QSslKey(dataBytes(QStringLiteral("tls/%1.key").arg(name)), QSsl::Ec));
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    tls.setProtocol(protocol);
    return tls;
}

QStringList testAuthority()
{
    return {dataFile(QStringLiteral("tls/ca.pem"))};
}

Result<HttpReply> sent(QnamChannel &channel, const HttpRequest &request, std::stop_token stop = {})
{
    return QCoro::waitFor(channel.send(request, std::move(stop)));
}

QString key(const Result<HttpReply> &result)
{
    return result ? QStringLiteral("status %1").arg(result->status) : errorKindKey(result.error().kind);
}

LoopbackServer::Step raw(const QByteArray &bytes, LoopbackServer::After after = LoopbackServer::After::KeepOpen)
{
    LoopbackServer::Step step;
    step.bytes = bytes;
    step.after = after;
    return step;
}

} // namespace

class TestQnamChannel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsWhatItIsGiven_data();
    void sendsWhatItIsGiven();
    void F31_redirectsAreNeverFollowed();
    void F40_refusedConnectionWasNotSent();
    void F41_resetBeforeTheRequestIsComplete();
    void F42_resetInTheMiddleOfTheAnswer();
    void F46_writesAreNeverSentTwice_data();
    void F46_writesAreNeverSentTwice();
    void F47_shortBodyIsNoAnswer();
    void F47_chunkedBodyWithoutItsEndNeverPassesAsWhole();
    void F48_bodyWithoutLengthIsHandedOnAsItCame();
    void F49_trickleEndsAtTheOverallDeadline();
    void F50_silenceEndsAtTheFirstByteDeadline();
    void F50_stopEndsSilenceAtOnce();
    void F50_waitEndsWithItsChannel();
    void F51_tooManyHeaderLines();
    void F51_endlessHeadersEndAtTheDeadline();
    void F52_certificates_data();
    void F52_certificates();
    void F52_oldTlsIsRefused();
    void F66_bodyLimit();
    void S15_compressedBodiesAreNotUnpacked();
    void noCookieComesBack();
    void basicChallengeIsAnAnswer();
    void bodyHasRoomForTheParser();
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

void TestQnamChannel::F31_redirectsAreNeverFollowed()
{
    LoopbackServer other;
    other.script({LoopbackServer::answer(200, "{}")});
    LoopbackServer server;
    QnamChannel channel;
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const QByteArray &method : {QByteArray("GET"), QByteArray("DELETE"), QByteArray("POST")}) {
            server.script({LoopbackServer::answer(status, "", "Location: " + other.url().toEncoded() + "\r\n")});
            const auto reply = sent(channel, request(method, server.url()));
            // For 307 and 308 Qt wants to rewind the body even when it may not follow. It cannot, so such an answer to
            // a write reads as "outcome unknown", which is the safe side: nothing is sent anywhere.
            const bool hidden = status >= 307 && method != "GET";
            QCOMPARE(key(reply), hidden ? QStringLiteral("connection_lost") : QStringLiteral("status %1").arg(status));
        }
    }
    QCOMPARE(server.requests().size(), 15);
    QCOMPARE(other.bytesReceived(), 0);
    QCOMPARE(other.connections(), 0);
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

void TestQnamChannel::F41_resetBeforeTheRequestIsComplete()
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

void TestQnamChannel::F46_writesAreNeverSentTwice_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("reused"); // After an answered request on the same connection.
    QTest::addColumn<bool>("always"); // The server closes every time, not only once.
    QTest::addColumn<bool>("reset"); // RST instead of FIN.
    for (const char *method : {"DELETE", "PATCH", "POST", "PUT"}) {
        for (int bits = 0; bits < 16; ++bits) {
            const bool tls = (bits & 1) != 0, reused = (bits & 2) != 0, always = (bits & 4) != 0,
                       reset = (bits & 8) != 0;
            QTest::addRow("%s %s %s %s %s", method, tls ? "tls" : "plain", reused ? "reused" : "fresh",
                          always ? "always" : "once", reset ? "reset" : "close")
                << QByteArray(method) << tls << reused << always << reset;
        }
    }
}

void TestQnamChannel::F46_writesAreNeverSentTwice()
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
    const QByteArray body = method == "DELETE" ? QByteArray() : QByteArray("{\"contacts\":[]}");
    const auto reply = sent(channel, request(method, server.url(), body));
    QCOMPARE(key(reply), QStringLiteral("connection_lost"));
    // Time for a repeat to show up.
    QTest::qWait(60);
    QCOMPARE(server.requests().size(), reused ? 2 : 1);
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

void TestQnamChannel::F47_chunkedBodyWithoutItsEndNeverPassesAsWhole()
{
    // Qt may report success for these; what must hold is that the bytes are then visibly not a whole document.
    LoopbackServer server;
    server.script({raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{\"items\":\r\n",
                       LoopbackServer::After::Close)});
    QnamChannel channel;
    for (int i = 0; i < 20; ++i) {
        const auto reply = sent(channel, request("GET", server.url()));
        QVERIFY(!reply || !reply->body.endsWith('}'));
    }
}

void TestQnamChannel::F48_bodyWithoutLengthIsHandedOnAsItCame()
{
    LoopbackServer server;
    server.script({raw("HTTP/1.1 200 OK\r\n\r\n{\"items\":[", LoopbackServer::After::Close)});
    QnamChannel channel;
    const auto reply = sent(channel, request("GET", server.url()));
    QVERIFY(reply);
    QCOMPARE(reply->body, QByteArray("{\"items\":["));
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
    QByteArray headers;
    for (int i = 0; i < 2000; ++i)
        headers += "X-" + QByteArray::number(i) + ": v\r\n";
    LoopbackServer server;
    server.script({LoopbackServer::answer(200, "{}", headers)});
    QnamChannel channel;
    const auto reply = sent(channel, request("GET", server.url()));
    QVERIFY(!reply);
    QVERIFY(reply.error().kind == ErrorKind::LimitExceeded || reply.error().kind == ErrorKind::ConnectionLost
            || reply.error().kind == ErrorKind::TimedOut);
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

void TestQnamChannel::F52_certificates_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<bool>("authorityAdded");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("issuer added by a person") << QStringLiteral("good") << true << true;
    QTest::newRow("unknown issuer") << QStringLiteral("good") << false << false;
    QTest::newRow("wrong host") << QStringLiteral("wronghost") << true << false;
    QTest::newRow("expired") << QStringLiteral("expired") << true << false;
    QTest::newRow("self-signed") << QStringLiteral("selfsigned") << true << false;
}

void TestQnamChannel::F52_certificates()
{
    QFETCH(QString, certificate);
    QFETCH(bool, authorityAdded);
    QFETCH(bool, accepted);
    LoopbackServer server(serverTls(certificate));
    server.script({LoopbackServer::answer(200, "{}")});
    QnamChannel channel(authorityAdded ? testAuthority() : QStringList());
    for (const char *method : {"GET", "POST"}) {
        const auto reply = sent(channel, request(method, server.url(), method[0] == 'G' ? "" : "{}"));
        QCOMPARE(key(reply), accepted ? QStringLiteral("status 200") : QStringLiteral("tls_refused"));
        if (!accepted)
            QVERIFY(!reply.error().detail.isEmpty());
    }
    // Decrypted bytes: nothing of the request may have been sent.
    QCOMPARE(server.bytesReceived() > 0, accepted);
    QCOMPARE(server.requests().size(), accepted ? 2 : 0);
}

void TestQnamChannel::F52_oldTlsIsRefused()
{
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    LoopbackServer server(serverTls(QStringLiteral("good"), QSsl::TlsV1_1));
    QT_WARNING_POP
    server.script({LoopbackServer::answer(200, "{}")});
    QnamChannel channel(testAuthority());
    const auto reply = sent(channel, request("GET", server.url()));
    QCOMPARE(key(reply), QStringLiteral("tls_refused"));
    QCOMPARE(server.bytesReceived(), 0);
    QVERIFY(QnamChannel::tlsConfiguration({}).protocol() == QSsl::TlsV1_2OrLater);
}

void TestQnamChannel::F66_bodyLimit()
{
    LoopbackServer server;
    QnamChannel channel;
    HttpRequest order = request("GET", server.url());
    order.limits.bodyBytes = 100'000;
    server.script({LoopbackServer::answer(200, QByteArray(100'001, 'x'))});
    QCOMPARE(key(sent(channel, order)), QStringLiteral("limit_exceeded"));
    server.script({raw("HTTP/1.1 200 OK\r\n\r\n" + QByteArray(200'000, 'x'), LoopbackServer::After::Close)});
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
        server.script({LoopbackServer::answer(200, QByteArray(size, 'x')),
                       raw("HTTP/1.1 200 OK\r\n\r\n" + QByteArray(size, 'x'), LoopbackServer::After::Close)});
        for (int i = 0; i < 2; ++i) {
            const auto reply = sent(channel, request("GET", server.url()));
            QVERIFY(reply);
            QCOMPARE(reply->body.size(), size);
            QVERIFY(reply->body.capacity() >= size + bodyPadding);
        }
    }
}

QTEST_GUILESS_MAIN(TestQnamChannel)
#include "tst_qnamchannel.moc"
