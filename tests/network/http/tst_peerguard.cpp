// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/hostprobe.h"
#include "tests/support/channelfixture.h"
#include "tests/support/scriptedchannel.h"
#include "tests/support/testprogram.h"

#include <QNetworkProxy>
#include <QtTest>

using namespace muster;
using namespace muster::test;

namespace tst_peerguard {

namespace {

QList<QHostAddress> addresses(std::initializer_list<const char *> texts)
{
    QList<QHostAddress> made;
    for (const char *text : texts)
        made.append(QHostAddress(QString::fromLatin1(text)));
    return made;
}

QString keyAndCode(const Result<HttpReply> &result)
{
    return result ? key(result) : key(result) + u' ' + result.error().code;
}

/// Sockets are real, names are scripted.
class NamedChannel final : public HttpChannel
{
public:
    explicit NamedChannel(QList<QList<QHostAddress>> answers)
        : m_answers(std::move(answers))
    {
    }
    QCoro::Task<Result<HttpReply>> send(HttpRequest request, std::stop_token stop) override
    {
        return m_channel.send(std::move(request), std::move(stop));
    }
    QCoro::Task<Result<QList<QHostAddress>>> lookUp(QString, std::chrono::milliseconds, std::stop_token) override
    {
        ++lookUps;
        co_return m_answers.size() > 1 ? m_answers.takeFirst() : m_answers.constFirst();
    }
    int lookUps = 0;

private:
    QnamChannel m_channel{testAuthority()};
    QList<QList<QHostAddress>> m_answers;
};

} // namespace

class TestPeerGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S11_aNameThatLeadsInsideGetsNothing_data();
    void S11_aNameThatLeadsInsideGetsNothing();
    void S11_notOneByteIsSentInside();
    void S11_anotherAnswerOfTheNameServerIsNotUsed();
    void S11_onlyWhatHasNotLeftTriesTheNextAddress();
    void S11_theRequestGoesToTheGivenAddressUnderItsName();
    void S11_theCertificateMustBeOfTheName();
    void S11_literalAddressesAreNotLookedUp();
    void S11_aProxyLooksNamesUpItself();
};

void TestPeerGuard::S11_aNameThatLeadsInsideGetsNothing_data()
{
    QTest::addColumn<QList<QHostAddress>>("found");
    for (const char *address :
         {"127.0.0.1", "::1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "fe80::1",
          "fd00::1", "0.0.0.0", "224.0.0.1", "::ffff:192.168.1.1", "64:ff9b::a00:1"})
        QTest::newRow(address) << addresses({address});
    QTest::newRow("one of several") << addresses({"203.0.113.7", "2001:4860::1", "10.0.0.1"});
}

void TestPeerGuard::S11_aNameThatLeadsInsideGetsNothing()
{
    QFETCH(QList<QHostAddress>, found);
    ScriptedChannel channel;
    channel.script("/a", {ScriptedChannel::json("{}")});
    channel.scriptName(QStringLiteral("files.example.net"), {found});
    PeerGuard guard(channel);
    const auto refused
        = QCoro::waitFor(guard.send(request("GET", QUrl(QStringLiteral("https://files.example.net/a"))), {}));
    QCOMPARE(keyAndCode(refused), QStringLiteral("address_refused private_peer"));
    QCOMPARE(refused.error().subject, QStringLiteral("files.example.net"));
    QCOMPARE(refused.error().detail, found.constLast().toString());
    QVERIFY(channel.requests().isEmpty());
}

void TestPeerGuard::S11_notOneByteIsSentInside()
{
    LoopbackServer server;
    server.script({LoopbackServer::answer(200, "{}")});
    NamedChannel channel({{QHostAddress(QHostAddress::LocalHost)}});
    PeerGuard guard(channel);
    QUrl url = server.url();
    url.setHost(QStringLiteral("files.example.test"));
    const auto refused = QCoro::waitFor(guard.send(request("POST", url, "{}"), {}));
    QCOMPARE(keyAndCode(refused), QStringLiteral("address_refused private_peer"));
    QTest::qWait(50);
    QCOMPARE(server.connections(), 0);
    QCOMPARE(server.bytesReceived(), 0);
    // The same without the guard arrives.
    HttpRequest open = request("POST", url, "{}");
    open.peer = QHostAddress(QHostAddress::LocalHost);
    QCOMPARE(key(QCoro::waitFor(channel.send(open, {}))), QStringLiteral("status 200"));
}

void TestPeerGuard::S11_anotherAnswerOfTheNameServerIsNotUsed()
{
    ScriptedChannel channel;
    channel.script("/a", {ScriptedChannel::json("{}")});
    channel.scriptName(QStringLiteral("files.example.net"),
                       {addresses({"203.0.113.7"}), addresses({"127.0.0.1"}), addresses({"203.0.113.8"})});
    PeerGuard guard(channel);
    const HttpRequest order = request("GET", QUrl(QStringLiteral("https://files.example.net/a")));
    QCOMPARE(key(QCoro::waitFor(guard.send(order, {}))), QStringLiteral("status 200"));
    // Judged and used are one: the request names the address, so nobody needs to ask again.
    QCOMPARE(channel.requests().constLast().peer, QHostAddress(QStringLiteral("203.0.113.7")));
    QCOMPARE(keyAndCode(QCoro::waitFor(guard.send(order, {}))), QStringLiteral("address_refused private_peer"));
    QCOMPARE(key(QCoro::waitFor(guard.send(order, {}))), QStringLiteral("status 200"));
    QCOMPARE(channel.requests().constLast().peer, QHostAddress(QStringLiteral("203.0.113.8")));
    QCOMPARE(channel.requests().size(), 2);
}

void TestPeerGuard::S11_onlyWhatHasNotLeftTriesTheNextAddress()
{
    ScriptedChannel channel;
    channel.scriptName(QStringLiteral("files.example.net"), {addresses({"2001:4860::1", "203.0.113.7"})});
    PeerGuard guard(channel);
    const HttpRequest order = request("POST", QUrl(QStringLiteral("https://files.example.net/a")), "{}");
    channel.script("/a", {ScriptedChannel::failing(ErrorKind::NotSent), ScriptedChannel::json("{}")});
    QCOMPARE(key(QCoro::waitFor(guard.send(order, {}))), QStringLiteral("status 200"));
    QCOMPARE(channel.requests().size(), 2);
    QCOMPARE(channel.requests().constLast().peer, QHostAddress(QStringLiteral("203.0.113.7")));
    channel.script("/a", {ScriptedChannel::failing(ErrorKind::ConnectionLost), ScriptedChannel::json("{}")});
    QCOMPARE(key(QCoro::waitFor(guard.send(order, {}))), QStringLiteral("connection_lost"));
    QCOMPARE(channel.requests().size(), 3);
}

void TestPeerGuard::S11_theRequestGoesToTheGivenAddressUnderItsName()
{
    LoopbackServer server;
    server.script({LoopbackServer::answer(200, "{}")});
    QUrl url = server.url(QStringLiteral("/a"));
    url.setHost(QStringLiteral("files.invalid")); // No name server knows it.
    HttpRequest order = request("GET", url);
    order.peer = QHostAddress(QHostAddress::LocalHost);
    QnamChannel channel;
    QCOMPARE(key(sent(channel, order)), QStringLiteral("status 200"));
    const QByteArray host = "Host: files.invalid:" + QByteArray::number(url.port()) + "\r\n";
    QVERIFY(server.requests().constFirst().head.contains(host));
    QCOMPARE(server.requests().constFirst().head.count("ost: "), 1);
    server.close();
    QTRY_VERIFY(!server.isListening());
    QnamChannel fresh;
    const auto refused = sent(fresh, order);
    QCOMPARE(key(refused), QStringLiteral("not_sent"));
    QCOMPARE(refused.error().subject, QStringLiteral("files.invalid"));
}

void TestPeerGuard::S11_theCertificateMustBeOfTheName()
{
    // Its certificate is for 127.0.0.1, the other's for a name.
    LoopbackServer byAddress(serverTls(QStringLiteral("good")));
    LoopbackServer byName(serverTls(QStringLiteral("wronghost")));
    byAddress.script({LoopbackServer::answer(200, "{}")});
    byName.script({LoopbackServer::answer(200, "{}")});
    QnamChannel channel(testAuthority());
    const auto asked = [&channel](const LoopbackServer &server, const QString &name) {
        QUrl url = server.url();
        url.setHost(name);
        HttpRequest order = request("GET", url);
        order.peer = QHostAddress(QHostAddress::LocalHost);
        return key(sent(channel, order));
    };
    QCOMPARE(asked(byName, QStringLiteral("other.example.test")), QStringLiteral("status 200"));
    QCOMPARE(asked(byName, QStringLiteral("files.invalid")), QStringLiteral("tls_refused"));
    QCOMPARE(asked(byAddress, QStringLiteral("other.example.test")), QStringLiteral("tls_refused"));
    QCOMPARE(byAddress.bytesReceived(), 0);
    QCOMPARE(byName.requests().size(), 1);
}

void TestPeerGuard::S11_literalAddressesAreNotLookedUp()
{
    LoopbackServer server;
    server.script({LoopbackServer::answer(200, "{}")});
    NamedChannel channel({{QHostAddress(QStringLiteral("203.0.113.7"))}});
    PeerGuard guard(channel);
    QCOMPARE(key(QCoro::waitFor(guard.send(request("GET", server.url()), {}))), QStringLiteral("status 200"));
    QCOMPARE(channel.lookUps, 0);
}

void TestPeerGuard::S11_aProxyLooksNamesUpItself()
{
    QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), 1));
    ScriptedChannel channel;
    channel.script("/a", {ScriptedChannel::json("{}")});
    channel.scriptName(QStringLiteral("files.example.net"), {addresses({"10.0.0.1"})});
    PeerGuard guard(channel);
    const auto reply
        = QCoro::waitFor(guard.send(request("GET", QUrl(QStringLiteral("https://files.example.net/a"))), {}));
    QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    QCOMPARE(key(reply), QStringLiteral("status 200"));
    QVERIFY(channel.requests().constLast().peer.isNull());
}

MUSTER_TEST(TestPeerGuard, QCoreApplication)

} // namespace tst_peerguard
#include "tst_peerguard.moc"
