// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxserver.h"
#include "rawclient.h"
#include "sandboxdoor.h"
#include "tests/support/sandboxtruth.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <memory>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_sandboxlistfaults {
using Kind = SandboxFault::Kind;

/// Writes over the wire under the faults that matter to them: what was done, and what of it was answered.
class TestSandboxListFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_server.reset(); }

    void deletesOverOneConnection();
    void F41_resetBeforeTheBodyDoesNothing();
    void F43_F44_F46_appliedWithoutAnswer_data();
    void F43_F44_F46_appliedWithoutAnswer();
    void F22_statusFaultDoesNothing();
    void F116_mutatesOverTheWire();
    void watchersSeeAWriteBeforeItIsDone();
    void looksUpOverTheWire();

private:
    [[nodiscard]] QByteArray request(const QByteArray &method, const QByteArray &target, const QByteArray &body = {})
    {
        const QByteArray framing = body.isEmpty()
            ? QByteArray()
            : "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
        return method + ' ' + target + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + m_token + "\r\n" + framing
            + "\r\n" + body;
    }
    [[nodiscard]] QByteArray deletion(int place)
    {
        return request("DELETE", "/api/v2/campaigns/contacts/" + m_start[place].id);
    }
    [[nodiscard]] QByteArray correction()
    {
        return request("PATCH", listPath(4) + "/contacts",
                       batchBody({{QString::fromLatin1(m_start[0].id), u"+12125550199"_s}}));
    }
    [[nodiscard]] QList<SandboxListContact> truth() const { return m_server->listTruth(m_list); }

    const QString m_list = SandboxList::all()[4].id;
    const QList<SandboxListContact> m_start = sandboxListTruth(1, 300, m_list);
    std::unique_ptr<SandboxServer> m_server;
    QByteArray m_token;
};

void TestSandboxListFaults::init()
{
    SandboxSettings settings;
    settings.contacts = 300;
    m_server = std::make_unique<SandboxServer>(settings);
    QVERIFY(m_server->start().has_value());
    m_token = RawClient::token(*m_server);
    QCOMPARE(truth(), m_start);
}

void TestSandboxListFaults::deletesOverOneConnection()
{
    RawClient client(*m_server);
    for (int place = 0; place < 3; ++place) {
        client.send(deletion(place));
        const RawAnswer answer = client.read();
        QCOMPARE(answer.status, 204);
        QVERIFY(!answer.head.toLower().contains("content-length")); // RFC 9110 section 8.6
        QVERIFY(!answer.head.toLower().contains("content-type"));
    }
    client.send(deletion(0));
    QCOMPARE(client.read().status, 404);
    QCOMPARE(truth(), m_start.mid(3));
    QCOMPARE(m_server->requests().last().method, "DELETE"_ba);
    QVERIFY(m_server->requests().last().path.endsWith(m_start[0].id));
}

void TestSandboxListFaults::F41_resetBeforeTheBodyDoesNothing()
{
    SandboxFault fault;
    fault.kind = Kind::Reset;
    fault.bytes = -1;
    fault.method = u"PATCH"_s;
    m_server->addFault(fault);
    RawClient client(*m_server);
    client.send(correction());
    QVERIFY(client.endedByReset());
    QCOMPARE(truth(), m_start);
}

void TestSandboxListFaults::F43_F44_F46_appliedWithoutAnswer_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("method");
    QTest::newRow("F43 DELETE applied, reset") << int(Kind::Reset) << "DELETE"_ba;
    QTest::newRow("F44 PATCH applied, reset") << int(Kind::Reset) << "PATCH"_ba;
    QTest::newRow("F46 DELETE applied, closed") << int(Kind::CloseWithoutAnswer) << "DELETE"_ba;
    QTest::newRow("F46 PATCH applied, closed") << int(Kind::CloseWithoutAnswer) << "PATCH"_ba;
}

void TestSandboxListFaults::F43_F44_F46_appliedWithoutAnswer()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, method);
    SandboxFault fault;
    fault.kind = static_cast<Kind>(kind);
    fault.method = QString::fromLatin1(method);
    m_server->addFault(fault);
    RawClient client(*m_server);
    client.send(method == "DELETE" ? deletion(0) : correction());
    QCOMPARE(client.readToEnd(), QByteArray());
    QCOMPARE(m_server->requests().last().status, 0);
    if (method == "DELETE")
        QCOMPARE(truth(), m_start.mid(1));
    else
        QCOMPARE(truth().first().phone, "+12125550199"_ba);
}

void TestSandboxListFaults::F22_statusFaultDoesNothing()
{
    SandboxFault fault;
    fault.method = u"DELETE"_s;
    fault.status = 503;
    m_server->addFault(fault);
    RawClient client(*m_server);
    client.send(deletion(0));
    QCOMPARE(client.read().status, 503);
    QCOMPARE(truth(), m_start);
}

void TestSandboxListFaults::F116_mutatesOverTheWire()
{
    SandboxFault fault;
    fault.kind = Kind::Mutate;
    fault.method = u"DELETE"_s;
    fault.mutation = SandboxFault::Mutation::AcceptWithoutDoing;
    m_server->addFault(fault);
    RawClient client(*m_server);
    client.send(deletion(0));
    QCOMPARE(client.read().status, 204);
    QCOMPARE(truth(), m_start);
}

void TestSandboxListFaults::watchersSeeAWriteBeforeItIsDone()
{
    QList<SandboxRequest> seen;
    QList<SandboxListContact> then;
    qsizetype recorded = -1;
    m_server->setWatcher([&](const SandboxRequest &request) {
        seen.append(request);
        then = truth();
        recorded = m_server->requests().size();
    });
    RawClient client(*m_server);
    const qsizetype before = m_server->requests().size();
    client.send(deletion(0));
    QCOMPARE(client.read().status, 204);
    QCOMPARE(seen.size(), 1);
    QCOMPARE(seen[0].method, "DELETE"_ba);
    QVERIFY(seen[0].path.endsWith(m_start[0].id));
    QCOMPARE(seen[0].status, 0);
    QCOMPARE(then, m_start);
    QCOMPARE(recorded, before);
    m_server->setWatcher({});
    client.send(deletion(1));
    QCOMPARE(client.read().status, 204);
    QCOMPARE(seen.size(), 1);
}

void TestSandboxListFaults::looksUpOverTheWire()
{
    RawClient client(*m_server);
    const QByteArray credentials
        = QByteArray(m_server->lookupAccount().toLatin1() + ':' + m_server->lookupSecret().bytes().toByteArray());
    client.send("GET /v2/PhoneNumbers/%2B12125550123?Fields=line_type_intelligence HTTP/1.1\r\nHost: x\r\n"
                "Authorization: Basic "
                + credentials.toBase64() + "\r\n\r\n");
    QCOMPARE(client.read().status, 200);
    QVERIFY(!m_server->requests().last().hadBearer);
}

MUSTER_TEST(TestSandboxListFaults, QCoreApplication)

} // namespace tst_sandboxlistfaults
#include "tst_sandboxlistfaults.moc"
