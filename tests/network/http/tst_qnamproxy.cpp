// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/answermapping.h"
#include "tests/support/channelfixture.h"
#include "tests/support/testprogram.h"

#include <QNetworkProxy>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace tst_qnamproxy {

/// The loopback server is the proxy here; the host behind it does not exist. For other programs of the machine nothing
/// changes: the proxy is this program's own.
class TestQnamProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void F54_signInDemanded_data();
    void F54_signInDemanded();
    void F54_proxyCutsOrIsSilent_data();
    void F54_proxyCutsOrIsSilent();
    void F54_tunnelThatIsNotMade_data();
    void F54_tunnelThatIsNotMade();
    void F54_proxyThatIsNotThere();
    void F54_answersPassThrough();

private:
    std::unique_ptr<LoopbackServer> m_proxy;
    QUrl m_plain{QStringLiteral("http://api.example.test/x")};
    QUrl m_tls{QStringLiteral("https://api.example.test/x")};
    QString m_name;
};

void TestQnamProxy::init()
{
    m_proxy = std::make_unique<LoopbackServer>();
    QNetworkProxy::setApplicationProxy(
        QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), m_proxy->serverPort()));
    m_name = QStringLiteral("127.0.0.1:%1").arg(m_proxy->serverPort());
}

void TestQnamProxy::cleanup()
{
    QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    m_proxy.reset();
}

void TestQnamProxy::F54_signInDemanded_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("tls");
    for (const char *method : {"GET", "DELETE", "PATCH", "POST"}) {
        for (const bool tls : {false, true})
            QTest::addRow("%s %s", method, tls ? "tls" : "plain") << QByteArray(method) << tls;
    }
}

void TestQnamProxy::F54_signInDemanded()
{
    QFETCH(QByteArray, method);
    QFETCH(bool, tls);
    m_proxy->script({LoopbackServer::answer(407, "{}", "Proxy-Authenticate: Basic realm=\"p\"\r\n")});
    QnamChannel channel(testAuthority());
    const auto reply
        = sent(channel, request(method, tls ? m_tls : m_plain, method == "PATCH" || method == "POST" ? "{}" : ""));
    const OperationRow row{Operation::ListSegments, Service::Segments, "x", method, "/x", {200}};
    const auto error
        = reply ? faultOf(*reply, row, QDateTime::currentDateTimeUtc(), nullptr) : std::optional(reply.error());
    QVERIFY(error);
    QCOMPARE(errorKindKey(error->kind), QStringLiteral("proxy_refused"));
    QCOMPARE(m_proxy->requests().size(), 1);
    // Through a tunnel that is not made nothing of the request is to be seen.
    if (tls)
        QVERIFY(!m_proxy->requests().constFirst().head.contains("t0ken"));
}

void TestQnamProxy::F54_proxyCutsOrIsSilent_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("silent");
    for (const char *method : {"GET", "DELETE", "PATCH", "POST"}) {
        QTest::addRow("%s closed", method) << QByteArray(method) << QByteArray() << false;
        QTest::addRow("%s cut", method) << QByteArray(method)
                                        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":") << false;
        QTest::addRow("%s silent", method) << QByteArray(method) << QByteArray() << true;
    }
}

void TestQnamProxy::F54_proxyCutsOrIsSilent()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, bytes);
    QFETCH(bool, silent);
    m_proxy->script({raw(bytes, silent ? LoopbackServer::After::KeepOpen : LoopbackServer::After::Close)});
    QnamChannel channel;
    HttpRequest order = request(method, m_plain, method == "PATCH" || method == "POST" ? "{}" : "");
    if (silent)
        order.limits.firstByte = 200ms;
    const auto reply = sent(channel, order);
    QVERIFY(!reply);
    const QString kind = errorKindKey(reply.error().kind);
    QVERIFY2(silent ? kind == QLatin1String("timed_out")
                    : kind == QLatin1String("connection_lost") || kind == QLatin1String("broken_body"),
             qPrintable(kind));
    QCOMPARE(reply.error().code, QStringLiteral("through_proxy"));
    QCOMPARE(reply.error().subject, m_name);
    if (method != "GET") {
        QTest::qWait(40);
        QCOMPARE(m_proxy->requests().size(), 1); // F46 holds here, too.
    }
}

void TestQnamProxy::F54_tunnelThatIsNotMade_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("closed") << QByteArray();
    QTest::newRow("refused") << QByteArray("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("bad gateway") << QByteArray("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n");
}

void TestQnamProxy::F54_tunnelThatIsNotMade()
{
    QFETCH(QByteArray, bytes);
    m_proxy->script({raw(bytes, LoopbackServer::After::Close)});
    QnamChannel channel;
    for (const char *method : {"GET", "DELETE", "POST"}) {
        HttpRequest order = request(method, m_tls, method[0] == 'P' ? "{}" : "");
        order.limits.firstByte = 500ms;
        const auto reply = sent(channel, order);
        QVERIFY(!reply);
        // A proxy that hangs up without a word reads as silence (Qt tells nobody), and that is never "not sent".
        QCOMPARE(reply.error().kind, bytes.isEmpty() ? ErrorKind::TimedOut : ErrorKind::NotSent);
        QCOMPARE(reply.error().code,
                 bytes.isEmpty() ? QStringLiteral("through_proxy") : QStringLiteral("no_way_through_proxy"));
        QCOMPARE(reply.error().subject, m_name);
    }
    for (const LoopbackServer::Request &seen : m_proxy->requests())
        QVERIFY(seen.line().startsWith("CONNECT api.example.test:443 ") && !seen.head.contains("t0ken"));
}

void TestQnamProxy::F54_proxyThatIsNotThere()
{
    m_proxy->close();
    QnamChannel channel;
    for (const QUrl &url : {m_plain, m_tls}) {
        const auto reply = sent(channel, request("DELETE", url));
        QVERIFY(!reply);
        QCOMPARE(reply.error().kind, ErrorKind::NotSent);
        QCOMPARE(reply.error().code, QStringLiteral("no_way_through_proxy"));
        QCOMPARE(reply.error().subject, m_name);
    }
}

void TestQnamProxy::F54_answersPassThrough()
{
    m_proxy->script({LoopbackServer::answer(200, "{\"ok\":1}"), LoopbackServer::answer(404, "{}")});
    QnamChannel channel;
    QCOMPARE(key(sent(channel, request("GET", m_plain))), QStringLiteral("status 200"));
    QCOMPARE(key(sent(channel, request("DELETE", m_plain))), QStringLiteral("status 404"));
}

MUSTER_TEST(TestQnamProxy, QCoreApplication)

} // namespace tst_qnamproxy
#include "tst_qnamproxy.moc"
