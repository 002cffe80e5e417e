// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxlookup.h"
#include "sandboxdoor.h"

#include "tests/support/testprogram.h"

#include <QSet>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_sandboxlookup {

namespace {

const QByteArray field = "?Fields=line_type_intelligence";

QByteArray basic(const QByteArray &account, const QByteArray &secret)
{
    return "Basic " + QByteArray(account + ':' + secret).toBase64();
}

} // namespace

class TestSandboxLookup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAsTheProvider_data();
    void answersAsTheProvider();
    void saysWhatTheTruthSays();
    void limitsTheRate();
};

void TestSandboxLookup::answersAsTheProvider_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    const QByteArray good = basic("sandbox-lookup", SandboxDoor::lookupSecret);
    const QByteArray path = "/v2/PhoneNumbers/";
    QTest::newRow("a number") << "GET"_ba << path + "%2B12125550123" + field << good << 200 << 0;
    QTest::newRow("plus as it is") << "GET"_ba << path + "+12125550123" + field << good << 200 << 0;
    QTest::newRow("no plus") << "GET"_ba << path + "12125550123" + field << good << 404 << 20404;
    QTest::newRow("too short") << "GET"_ba << path + "%2B1212" + field << good << 404 << 20404;
    QTest::newRow("no area code") << "GET"_ba << path + "%2B11125550123" + field << good << 404 << 20404;
    QTest::newRow("words") << "GET"_ba << path + "office" + field << good << 404 << 20404;
    QTest::newRow("no field") << "GET"_ba << path + "%2B12125550123" << good << 400 << 60617;
    QTest::newRow("by POST") << "POST"_ba << path + "%2B12125550123" + field << good << 405 << 20004;
    QTest::newRow("nobody") << "GET"_ba << path + "%2B12125550123" + field << QByteArray() << 401 << 20003;
    QTest::newRow("wrong secret") << "GET"_ba << path + "%2B12125550123" + field << basic("sandbox-lookup", "x") << 401
                                  << 20003;
    QTest::newRow("the tenant's client") << "GET"_ba << path + "%2B12125550123" + field
                                         << basic("sandbox-client", SandboxDoor::secret) << 401 << 20003;
}

void TestSandboxLookup::answersAsTheProvider()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, authorization);
    QFETCH(int, status);
    QFETCH(int, code);
    SandboxDoor door;
    SandboxHeaders headers;
    if (!authorization.isEmpty())
        headers.append({"Authorization", authorization});
    const SandboxAnswer answer = door.send(method, target, headers);
    QCOMPARE(answer.status, status);
    QCOMPARE(bodyOf(answer).value("code"_L1).toInt(), code);
    QCOMPARE(headerOf(answer, "WWW-Authenticate").isEmpty(), status != 401);
    QVERIFY(status == 200 || !answer.body.contains("2125550123"));
}

void TestSandboxLookup::saysWhatTheTruthSays()
{
    SandboxSettings settings;
    settings.seed = 7;
    SandboxDoor door(settings);
    const SandboxHeaders headers = {{"Authorization", basic("sandbox-lookup", SandboxDoor::lookupSecret)}};
    QSet<LookupLineType> seen;
    QSet<QString> words;
    for (int line = 0; line < 100; ++line) {
        const QString number = u"+12125550%1"_s.arg(100 + line);
        const auto type = sandboxLineType(7, number);
        QVERIFY(type.has_value());
        seen.insert(*type);
        const QJsonObject body
            = bodyOf(door.send("GET", "/v2/PhoneNumbers/%2B" + number.mid(1).toLatin1() + field, headers));
        QCOMPARE(body.value("phone_number"_L1).toString(), number);
        QCOMPARE(body.value("valid"_L1).toBool(), true);
        const QJsonObject told = body.value("line_type_intelligence"_L1).toObject();
        words.insert(told.value("type"_L1).toString());
        QCOMPARE(told.value("type"_L1).toString() == "nonFixedVoip"_L1, *type == LookupLineType::NonFixedVoip);
        QCOMPARE(told.value("error_code"_L1).isNull(), *type != LookupLineType::Unknown);
    }
    QVERIFY(seen.size() >= 4);
    QCOMPARE(words.size(), seen.size());
    QCOMPARE(sandboxLineType(7, u"+18005550199"_s), LookupLineType::TollFree);
    QCOMPARE(sandboxLineType(7, u"+447700900123"_s), LookupLineType::Mobile);
}

void TestSandboxLookup::limitsTheRate()
{
    SandboxSettings settings;
    settings.rateLimit = 2;
    SandboxDoor door(settings);
    const SandboxHeaders headers = {{"Authorization", basic("sandbox-lookup", SandboxDoor::lookupSecret)}};
    const QByteArray target = "/v2/PhoneNumbers/%2B12125550123" + field;
    QCOMPARE(door.send("GET", target, headers).status, 200);
    QCOMPARE(door.send("GET", target, headers).status, 200);
    const SandboxAnswer refused = door.send("GET", target, headers);
    QCOMPARE(refused.status, 429);
    QCOMPARE(bodyOf(refused).value("code"_L1).toInt(), 20429);
    QCOMPARE(headerOf(refused, "Retry-After"), "1"_ba);
    QCOMPARE(door.get("/api/v2/campaigns/contactlists").status, 200); // A limit of its own.
    door.now += std::chrono::seconds(1);
    QCOMPARE(door.send("GET", target, headers).status, 200);
}

MUSTER_TEST(TestSandboxLookup, QCoreApplication)

} // namespace tst_sandboxlookup
#include "tst_sandboxlookup.moc"
