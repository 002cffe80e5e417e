// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/channelfixture.h"
#include "tests/support/testpaths.h"

#include <QProcess>
#include <QtTest>

using namespace muster;
using namespace muster::test;

/// Whom a TLS connection trusts. Certificates that are too weak are served by the openssl program, as Qt's own server
/// refuses to.
class TestQnamTrust : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F52_certificates_data();
    void F52_certificates();
    void F52_oldTlsIsRefused();
    void S14_proxyWithItsOwnAuthority_data();
    void S14_proxyWithItsOwnAuthority();
    void S14_weakCertificates_data();
    void S14_weakCertificates();
};

void TestQnamTrust::F52_certificates_data()
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

void TestQnamTrust::F52_certificates()
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

void TestQnamTrust::F52_oldTlsIsRefused()
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

void TestQnamTrust::S14_proxyWithItsOwnAuthority_data()
{
    QTest::addColumn<QStringList>("authorities");
    QTest::addColumn<bool>("accepted");
    const QString own = dataFile(QStringLiteral("tls/proxyca.pem"));
    QTest::newRow("none added") << QStringList() << false;
    QTest::newRow("another one added") << testAuthority() << false;
    QTest::newRow("added by a person") << QStringList(own) << true;
    QTest::newRow("added beside another one") << (testAuthority() << own) << true;
}

void TestQnamTrust::S14_proxyWithItsOwnAuthority()
{
    QFETCH(QStringList, authorities);
    QFETCH(bool, accepted);
    LoopbackServer server(serverTls(QStringLiteral("throughproxy")));
    server.script({LoopbackServer::answer(200, "{}")});
    QnamChannel channel(authorities);
    QCOMPARE(key(sent(channel, request("GET", server.url()))),
             accepted ? QStringLiteral("status 200") : QStringLiteral("tls_refused"));
    QCOMPARE(server.bytesReceived() > 0, accepted);
}

void TestQnamTrust::S14_weakCertificates_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::newRow("key of 1,024 bits") << QStringLiteral("shortkey");
    QTest::newRow("signed with SHA-1") << QStringLiteral("sha1");
}

void TestQnamTrust::S14_weakCertificates()
{
    QFETCH(QString, certificate);
    const QString file = dataFile(QStringLiteral("tls/") + certificate);
    QProcess server;
    server.start(QStringLiteral("openssl"),
                 {QStringLiteral("s_server"), QStringLiteral("-accept"), QStringLiteral("127.0.0.1:0"),
                  QStringLiteral("-cert"), file + QStringLiteral(".pem"), QStringLiteral("-key"),
                  file + QStringLiteral(".key"), QStringLiteral("-cipher"), QStringLiteral("ALL:@SECLEVEL=0")});
    QByteArray out;
    const auto port = [&out] {
        const qsizetype at = out.indexOf("ACCEPT 127.0.0.1:");
        return at < 0 || out.indexOf('\n', at) < 0 ? 0 : out.mid(at + 17, out.indexOf('\n', at) - at - 17).toInt();
    };
    QTRY_VERIFY_WITH_TIMEOUT((out += server.readAllStandardOutput(), port()) != 0, 60'000);
    QnamChannel channel({dataFile(QStringLiteral("tls/proxyca.pem"))});
    HttpRequest order = request("GET", QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(port())));
    order.limits.firstByte = order.limits.overall = std::chrono::seconds(60);
    const auto reply = sent(channel, order);
    server.kill();
    server.waitForFinished();
    QCOMPARE(key(reply), QStringLiteral("tls_refused"));
    QVERIFY2(reply.error().detail.contains(QLatin1String("weak key or digest")), qPrintable(reply.error().detail));
    // What it was sent it would have printed.
    out += server.readAllStandardOutput();
    QVERIFY(!out.contains("t0ken"));
}

QTEST_GUILESS_MAIN(TestQnamTrust)
#include "tst_qnamtrust.moc"
