// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/contactlistsclient.h"
#include "network/sandbox/sandboxserver.h"
#include "network/tenant/tenantconnection.h"
#include "tests/support/channelfixture.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(muster::WriteFate)

namespace {

QCoro::Task<Result<Secret>> given(Secret secret)
{
    co_return Secret(secret);
}

/// Everything real but the waits: they jump.
struct Wire
{
    explicit Wire(const QUrl &url, const Secret &secret = Secret("s3cret"))
    {
        ConnectionProfile profile = contractProfile(QStringLiteral("test"), url);
        profile.environment = Environment::Test;
        profile.caCertificates = testAuthority();
        profile.clientId = QStringLiteral("sandbox-client");
        tenant
            = std::make_unique<TenantConnection>(profile, [secret](std::stop_token) { return given(secret); }, clock);
    }
    ContactListsClient &client() { return tenant->contactLists(); }
    /// Every page of a list, as a run reads it.
    Result<QList<ContactPhone>> all(const QString &list, int limit)
    {
        QList<ContactPhone> contacts;
        QByteArray cursor;
        const auto decoder = client().decoder();
        do {
            const auto raw = QCoro::waitFor(client().page(list, cursor, limit, nullptr, {}));
            if (!raw)
                return failure(raw.error());
            const auto page = decoder->decode(*raw);
            if (!page)
                return failure(page.error());
            if (raw->nextCursor && *raw->nextCursor != page->nextCursor)
                qFatal("the cut link differs from the decoded one");
            for (std::size_t row = 0; row < page->rowCount(); ++row) {
                const auto text = [](std::string_view view) {
                    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
                };
                contacts.append({text(page->id(row)), text(page->text(page->cell(row, 0)))});
            }
            cursor = page->nextCursor;
            ++pages;
        } while (!cursor.isEmpty());
        return contacts;
    }

    FakeClock clock;
    std::unique_ptr<TenantConnection> tenant;
    int pages = 0;
};

QList<ContactPhone> truth(const SandboxServer &sandbox, const QString &list)
{
    QList<ContactPhone> contacts;
    for (const SandboxListContact &contact : sandbox.listTruth(list))
        contacts.append({QString::fromUtf8(contact.id), QString::fromUtf8(contact.phone)});
    return contacts;
}

const auto token = LoopbackServer::answer(200, R"({"access_token":"t0ken","token_type":"Bearer","expires_in":1800})");
const QString listId = QStringLiteral("list_1");
const QString contactId = QStringLiteral("c1");

enum class Write { Correct, Purge, Restore };

WriteFate fateOf(Wire &wire, Write write, std::stop_token stop = {})
{
    const QList<ContactPhone> contacts = {{contactId, QStringLiteral("+12015550123")}};
    if (write == Write::Purge)
        return QCoro::waitFor(wire.client().purge(listId, {contactId}, nullptr, stop)).fates.value(0).fate;
    const auto answer = write == Write::Correct
        ? QCoro::waitFor(wire.client().correct(listId, contacts, {}, nullptr, stop))
        : QCoro::waitFor(wire.client().restore(listId, contacts, {}, nullptr, stop));
    return answer.fates.at(0).fate;
}

QByteArray lineOf(Write write)
{
    return write == Write::Purge  ? QByteArray("DELETE /api/v2/campaigns/contacts/c1 HTTP/1.1")
        : write == Write::Correct ? QByteArray("PATCH /api/v2/campaigns/contactlists/list_1/contacts HTTP/1.1")
                                  : QByteArray("POST /api/v2/campaigns/contactlists/list_1/contacts HTTP/1.1");
}

} // namespace

class TestContactListsWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F43_F44_F45_F46_whatIsTakenIsSentOnce_data();
    void F43_F44_F45_F46_whatIsTakenIsSentOnce();
    void F31_redirectedWritesStayWhereTheyAre_data();
    void F31_redirectedWritesStayWhereTheyAre();
    void F40_nothingIsSentToAClosedPort();
    void F42_F47_pagesAreAskedForAgain();
    void F50_F105_silenceAndStop();
    void linksReachTheServerAsTheyStand();
    void S09_linkElsewhereSendsNothing();
    void wholeCycleAgainstTheSandbox();
    void F22_F24_F25_F43_faultsOfTheSandbox();
};

void TestContactListsWire::F43_F44_F45_F46_whatIsTakenIsSentOnce_data()
{
    QTest::addColumn<int>("write");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("reset");
    for (const Write write : {Write::Correct, Write::Purge, Write::Restore}) {
        for (int bits = 0; bits < 4; ++bits) {
            QTest::addRow("%s %s %s", lineOf(write).split(' ').constFirst().constData(), bits & 1 ? "tls" : "plain",
                          bits & 2 ? "reset" : "close")
                << int(write) << bool(bits & 1) << bool(bits & 2);
        }
    }
}

void TestContactListsWire::F43_F44_F45_F46_whatIsTakenIsSentOnce()
{
    QFETCH(int, write);
    QFETCH(bool, tls);
    QFETCH(bool, reset);
    LoopbackServer server(tls ? std::optional(serverTls(QStringLiteral("good"))) : std::nullopt);
    const auto after = reset ? LoopbackServer::After::Reset : LoopbackServer::After::Close;
    // Taken and closed: on the connection that the token came by, then again and again on fresh ones.
    server.script({token, raw({}, after)});
    Wire wire(server.url());
    QCOMPARE(fateOf(wire, Write(write)), WriteFate::Unknown);
    QTest::qWait(60); // Time for a repeat to show up.
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests().at(1).line(), lineOf(Write(write)));
    QCOMPARE(fateOf(wire, Write(write)), WriteFate::Unknown);
    QTest::qWait(60);
    QCOMPARE(server.requests().size(), 3);
}

void TestContactListsWire::F31_redirectedWritesStayWhereTheyAre_data()
{
    QTest::addColumn<int>("write");
    QTest::addColumn<int>("status");
    for (const Write write : {Write::Correct, Write::Purge, Write::Restore}) {
        for (const int status : {301, 302, 303, 307, 308}) {
            QTest::addRow("%s %d", lineOf(write).split(' ').constFirst().constData(), status) << int(write) << status;
        }
    }
}

void TestContactListsWire::F31_redirectedWritesStayWhereTheyAre()
{
    QFETCH(int, write);
    QFETCH(int, status);
    LoopbackServer other;
    other.script({LoopbackServer::answer(200, R"({"updatedCount":1})")});
    LoopbackServer server;
    for (const QUrl &target : {other.url(QStringLiteral("/x")), server.url(QStringLiteral("/x"))}) {
        server.script({token, LoopbackServer::answer(status, "", "Location: " + target.toEncoded() + "\r\n"),
                       LoopbackServer::answer(200, R"({"updatedCount":1})")});
        const qsizetype before = server.requests().size();
        Wire wire(server.url());
        QCOMPARE(fateOf(wire, Write(write)), WriteFate::Rejected);
        QTest::qWait(20);
        QCOMPARE(server.requests().size(), before + 2);
    }
    QCOMPARE(other.connections(), 0);
}

void TestContactListsWire::F40_nothingIsSentToAClosedPort()
{
    LoopbackServer server;
    server.script({token, raw({}, LoopbackServer::After::Close)});
    Wire wire(server.url());
    // The token is there, the connection is not, and then the server is gone.
    QCOMPARE(fateOf(wire, Write::Purge), WriteFate::Unknown);
    server.close();
    for (const Write write : {Write::Correct, Write::Purge, Write::Restore})
        QCOMPARE(fateOf(wire, write), WriteFate::NotSent);
    QCOMPARE(server.requests().size(), 2);
}

void TestContactListsWire::F42_F47_pagesAreAskedForAgain()
{
    LoopbackServer server;
    const QByteArray body = R"({"contacts":[{"id":"1","phone":"x"}]})";
    LoopbackServer::Step cut = LoopbackServer::answer(200, body);
    cut.bytes.chop(10);
    cut.after = LoopbackServer::After::Close;
    server.script({token, cut,
                   raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + body.chopped(1),
                       LoopbackServer::After::Close),
                   LoopbackServer::answer(503, "{}"), LoopbackServer::answer(200, body)});
    Wire wire(server.url());
    const auto contacts = wire.all(listId, 10);
    QVERIFY(contacts);
    QCOMPARE(*contacts, QList<ContactPhone>({{QStringLiteral("1"), QStringLiteral("x")}}));
    QVERIFY(server.requests().size() >= 5); // Qt itself may repeat a GET.
    for (qsizetype i = 1; i < server.requests().size(); ++i)
        QCOMPARE(server.requests().at(i).line(),
                 QByteArray("GET /api/v2/campaigns/contactlists/list_1?limit=10 HTTP/1.1"));
}

void TestContactListsWire::F50_F105_silenceAndStop()
{
    LoopbackServer server;
    LoopbackServer::Step slow = LoopbackServer::answer(204, "");
    slow.trickle = 2ms;
    server.script({token, slow, LoopbackServer::answer(204, "")});
    Wire wire(server.url());
    std::stop_source source;
    QTimer poll;
    connect(&poll, &QTimer::timeout, this, [&] {
        if (server.requests().size() == 2)
            source.request_stop();
    });
    poll.start(2ms);
    // On its way when the stop comes: its answer is awaited.
    QCOMPARE(fateOf(wire, Write::Purge, source.get_token()), WriteFate::Applied);
    QVERIFY(source.stop_requested());
    QCOMPARE(fateOf(wire, Write::Purge, source.get_token()), WriteFate::NotSent);
    QTest::qWait(50);
    QCOMPARE(server.requests().size(), 2);
}

void TestContactListsWire::linksReachTheServerAsTheyStand()
{
    LoopbackServer server;
    server.script({token, LoopbackServer::answer(200, R"({"contacts":[]})")});
    Wire wire(server.url());
    const QByteArray path = "/api/v2/campaigns/contactlists/list_1";
    const QList<QPair<QByteArray, QByteArray>> rows = {
        {path + "?cursor=a%2Bb+c%20d%26e%3Df%2Fg%3F&x=1;2,3", path + "?cursor=a%2Bb+c%20d%26e%3Df%2Fg%3F&x=1;2,3"},
        {"?cursor=%C3%A4%FF%00", path + "?cursor=%C3%A4%FF%00"},
        {"list_1?cursor=2", path + "?cursor=2"},
        {"/other/path%2Fx?a=[b]&a=", "/other/path%2Fx?a=[b]&a="},
        {server.url().toEncoded().chopped(1) + path + "?cursor=4#part", path + "?cursor=4"},
        // The same address by RFC 3986 section 6.2.2.2, and so Qt spells it.
        {"?cursor=%41%7E%2D", path + "?cursor=A~-"},
    };
    for (const auto &[link, target] : rows) {
        QVERIFY2(QCoro::waitFor(wire.client().page(listId, link, 10, nullptr, {})), link.constData());
        QCOMPARE(server.requests().constLast().line(), "GET " + target + " HTTP/1.1");
    }
}

void TestContactListsWire::S09_linkElsewhereSendsNothing()
{
    LoopbackServer other;
    other.script({LoopbackServer::answer(200, "{}")});
    LoopbackServer server;
    server.script({token});
    Wire wire(server.url());
    for (const QByteArray &link : {other.url().toEncoded(), QByteArray("//127.0.0.2/x"), QByteArray("//localhost/x")}) {
        const auto page = QCoro::waitFor(wire.client().page(listId, link, 10, nullptr, {}));
        QVERIFY(!page);
        QCOMPARE(page.error().kind, ErrorKind::AddressRefused);
    }
    QTest::qWait(20);
    QCOMPARE(other.connections() + server.connections(), 0);
}

void TestContactListsWire::wholeCycleAgainstTheSandbox()
{
    SandboxSettings settings;
    settings.contacts = 1234;
    SandboxServer sandbox(settings);
    const auto url = sandbox.start();
    QVERIFY(url);
    Wire wire(*url, sandbox.clientSecret());
    const auto lists = QCoro::waitFor(wire.client().list(nullptr, {}));
    QVERIFY(lists);
    QVERIFY(lists->size() >= 5);
    for (const ContactListSummary &list : *lists) {
        wire.pages = 0;
        const auto contacts = wire.all(list.id, 500);
        QVERIFY(contacts);
        QCOMPARE(*contacts, truth(sandbox, list.id));
        QCOMPARE(contacts->size(), list.contactCount);
        QCOMPARE(wire.pages, std::max(1, int((list.contactCount + 499) / 500)));
    }
    const QString list = lists->at(0).id;
    const QList<ContactPhone> before = truth(sandbox, list);
    // Correct a hundred.
    QList<ContactPhone> corrections;
    for (int i = 0; i < 100; ++i)
        corrections.append({before.at(i * 7).contactId, QStringLiteral("+1201555%1").arg(i, 4, 10, QLatin1Char('0'))});
    const auto corrected = QCoro::waitFor(wire.client().correct(list, corrections, {}, nullptr, {}));
    QVERIFY(!corrected.error);
    for (const RecordFate &record : corrected.fates)
        QCOMPARE(record.fate, WriteFate::Applied);
    // Purge three, at one time.
    int applied = 0;
    std::vector<QCoro::Task<void>> purges;
    for (const int at : {1, 500, 1233}) {
        purges.push_back(wire.client()
                             .purge(list, {before.at(at).contactId}, nullptr, {})
                             .then([&applied](const WriteAnswer &answer) {
                                 applied += answer.fates.value(0).fate == WriteFate::Applied ? 1 : 0;
                             }));
    }
    QTRY_COMPARE(applied, 3);
    QCOMPARE(QCoro::waitFor(wire.client().purge(list, {before.at(500).contactId}, nullptr, {})).fates.value(0).fate,
             WriteFate::Absent);
    QList<ContactPhone> expected;
    for (int i = 0; i < before.size(); ++i) {
        if (i == 1 || i == 500 || i == 1233)
            continue;
        const bool changed = i % 7 == 0 && i / 7 < 100;
        expected.append(changed ? corrections.at(i / 7) : before.at(i));
    }
    QCOMPARE(*wire.all(list, 1000), expected);
    // A purged contact cannot be corrected; it can be restored, but not twice.
    const auto refused = QCoro::waitFor(
        wire.client().correct(list, {{before.at(1).contactId, QStringLiteral("+12015550100")}}, {}, nullptr, {}));
    QCOMPARE(refused.fates.at(0).fate, WriteFate::Rejected);
    QCOMPARE(refused.error->kind, ErrorKind::Invalid);
    const auto restored = QCoro::waitFor(wire.client().restore(list, {before.at(1), before.at(500)}, {}, nullptr, {}));
    QVERIFY(!restored.error);
    const auto mixed
        = QCoro::waitFor(wire.client().restore(list, {before.at(1233), before.at(500), before.at(2)}, {}, nullptr, {}));
    QCOMPARE(mixed.error->kind, ErrorKind::Conflict);
    QCOMPARE(mixed.fates.at(0).fate, WriteFate::NotSent);
    QCOMPARE(mixed.fates.at(1).fate, WriteFate::Rejected);
    QCOMPARE(mixed.fates.at(2).fate, WriteFate::Rejected);
    const auto never = QCoro::waitFor(
        wire.client().restore(list, {before.at(1233), {QStringLiteral("never-was"), QString()}}, {}, nullptr, {}));
    QCOMPARE(never.fates.at(0).fate, WriteFate::NotSent);
    QCOMPARE(never.fates.at(1).fate, WriteFate::Rejected);
    QVERIFY(!QCoro::waitFor(wire.client().restore(list, {before.at(1233)}, {}, nullptr, {})).error);
    for (qsizetype i = 0; i < 100; ++i)
        corrections[i].phone = before.at(i * 7).phone;
    QCOMPARE(QCoro::waitFor(wire.client().restore(list, corrections, {}, nullptr, {})).error->kind,
             ErrorKind::Conflict);
}

void TestContactListsWire::F22_F24_F25_F43_faultsOfTheSandbox()
{
    SandboxSettings settings;
    settings.contacts = 50;
    SandboxServer sandbox(settings);
    const auto url = sandbox.start();
    QVERIFY(url);
    Wire wire(*url, sandbox.clientSecret());
    const QString list = QCoro::waitFor(wire.client().list(nullptr, {}))->at(0).id;
    const QList<ContactPhone> before = truth(sandbox, list);
    const auto fault = [&sandbox](SandboxFault::Kind kind, SandboxFault::Mutation mutation = {}) {
        SandboxFault fault;
        fault.kind = kind;
        fault.mutation = mutation;
        fault.bytes = 0;
        sandbox.addFault(fault);
    };
    const auto purge = [&wire, &before, list](int i) {
        return QCoro::waitFor(wire.client().purge(list, {before.at(i).contactId}, nullptr, {})).fates.value(0).fate;
    };
    const auto deletes = [&sandbox] {
        int count = 0;
        for (const SandboxRequest &request : sandbox.requests())
            count += request.method == "DELETE" ? 1 : 0;
        return count;
    };
    // Applied and then closed: exactly one DELETE, and only a later look can tell.
    fault(SandboxFault::Kind::CloseWithoutAnswer);
    QCOMPARE(purge(0), WriteFate::Unknown);
    QCOMPARE(deletes(), 1);
    QCOMPARE(purge(0), WriteFate::Absent);
    fault(SandboxFault::Kind::Status);
    QCOMPARE(purge(1), WriteFate::Unknown);
    QCOMPARE(purge(1), WriteFate::Applied);
    fault(SandboxFault::Kind::Mutate, SandboxFault::Mutation::AcceptedOnly);
    QCOMPARE(purge(2), WriteFate::Accepted);
    const QList<ContactPhone> corrections = {{before.at(3).contactId, QStringLiteral("+12015550103")},
                                             {before.at(4).contactId, QStringLiteral("+12015550104")},
                                             {before.at(5).contactId, QStringLiteral("+12015550105")}};
    const auto correct = [&wire, &list, &corrections] {
        QList<WriteFate> fates;
        for (const RecordFate &record : QCoro::waitFor(wire.client().correct(list, corrections, {}, nullptr, {})).fates)
            fates.append(record.fate);
        return fates;
    };
    fault(SandboxFault::Kind::Mutate, SandboxFault::Mutation::PerRecordResults);
    QCOMPARE(correct(), QList<WriteFate>({WriteFate::Applied, WriteFate::Applied, WriteFate::Rejected}));
    fault(SandboxFault::Kind::Mutate, SandboxFault::Mutation::WrongCount);
    QCOMPARE(correct(), QList<WriteFate>(3, WriteFate::Unknown));
    fault(SandboxFault::Kind::Mutate, SandboxFault::Mutation::AcceptWithoutDoing);
    QCOMPARE(correct(), QList<WriteFate>(3, WriteFate::Accepted));
    QCOMPARE(correct(), QList<WriteFate>(3, WriteFate::Applied));
    fault(SandboxFault::Kind::Mutate, SandboxFault::Mutation::ForeignLink);
    const auto foreign = wire.all(list, 10);
    QVERIFY(!foreign);
    QCOMPARE(foreign.error().kind, ErrorKind::AddressRefused);
}

MUSTER_TEST(TestContactListsWire, QCoreApplication)
#include "tst_contactlistswire.moc"
