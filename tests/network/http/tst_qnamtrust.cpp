// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/channelfixture.h"
#include "tests/support/testpaths.h"

#include <QProcess>
#include <QtTest>

using namespace muster;
using namespace muster::test;

/// A proxy with an authority of its own, and certificates that are too weak. These are served by the openssl program,
/// as Qt's own server refuses to.
class TestQnamTrust : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S14_proxyWithItsOwnAuthority_data();
    void S14_proxyWithItsOwnAuthority();
};

void TestQnamTrust::S14_proxyWithItsOwnAuthority_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("authority");
    QTest::addColumn<bool>("accepted");
    const QString own = QStringLiteral("proxyca"), other = QStringLiteral("ca");
    QTest::newRow("not added") << QStringLiteral("throughproxy") << QString() << false;
    QTest::newRow("another one added") << QStringLiteral("throughproxy") << other << false;
    QTest::newRow("added by a person") << QStringLiteral("throughproxy") << own << true;
    QTest::newRow("added, key of 1,024 bits") << QStringLiteral("shortkey") << own << false;
    QTest::newRow("added, signed with SHA-1") << QStringLiteral("sha1") << own << false;
}

void TestQnamTrust::S14_proxyWithItsOwnAuthority()
{
    QFETCH(QString, certificate);
    QFETCH(QString, authority);
    QFETCH(bool, accepted);
    const auto file = [](const QString &name) { return dataFile(QStringLiteral("tls/") + name); };
    QProcess server;
    server.start(QStringLiteral("openssl"),
                 {QStringLiteral("s_server"), QStringLiteral("-accept"), QStringLiteral("127.0.0.1:0"),
                  QStringLiteral("-cert"), file(certificate + QStringLiteral(".pem")), QStringLiteral("-key"),
                  file(certificate + QStringLiteral(".key")), QStringLiteral("-cipher"),
                  QStringLiteral("ALL:@SECLEVEL=0"), QStringLiteral("-www")});
    QByteArray said;
    const auto port = [&said] {
        const qsizetype at = said.indexOf("ACCEPT 127.0.0.1:");
        return at < 0 || said.indexOf('\n', at) < 0 ? 0 : said.mid(at + 17, said.indexOf('\n', at) - at - 17).toInt();
    };
    QTRY_VERIFY_WITH_TIMEOUT((said += server.readAllStandardOutput(), port()) != 0, 60'000);
    QnamChannel channel(authority.isEmpty() ? QStringList() : QStringList(file(authority + QStringLiteral(".pem"))));
    HttpRequest order = request("GET", QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(port())));
    order.limits.firstByte = order.limits.overall = std::chrono::seconds(60);
    const auto reply = sent(channel, order);
    server.kill();
    server.waitForFinished();
    QCOMPARE(key(reply), accepted ? QStringLiteral("status 200") : QStringLiteral("tls_refused"));
    QVERIFY(accepted || !reply.error().detail.isEmpty());
}

QTEST_GUILESS_MAIN(TestQnamTrust)
#include "tst_qnamtrust.moc"
