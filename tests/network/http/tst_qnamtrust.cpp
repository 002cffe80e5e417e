// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/hostprobe.h"
#include "tests/support/channelfixture.h"
#include "tests/support/testpaths.h"
#include "tests/support/testprogram.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <functional>

using namespace muster;
using namespace muster::test;

namespace tst_qnamtrust {

namespace {

/// What Qt's own server refuses to serve.
class OpensslServer
{
public:
    explicit OpensslServer(const QStringList &arguments)
    {
        m_process.start(
            QStringLiteral("openssl"),
            QStringList{QStringLiteral("s_server"), QStringLiteral("-accept"), QStringLiteral("127.0.0.1:0")}
                + arguments);
    }
    ~OpensslServer() { end(); }
    void onceItPrints(const QByteArray &word, const std::function<void()> &act)
    {
        QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_process, [this, word, act] {
            m_out += m_process.readAllStandardOutput();
            if (m_out.contains(word))
                act();
        });
    }
    [[nodiscard]] int port()
    {
        m_out += m_process.readAllStandardOutput();
        const qsizetype at = m_out.indexOf("ACCEPT 127.0.0.1:");
        return at < 0 || m_out.indexOf('\n', at) < 0 ? 0
                                                     : m_out.mid(at + 17, m_out.indexOf('\n', at) - at - 17).toInt();
    }
    [[nodiscard]] QUrl url() { return QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(port())); }
    /// What it printed: all that it was sent.
    QByteArray end()
    {
        m_process.disconnect();
        m_process.kill();
        m_process.waitForFinished();
        return m_out += m_process.readAllStandardOutput();
    }

private:
    QProcess m_process;
    QByteArray m_out;
};

/// An authority made for this test, a server's certificate by it, and what it says about that one's revocation.
class OwnAuthority
{
public:
    OwnAuthority()
    {
        const QStringList key{QStringLiteral("-newkey"), QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                              QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes")};
        for (const char *name : {"ca", "other"}) {
            openssl(
                QStringList{QStringLiteral("req"), QStringLiteral("-x509")} + key
                + words("-days 30 -subj /CN=Authority -addext basicConstraints=critical,CA:TRUE -addext "
                        "keyUsage=critical,keyCertSign,cRLSign,digitalSignature")
                + QStringList{QStringLiteral("-keyout"), file(name, "key"), QStringLiteral("-out"), file(name, "pem")});
        }
        openssl(QStringList{QStringLiteral("req")} + key + words("-subj /CN=127.0.0.1")
                + QStringList{QStringLiteral("-keyout"), file("server", "key"), QStringLiteral("-out"),
                              file("server", "csr")});
        write("names", "subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\n");
        openssl(words("x509 -req -set_serial 0x1001 -days 20")
                + QStringList{QStringLiteral("-in"), file("server", "csr"), QStringLiteral("-CA"), file("ca", "pem"),
                              QStringLiteral("-CAkey"), file("ca", "key"), QStringLiteral("-extfile"),
                              file("names", "txt"), QStringLiteral("-out"), file("server", "pem")});
        write("good", "V\t360101000000Z\t\t1001\tunknown\t/CN=127.0.0.1\n");
        write("revoked", "R\t360101000000Z\t250101000000Z\t1001\tunknown\t/CN=127.0.0.1\n");
    }
    /// The word, signed by `signer` ("ca" or "other"), as a file to be stapled.
    [[nodiscard]] QString says(const char *word, const char *signer) const
    {
        openssl(words("ocsp -ndays 5")
                + QStringList{QStringLiteral("-index"), file(word, "txt"), QStringLiteral("-CA"), file("ca", "pem"),
                              QStringLiteral("-rsigner"), file(signer, "pem"), QStringLiteral("-rkey"),
                              file(signer, "key"), QStringLiteral("-issuer"), file("ca", "pem"),
                              QStringLiteral("-cert"), file("server", "pem"), QStringLiteral("-respout"),
                              file(word, "der"), QStringLiteral("-noverify")});
        return file(word, "der");
    }
    [[nodiscard]] QString file(const char *name, const char *ending) const
    {
        return m_folder.filePath(QLatin1String(name) + u'.' + QLatin1String(ending));
    }

private:
    static QStringList words(const char *text) { return QString::fromLatin1(text).split(u' '); }
    static void openssl(const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral("openssl"), arguments);
        if (!process.waitForFinished(60'000) || process.exitCode() != 0)
            qFatal("openssl %s: %s", qPrintable(arguments.join(u' ')), process.readAllStandardError().constData());
    }
    void write(const char *name, const QByteArray &text) const
    {
        QFile out(file(name, "txt"));
        if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size())
            qFatal("cannot write %s", name);
    }

    QTemporaryDir m_folder;
};

} // namespace

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
    void S14_whatIsRevokedIsRefused_data();
    void S14_whatIsRevokedIsRefused();
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
    OpensslServer server({QStringLiteral("-cert"), file + QStringLiteral(".pem"), QStringLiteral("-key"),
                          file + QStringLiteral(".key"), QStringLiteral("-cipher"), QStringLiteral("ALL:@SECLEVEL=0")});
    QTRY_VERIFY_WITH_TIMEOUT(server.port() != 0, 60'000);
    QnamChannel channel({dataFile(QStringLiteral("tls/proxyca.pem"))});
    HttpRequest order = request("GET", server.url());
    order.limits.firstByte = order.limits.overall = std::chrono::seconds(60);
    const auto reply = sent(channel, order);
    QCOMPARE(key(reply), QStringLiteral("tls_refused"));
    QVERIFY2(reply.error().detail.contains(QLatin1String("weak key or digest")), qPrintable(reply.error().detail));
    QVERIFY(!server.end().contains("t0ken"));
}

void TestQnamTrust::S14_whatIsRevokedIsRefused_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QByteArray>("signer");
    QTest::addColumn<bool>("sendsIssuer");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("no word") << QByteArray() << QByteArray() << true << true;
    QTest::newRow("good") << QByteArray("good") << QByteArray("ca") << true << true;
    QTest::newRow("revoked") << QByteArray("revoked") << QByteArray("ca") << true << false;
    QTest::newRow("good, by an issuer that the server does not send")
        << QByteArray("good") << QByteArray("ca") << false << true;
    QTest::newRow("revoked, by an issuer that the server does not send")
        << QByteArray("revoked") << QByteArray("ca") << false << false;
    // Somebody else's "good" counts for nothing; a "revoked" of anybody's is no connection to go on with.
    QTest::newRow("good, signed by somebody else") << QByteArray("good") << QByteArray("other") << true << true;
    QTest::newRow("revoked, signed by somebody else") << QByteArray("revoked") << QByteArray("other") << true << false;
}

void TestQnamTrust::S14_whatIsRevokedIsRefused()
{
    QFETCH(QByteArray, word);
    QFETCH(QByteArray, signer);
    QFETCH(bool, sendsIssuer);
    QFETCH(bool, accepted);
    static const OwnAuthority authority;
    QStringList arguments{QStringLiteral("-cert"), authority.file("server", "pem"), QStringLiteral("-key"),
                          authority.file("server", "key")};
    if (sendsIssuer)
        arguments << QStringLiteral("-cert_chain") << authority.file("ca", "pem");
    if (!word.isEmpty())
        arguments << QStringLiteral("-status_file") << authority.says(word.constData(), signer.constData());
    OpensslServer server(arguments);
    QTRY_VERIFY_WITH_TIMEOUT(server.port() != 0, 60'000);
    const QStringList authorities{authority.file("ca", "pem")};
    const auto probed = QCoro::waitFor(
        probeTls(server.url(), QnamChannel::tlsConfiguration(authorities), std::chrono::seconds(60), {}));
    QCOMPARE(!probed.has_value(), accepted);
    QnamChannel channel(authorities);
    HttpRequest order = request("GET", server.url());
    order.limits.firstByte = order.limits.overall = std::chrono::seconds(60);
    // It prints what it is sent, and answers nothing.
    std::stop_source stop;
    server.onceItPrints("t0ken", [&stop] { stop.request_stop(); });
    const auto reply = sent(channel, order, stop.get_token());
    QCOMPARE(key(reply), accepted ? QStringLiteral("cancelled") : QStringLiteral("tls_refused"));
    if (accepted)
        return;
    for (const QString &detail : {reply.error().detail, probed->detail})
        QVERIFY2(detail.contains(QLatin1String("revoked")), qPrintable(detail));
    QVERIFY(!server.end().contains("t0ken"));
}

MUSTER_TEST(TestQnamTrust, QCoreApplication)

} // namespace tst_qnamtrust
#include "tst_qnamtrust.moc"
