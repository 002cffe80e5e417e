// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxserver.h"
#include "rawclient.h"
#include "sandboxdoor.h"

#include "tests/support/testprogram.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <memory>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tst_sandboxserver {
using Kind = SandboxFault::Kind;
using Framing = SandboxFault::Framing;

namespace {

SandboxSettings small()
{
    SandboxSettings settings;
    settings.contacts = 300;
    return settings;
}

bool isWholePage(const QByteArray &body, qsizetype items)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    return document.isObject() && document["items"_L1].toArray().size() == items;
}

} // namespace

class TestSandboxServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_server.reset(); }

    void servesOverOneConnection();
    void answersPipelinedRequestsInOrder();
    void closesWhenAsked_data();
    void closesWhenAsked();
    void takesChunkedBodies();
    void saysContinue();
    void refusesATakenPort();
    void recordsWithoutSecrets();
    void thinksButNotForTokens();
    void matchesFaults();
    void statusFault();
    void rawBodyFault();
    void framesAnswers_data();
    void framesAnswers();
    void F47_F48_truncates_data();
    void F47_F48_truncates();
    void F41_resetsBeforeTheBody();
    void F42_resetInTheMiddle();
    void F43_resetsWithoutAnswer();
    void F46_closesWithoutAnswer();
    void F49_trickles();
    void F50_hangs();
    void delays();
    void mutatesOverTheWire();
    void expiresTokens();
    void endsWithOpenConnections();

private:
    SandboxFault fault(Kind kind) const
    {
        SandboxFault made;
        made.kind = kind;
        made.path = u"/contacts/"_s; // So that token calls pass.
        return made;
    }

    std::unique_ptr<SandboxServer> m_server;
    QByteArray m_token;
};

void TestSandboxServer::init()
{
    m_server = std::make_unique<SandboxServer>(small());
    const auto url = m_server->start();
    QVERIFY(url.has_value());
    QCOMPARE(*url, m_server->url());
    QCOMPARE(url->host(), u"127.0.0.1"_s);
    m_token = RawClient::token(*m_server);
    QVERIFY(!m_token.isEmpty());
}

void TestSandboxServer::servesOverOneConnection()
{
    RawClient client(*m_server);
    for (int turn = 0; turn < 5; ++turn) {
        client.send(RawClient::listRequest(m_token));
        const RawAnswer list = client.read();
        QCOMPARE(list.status, 200);
        QVERIFY(list.head.size() < 100);
        client.send(RawClient::queryRequest(m_token, 200));
        const RawAnswer page = client.read();
        QCOMPARE(page.status, 200);
        QVERIFY(isWholePage(page.body, 200));
        client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        QCOMPARE(client.read().status, 404);
    }
}

void TestSandboxServer::answersPipelinedRequestsInOrder()
{
    RawClient client(*m_server);
    QByteArray requests;
    for (int limit = 1; limit <= 20; ++limit)
        requests += RawClient::queryRequest(m_token, limit);
    client.send(requests);
    for (int limit = 1; limit <= 20; ++limit)
        QVERIFY(isWholePage(client.read().body, limit));
}

void TestSandboxServer::closesWhenAsked_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("connection");
    QTest::addColumn<bool>("closes");
    QTest::newRow("1.1") << "1.1"_ba << ""_ba << false;
    QTest::newRow("1.1 close") << "1.1"_ba << "Connection: close\r\n"_ba << true;
    QTest::newRow("1.1 list") << "1.1"_ba << "connection: foo, Close\r\n"_ba << true;
    QTest::newRow("1.0") << "1.0"_ba << ""_ba << true;
    QTest::newRow("1.0 keep-alive") << "1.0"_ba << "Connection: Keep-Alive\r\n"_ba << false;
}

void TestSandboxServer::closesWhenAsked()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, connection);
    QFETCH(bool, closes);
    RawClient client(*m_server);
    const QByteArray request = "GET / HTTP/" + version + "\r\nHost: x\r\n" + connection + "\r\n";
    client.send(request);
    const RawAnswer answer = client.read();
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.head.contains("Connection: close"), closes);
    if (closes) {
        QVERIFY(client.endedByFin());
    } else {
        client.send(request);
        QCOMPARE(client.read().status, 404);
    }
}

void TestSandboxServer::takesChunkedBodies()
{
    const QByteArray body = queryBody("[]", 3, "[\"email\"]");
    RawClient client(*m_server);
    client.send("POST " + queryPath(0) + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + m_token
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5;name=x\r\n" + body.left(5)
                + "\r\n" + QByteArray::number(body.size() - 5, 16) + "\r\n" + body.mid(5)
                + "\r\n0\r\nTrailer: x\r\n\r\n");
    QVERIFY(isWholePage(client.read().body, 3));
    client.send(RawClient::queryRequest(m_token, 4));
    QVERIFY(isWholePage(client.read().body, 4));
}

void TestSandboxServer::saysContinue()
{
    RawClient client(*m_server);
    const QByteArray request = RawClient::queryRequest(m_token, 3, "Expect: 100-continue\r\n");
    const qsizetype head = request.indexOf("\r\n\r\n") + 4;
    client.send(request.left(head));
    QCOMPARE(client.read().status, 100);
    client.send(request.mid(head));
    QVERIFY(isWholePage(client.read().body, 3));
}

void TestSandboxServer::refusesATakenPort()
{
    SandboxSettings settings = small();
    settings.port = static_cast<quint16>(m_server->url().port());
    SandboxServer second(settings);
    const auto url = second.start();
    QVERIFY(!url.has_value());
    QCOMPARE(url.error().code, u"port_taken"_s);
}

void TestSandboxServer::recordsWithoutSecrets()
{
    RawClient client(*m_server);
    client.send(RawClient::queryRequest(m_token, 3));
    QCOMPARE(client.read().status, 200);
    client.send("GET /nope?x=1 HTTP/1.1\r\nHost: x\r\n\r\n");
    QCOMPARE(client.read().status, 404);
    client.send("GET /oauth/token?client_secret=" + m_server->clientSecret().bytes().toByteArray()
                + " HTTP/1.1\r\nHost: x\r\n\r\n");
    QCOMPARE(client.read().status, 405);
    const QList<SandboxRequest> requests = m_server->requests();
    QCOMPARE(requests.size(), 4);
    QCOMPARE(requests[0].path, "/api/v2/oauth/token"_ba);
    QCOMPARE(requests[0].body, QByteArray());
    QVERIFY(!requests[0].hadBearer);
    QCOMPARE(requests[1].body, queryBody("[]", 3, R"(["email","tier"])"));
    QVERIFY(requests[1].hadBearer);
    QCOMPARE(requests[1].status, 200);
    QCOMPARE(requests[2].path, "/nope?x=1"_ba);
    QCOMPARE(requests[2].status, 404);
    QCOMPARE(requests[3].path, "/oauth/token"_ba);
    QCOMPARE(m_server->tokenRequests(), 2);
    for (const SandboxRequest &request : requests) {
        const QByteArray all = request.method + request.path + request.body;
        QVERIFY(!all.contains(m_token) && !all.contains(m_server->clientSecret().bytes().toByteArray()));
    }
}

void TestSandboxServer::thinksButNotForTokens()
{
    SandboxSettings settings = small();
    settings.thinkTime = 120ms;
    SandboxServer server(settings);
    QVERIFY(server.start().has_value());
    QElapsedTimer timer;
    timer.start();
    const QByteArray token = RawClient::token(server);
    QVERIFY(timer.elapsed() < 100);
    timer.restart();
    RawClient client(server);
    client.send(RawClient::listRequest(token));
    QCOMPARE(client.read().status, 200);
    QVERIFY(timer.elapsed() >= 118);
}

void TestSandboxServer::matchesFaults()
{
    SandboxFault first = fault(Kind::Status);
    first.method = u"GET"_s;
    first.skip = 1;
    first.times = 2;
    first.status = 503;
    SandboxFault second = fault(Kind::Status);
    second.path = u"query"_s;
    second.times = -1;
    second.status = 418;
    m_server->addFault(first);
    m_server->addFault(second);
    RawClient client(*m_server);
    for (const int expected : {200, 503, 503, 200, 200}) {
        client.send(RawClient::listRequest(m_token));
        QCOMPARE(client.read().status, expected);
        client.send(RawClient::queryRequest(m_token, 1));
        QCOMPARE(client.read().status, 418);
    }
    m_server->clearFaults();
    client.send(RawClient::queryRequest(m_token, 1));
    QCOMPARE(client.read().status, 200);
}

void TestSandboxServer::statusFault()
{
    SandboxFault made = fault(Kind::Status);
    made.status = 429;
    made.headers = {{"Retry-After", "7"}};
    m_server->addFault(made);
    RawClient client(*m_server);
    client.send(RawClient::listRequest(m_token));
    const RawAnswer answer = client.read();
    QCOMPARE(answer.status, 429);
    QVERIFY(answer.head.contains("\r\nRetry-After: 7"));
    QVERIFY(answer.head.contains("\r\nDate: "));
    QVERIFY(QJsonDocument::fromJson(answer.body)["error"_L1].isString());
    QCOMPARE(m_server->requests().last().status, 429);
}

void TestSandboxServer::rawBodyFault()
{
    SandboxFault made = fault(Kind::RawBody);
    made.status = 200;
    made.body = "<html>sign in</html>";
    made.contentType = "text/html; charset=utf-8";
    m_server->addFault(made);
    RawClient client(*m_server);
    client.send(RawClient::listRequest(m_token));
    const RawAnswer answer = client.read();
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, made.body);
    QVERIFY(answer.head.contains("Content-Type: text/html; charset=utf-8"));
}

void TestSandboxServer::framesAnswers_data()
{
    QTest::addColumn<Framing>("framing");
    QTest::newRow("length") << Framing::ContentLength;
    QTest::newRow("chunked") << Framing::Chunked;
    QTest::newRow("close") << Framing::ConnectionClose;
}

namespace {

// Takes chunks apart; `whole` tells whether the last chunk was there.
QByteArray unchunked(QByteArray wire, bool &whole)
{
    QByteArray body;
    whole = false;
    while (!whole) {
        const qsizetype line = wire.indexOf("\r\n");
        if (line < 0)
            return body;
        const qsizetype size = wire.left(line).toLongLong(nullptr, 16);
        body += wire.mid(line + 2, size);
        whole = size == 0 && wire.mid(line) == "\r\n\r\n";
        if (size == 0)
            return body;
        wire.remove(0, line + 2 + size + 2);
    }
    return body;
}

} // namespace

void TestSandboxServer::framesAnswers()
{
    QFETCH(Framing, framing);
    SandboxFault made = fault(Kind::Delay); // Without a delay: the true answer, only framed.
    made.framing = framing;
    m_server->addFault(made);
    RawClient client(*m_server);
    client.send(RawClient::queryRequest(m_token, 300, "Connection: close\r\n"));
    RawAnswer answer = client.read();
    QCOMPARE(answer.head.contains("Content-Length"), framing == Framing::ContentLength);
    QCOMPARE(answer.head.contains("Transfer-Encoding: chunked"), framing == Framing::Chunked);
    bool whole = true;
    if (framing == Framing::Chunked)
        answer.body = unchunked(answer.body, whole);
    QVERIFY(whole);
    QVERIFY(isWholePage(answer.body, 300));
    QVERIFY(client.endedByFin());
}

void TestSandboxServer::F47_F48_truncates_data()
{
    framesAnswers_data();
}

void TestSandboxServer::F47_F48_truncates()
{
    QFETCH(Framing, framing);
    SandboxFault made = fault(Kind::Truncate);
    made.framing = framing;
    made.bytes = 20'000;
    m_server->addFault(made);
    RawClient whole(*m_server);
    RawClient client(*m_server);
    client.send(RawClient::queryRequest(m_token, 300));
    RawAnswer answer = client.read();
    QCOMPARE(answer.status, 200);
    QVERIFY(client.endedByFin());
    whole.send(RawClient::queryRequest(m_token, 300));
    const RawAnswer truth = whole.read();
    QVERIFY(truth.body.size() > made.bytes);
    if (framing == Framing::ContentLength)
        QVERIFY(answer.head.contains(QByteArray("Content-Length: " + QByteArray::number(truth.body.size()))));
    bool ended = false;
    if (framing == Framing::Chunked)
        answer.body = unchunked(answer.body, ended);
    QVERIFY(!ended);
    QCOMPARE(answer.body, truth.body.left(made.bytes));
}

void TestSandboxServer::F41_resetsBeforeTheBody()
{
    SandboxFault made = fault(Kind::Reset);
    made.bytes = -1;
    m_server->addFault(made);
    RawClient client(*m_server);
    const QByteArray request = RawClient::queryRequest(m_token, 3);
    client.send(request.left(request.indexOf("\r\n\r\n") + 4));
    QVERIFY(client.endedByReset());
    QCOMPARE(m_server->requests().last().status, 0);
}

void TestSandboxServer::F42_resetInTheMiddle()
{
    SandboxFault made = fault(Kind::Reset);
    made.bytes = 10'000;
    m_server->addFault(made);
    RawClient client(*m_server);
    client.send(RawClient::queryRequest(m_token, 300));
    QCOMPARE(client.readToEnd().size(), 10'000);
    QVERIFY(client.endedByReset());
}

void TestSandboxServer::F43_resetsWithoutAnswer()
{
    m_server->addFault(fault(Kind::Reset));
    RawClient client(*m_server);
    client.send(RawClient::queryRequest(m_token, 3));
    QVERIFY(client.endedByReset());
    QCOMPARE(m_server->requests().last().status, 0);
    QVERIFY(!m_server->requests().last().body.isEmpty());
}

void TestSandboxServer::F46_closesWithoutAnswer()
{
    m_server->addFault(fault(Kind::CloseWithoutAnswer));
    RawClient client(*m_server);
    client.send(RawClient::queryRequest(m_token, 3));
    QCOMPARE(client.readToEnd(), QByteArray());
    QVERIFY(client.endedByFin());
    QCOMPARE(m_server->requests().last().status, 0);
}

void TestSandboxServer::F49_trickles()
{
    SandboxFault made = fault(Kind::Trickle);
    made.delay = 1ms;
    m_server->addFault(made);
    RawClient client(*m_server);
    QElapsedTimer timer;
    timer.start();
    client.send(RawClient::queryRequest(m_token, 1));
    const RawAnswer answer = client.read();
    QVERIFY(isWholePage(answer.body, 1));
    QVERIFY(timer.elapsed() >= (answer.body.size() + answer.head.size()) * 9 / 10);
    client.send(RawClient::queryRequest(m_token, 2)); // The connection goes on.
    QVERIFY(isWholePage(client.read().body, 2));
}

void TestSandboxServer::F50_hangs()
{
    m_server->addFault(fault(Kind::Hang));
    RawClient client(*m_server);
    client.send(RawClient::queryRequest(m_token, 1));
    QVERIFY(client.isSilentFor(300ms));
    QCOMPARE(m_server->requests().last().status, 0);
    RawClient other(*m_server);
    other.send(RawClient::queryRequest(m_token, 1));
    QCOMPARE(other.read().status, 200);
}

void TestSandboxServer::delays()
{
    SandboxFault made = fault(Kind::Delay);
    made.delay = 150ms;
    m_server->addFault(made);
    RawClient client(*m_server);
    client.send(RawClient::queryRequest(m_token, 1));
    QVERIFY(client.isSilentFor(100ms));
    QVERIFY(isWholePage(client.read().body, 1));
}

void TestSandboxServer::mutatesOverTheWire()
{
    SandboxFault made = fault(Kind::Mutate);
    made.mutation = SandboxFault::Mutation::WrongCount;
    m_server->addFault(made);
    RawClient client(*m_server);
    client.send(RawClient::queryRequest(m_token, 5));
    const RawAnswer answer = client.read();
    QVERIFY(isWholePage(answer.body, 5));
    QCOMPARE(QJsonDocument::fromJson(answer.body)["count"_L1].toInteger(), 6);
}

void TestSandboxServer::expiresTokens()
{
    m_server->expireTokens();
    RawClient client(*m_server);
    client.send(RawClient::listRequest(m_token));
    QCOMPARE(client.read().status, 401);
    client.send(RawClient::listRequest(RawClient::token(*m_server)));
    QCOMPARE(client.read().status, 200);
}

void TestSandboxServer::endsWithOpenConnections()
{
    m_server->addFault(fault(Kind::Hang));
    RawClient hanging(*m_server);
    hanging.send(RawClient::listRequest(m_token));
    RawClient idle(*m_server);
    RawClient half(*m_server);
    half.send("GET / HT");
    QTRY_COMPARE(m_server->requests().size(), 2);
    QElapsedTimer timer;
    timer.start();
    m_server.reset();
    QVERIFY(timer.elapsed() < 1000);
    QVERIFY(hanging.endedByFin() || hanging.endedByReset());
}

MUSTER_TEST(TestSandboxServer, QCoreApplication)

} // namespace tst_sandboxserver
#include "tst_sandboxserver.moc"
