// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxserver.h"
#include "rawclient.h"

#include "tests/support/testprogram.h"

#include <QDir>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_sandboxconnection {

/// Hostile clients, on the wire.
class TestSandboxConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void refusesAndSaysWhy_data();
    void refusesAndSaysWhy();
    void answerSurvivesUnreadBytes();
    void survivesNoise();
    void survivesClientsThatLeave();
    void servesManyConnections();

private:
    SandboxServer m_server{SandboxSettings{.contacts = 50}};
    QByteArray m_token;
};

void TestSandboxConnection::initTestCase()
{
    QVERIFY(m_server.start().has_value());
    m_token = RawClient::token(m_server);
}

// Whatever a client did, the next one is served.
void TestSandboxConnection::cleanup()
{
    m_server.clearFaults();
    RawClient client(m_server);
    client.send(RawClient::listRequest(m_token));
    QCOMPARE(client.read().status, 200);
}

void TestSandboxConnection::refusesAndSaysWhy_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const QByteArray head = "POST / HTTP/1.1\r\nHost: x\r\n";
    QTest::newRow("garbage") << "\x01\x02 what?\r\n\r\n"_ba << 400;
    QTest::newRow("tls hello") << QByteArray("\x16\x03\x01\x00\xa5\x01\x00", 7) << 400;
    QTest::newRow("header too long") << QByteArray(head + "A: " + QByteArray(64 * 1024, 'a') + "\r\n\r\n") << 431;
    QTest::newRow("target too long") << QByteArray("GET /" + QByteArray(20'000, 'a') + " HTTP/1.1\r\n\r\n") << 414;
    QTest::newRow("bad length") << QByteArray(head + "Content-Length: ten\r\n\r\n") << 400;
    QTest::newRow("too large") << QByteArray(head + "Content-Length: 2000000\r\n\r\n" + QByteArray(2'000'000, 'x'))
                               << 413;
    QTest::newRow("version") << "GET / HTTP/3.0\r\n\r\n"_ba << 505;
}

void TestSandboxConnection::refusesAndSaysWhy()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    RawClient client(m_server);
    client.send(bytes);
    const RawAnswer answer = client.read();
    QCOMPARE(answer.status, status);
    QVERIFY(answer.head.contains("Connection: close"));
    QVERIFY(QJsonDocument::fromJson(answer.body)["error"_L1].isString());
    QCOMPARE(m_server.requests().last().status, status);
}

void TestSandboxConnection::answerSurvivesUnreadBytes()
{
    // What the server does not read any more must not turn its close into an RST that overtakes the answer.
    for (int turn = 0; turn < 20; ++turn) {
        RawClient client(m_server);
        client.send("BAD\r\n" + QByteArray(100'000, 'x'));
        QCOMPARE(client.read().status, 400);
    }
}

void TestSandboxConnection::survivesNoise()
{
    QRandomGenerator random(4711);
    const QByteArray good = RawClient::queryRequest(m_token, 5);
    for (int turn = 0; turn < 300; ++turn) {
        QByteArray bytes = good;
        const int changes = random.bounded(1, 6);
        for (int change = 0; change < changes; ++change)
            bytes[random.bounded(bytes.size())] = static_cast<char>(random.bounded(256));
        RawClient client(m_server);
        client.send(bytes + "\r\n\r\n");
        // A longer length than sent makes the server wait for more: that is no answer, but no harm either.
        if (!client.isSilentFor(std::chrono::milliseconds(20)))
            QVERIFY(client.read().status >= 200);
    }
}

void TestSandboxConnection::survivesClientsThatLeave()
{
    SandboxFault slow;
    slow.kind = SandboxFault::Kind::Trickle;
    slow.delay = std::chrono::milliseconds(5);
    slow.times = -1;
    m_server.addFault(slow);
    const auto descriptors = [] { return QDir(u"/proc/self/fd"_s).count(); };
    const auto answered = [this] {
        const QList<SandboxRequest> requests = m_server.requests();
        return std::count_if(requests.begin(), requests.end(), [](const SandboxRequest &request) {
            return request.path.contains("query") && request.status == 200;
        });
    };
    const auto before = descriptors();
    const auto answeredBefore = answered();
    constexpr int clients = 300; // more than it serves at once
    for (int turn = 0; turn < clients; ++turn) {
        RawClient client(m_server);
        client.send(RawClient::queryRequest(m_token, 5));
        (void)client.isSilentFor(std::chrono::milliseconds(turn % 10));
    }
    QTRY_COMPARE(answered() - answeredBefore, clients); // what was asked for is acted upon,
    QTRY_VERIFY(descriptors() <= before); // and nobody is spoken to who is not there any more
}

void TestSandboxConnection::servesManyConnections()
{
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int at = 0; at < 200; ++at)
        clients.push_back(std::make_unique<RawClient>(m_server));
    for (const auto &client : clients)
        client->send(RawClient::listRequest(m_token));
    for (const auto &client : clients)
        QCOMPARE(client->read().status, 200);
}

MUSTER_TEST(TestSandboxConnection, QCoreApplication)

} // namespace tst_sandboxconnection
#include "tst_sandboxconnection.moc"
