// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/originpolicy.h"

#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;

namespace tst_originpolicy {

class TestOriginPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void S11_S12_addresses_data();
    void S11_S12_addresses();
    void S11_resolvedAddresses_data();
    void S11_resolvedAddresses();
    void S09_onlyTheProfilesOrigins_data();
    void S09_onlyTheProfilesOrigins();
    void S11_lookAlikeLettersShowTheirAsciiForm();
};

namespace {

QString codeOf(const std::optional<ApiError> &fault)
{
    if (fault && fault->kind != ErrorKind::AddressRefused)
        return QStringLiteral("wrong kind");
    return fault ? fault->code : QStringLiteral("fine");
}

} // namespace

void TestOriginPolicy::S11_S12_addresses_data()
{
    QTest::addColumn<QString>("person");
    QTest::addColumn<QString>("server");
    const auto row = [](const char *address, const char *person, const char *server) {
        QTest::newRow(address) << QString::fromLatin1(person) << QString::fromLatin1(server);
    };
    row("https://api.example.test/x", "fine", "fine");
    row("https://api.example.test:8443/x", "fine", "fine");
    row("http://api.example.test/x", "plain_http", "plain_http");
    row("http://127.0.0.1:8080/", "fine", "loopback");
    row("http://localhost:8080/", "fine", "loopback");
    row("http://[::1]:8080/", "fine", "loopback");
    row("http://127.9.9.9/", "fine", "loopback");
    row("http://localhost.example.test/", "plain_http", "plain_http");
    row("https://127.0.0.1/", "fine", "loopback");
    row("https://user@api.example.test/", "user_info", "user_info");
    row("https://user:pw@api.example.test/", "user_info", "user_info");
    row("https://@api.example.test/", "user_info", "user_info");
    row("https://api.example.test@evil.example.test/", "user_info", "user_info");
    row("file:///etc/passwd", "scheme", "scheme");
    row("data:text/plain,x", "scheme", "scheme");
    row("ftp://api.example.test/", "scheme", "scheme");
    row("javascript:alert(1)", "scheme", "scheme");
    row("https:///x", "no_host", "no_host");
    row("https://169.254.169.254/latest", "link_local", "link_local");
    row("https://[fe80::1]/", "link_local", "link_local");
    row("https://0.0.0.0/", "unspecified", "unspecified");
    row("https://224.0.0.1/", "multicast", "multicast");
    row("https://10.1.2.3/", "fine", "private");
    row("https://192.168.1.1/", "fine", "private");
    row("https://172.16.0.1/", "fine", "private");
    row("https://[fd00::1]/", "fine", "private");
    row("https://[::ffff:10.1.2.3]/", "fine", "private");
    row("https://[::ffff:169.254.169.254]/", "link_local", "link_local");
}

void TestOriginPolicy::S11_S12_addresses()
{
    QFETCH(QString, person);
    QFETCH(QString, server);
    const QUrl url(QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(codeOf(addressFault(url, AddressSource::Person)), person);
    QCOMPARE(codeOf(addressFault(url, AddressSource::Server)), server);
}

void TestOriginPolicy::S11_resolvedAddresses_data()
{
    QTest::addColumn<QString>("code");
    const QList<QPair<const char *, const char *>> rows = {{"8.8.8.8", "fine"},
                                                           {"2001:4860:4860::8888", "fine"},
                                                           {"127.0.0.1", "loopback"},
                                                           {"::1", "loopback"},
                                                           {"10.0.0.1", "private"},
                                                           {"172.31.255.255", "private"},
                                                           {"172.32.0.1", "fine"},
                                                           {"100.64.0.1", "private"},
                                                           {"169.254.1.1", "link_local"},
                                                           {"0.1.2.3", "unspecified"},
                                                           {"::", "unspecified"},
                                                           {"255.255.255.255", "multicast"},
                                                           {"::ffff:127.0.0.1", "loopback"},
                                                           {"127.255.0.9", "loopback"},
                                                           {"169.254.169.254", "link_local"}, // cloud metadata
                                                           {"fd00:ec2::254", "private"}, // the same over IPv6
                                                           {"100.100.100.200", "private"}, // and elsewhere
                                                           {"100.128.0.1", "fine"},
                                                           {"192.168.255.255", "private"},
                                                           {"192.0.0.192", "private"},
                                                           {"198.19.0.1", "private"},
                                                           {"240.0.0.1", "private"},
                                                           {"0.0.0.0", "unspecified"},
                                                           {"224.0.0.251", "multicast"},
                                                           {"ff02::1", "multicast"},
                                                           {"fe80::1", "link_local"},
                                                           {"fec0::1", "private"},
                                                           {"fc00::1", "private"},
                                                           {"::ffff:169.254.169.254", "link_local"},
                                                           {"::ffff:8.8.8.8", "fine"},
                                                           {"::10.0.0.1", "private"},
                                                           {"64:ff9b::a00:1", "private"},
                                                           {"64:ff9b::a9fe:a9fe", "link_local"},
                                                           {"64:ff9b::808:808", "fine"},
                                                           {"64:ff9b:1::1", "private"},
                                                           {"2002:7f00:1::1", "loopback"},
                                                           {"2002:c0a8:101::1", "private"},
                                                           {"2002:808:808::1", "fine"},
                                                           {"2001:0:1::1", "private"}};
    for (const auto &[address, code] : rows)
        QTest::newRow(address) << QString::fromLatin1(code);
}

void TestOriginPolicy::S11_resolvedAddresses()
{
    QFETCH(QString, code);
    const QHostAddress address(QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(codeOf(resolvedAddressFault(address, AddressSource::Server)), code);
}

void TestOriginPolicy::S09_onlyTheProfilesOrigins_data()
{
    QTest::addColumn<bool>("permitted");
    QTest::newRow("https://api.example.test/other/path?x=1") << true;
    QTest::newRow("https://API.EXAMPLE.TEST:443/") << true;
    QTest::newRow("https://lists.example.test:8443/a") << true;
    QTest::newRow("https://lists.example.test/a") << false;
    QTest::newRow("http://api.example.test/") << false;
    QTest::newRow("https://api.example.test:444/") << false;
    QTest::newRow("https://sub.api.example.test/") << false;
    QTest::newRow("https://api.example.test.evil.example.test/") << false;
    QTest::newRow("https://127.0.0.1/") << false;
}

void TestOriginPolicy::S09_onlyTheProfilesOrigins()
{
    QFETCH(bool, permitted);
    ConnectionProfile profile = contractProfile(QStringLiteral("p"), QUrl(QStringLiteral("https://api.example.test")));
    profile.services[Service::ContactLists].baseUrl = QUrl(QStringLiteral("https://lists.example.test:8443/base"));
    // A base address that breaks the rules opens nothing.
    profile.services[Service::Audiences].baseUrl = QUrl(QStringLiteral("http://plain.example.test"));
    const OriginPolicy policy(profile);
    QCOMPARE(!policy.fault(QUrl(QString::fromLatin1(QTest::currentDataTag()))).has_value(), permitted);
    QVERIFY(policy.fault(QUrl(QStringLiteral("http://plain.example.test/x"))));
}

void TestOriginPolicy::S11_lookAlikeLettersShowTheirAsciiForm()
{
    const OriginPolicy policy(contractProfile(QStringLiteral("p"), QUrl(QStringLiteral("https://api.example.test"))));
    // The first letter is Cyrillic.
    const auto fault = policy.fault(QUrl(QString::fromUtf8("https://\xD0\xB0pi.example.test/")));
    QVERIFY(fault);
    QCOMPARE(fault->code, QStringLiteral("foreign_origin"));
    QVERIFY(fault->subject.startsWith(QLatin1String("xn--")));
}

MUSTER_TEST(TestOriginPolicy, QCoreApplication)

} // namespace tst_originpolicy
#include "tst_originpolicy.moc"
