// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/enrichmentclient.h"
#include "network/sandbox/sandboxserver.h"
#include "network/tenant/tenantconnection.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;
using Kind = SandboxFault::Kind;
using Mutation = SandboxFault::Mutation;

Q_DECLARE_METATYPE(muster::WriteFate)

namespace {

QCoro::Task<Result<Secret>> given(Secret secret)
{
    co_return Secret(secret);
}

/// The client and the sandbox, and sockets between them; only waits jump.
struct Wire
{
    Wire()
        : sandbox(settings())
    {
        const QUrl url = sandbox.start().value_or(QUrl());
        ConnectionProfile profile = contractProfile(QStringLiteral("test"), url);
        profile.environment = Environment::Test;
        profile.clientId = sandbox.clientId();
        const Secret secret = sandbox.clientSecret();
        tenant
            = std::make_unique<TenantConnection>(profile, [secret](std::stop_token) { return given(secret); }, clock);
        start = sandbox.listTruth(listId);
    }
    static SandboxSettings settings()
    {
        SandboxSettings settings;
        settings.contacts = 900;
        settings.contactsPerSecond = 0; // Its clock does not jump.
        return settings;
    }
    std::shared_ptr<const EnrichmentBatch> batch(int from, int count)
    {
        if (!schema) {
            auto read = QCoro::waitFor(tenant->enrichment().schema(listId, nullptr, {}));
            schema = std::make_shared<const ListSchema>(read.value_or(ListSchema()));
        }
        EnrichmentBatchBuilder builder(schema);
        for (int place = from; place < from + count; ++place) {
            builder.beginContact(start[place].id.toStdString());
            builder.add(schema->indexOf(u"lifetime_value").value(),
                        "123456789012345678901234567890." + std::to_string(place));
            builder.add(schema->indexOf(u"loyalty_tier").value(), "Größe \"7\"");
        }
        return builder.take();
    }
    EnrichmentAnswer enrich(const std::shared_ptr<const EnrichmentBatch> &batch)
    {
        return QCoro::waitFor(tenant->enrichment().enrich(batch, {}, nullptr, {}));
    }
    [[nodiscard]] int posts() const
    {
        const auto requests = sandbox.requests();
        return int(std::count_if(requests.begin(), requests.end(), [](const auto &request) {
            return request.method == "POST" && request.path.endsWith("/contacts");
        }));
    }
    /// Contacts that differ from how they were at the start.
    [[nodiscard]] int enriched() const
    {
        const auto now = sandbox.listTruth(listId);
        return int(
            std::count_if(now.begin(), now.end(), [](const auto &contact) { return !contact.enriched.isEmpty(); }));
    }

    const QString listId = SandboxList::all()[0].id;
    SandboxServer sandbox;
    FakeClock clock;
    std::unique_ptr<TenantConnection> tenant;
    QList<SandboxListContact> start;
    std::shared_ptr<const ListSchema> schema;
};

} // namespace

class TestEnrichmentWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fromCampaignToRefresh();
    void F20_F26_F45_whatIsTakenIsSentOnce_data();
    void F20_F26_F45_whatIsTakenIsSentOnce();
    void tooManyForTheTightestCampaign();
    void S11_registersAWebhook();
};

void TestEnrichmentWire::fromCampaignToRefresh()
{
    Wire wire;
    EnrichmentClient &client = wire.tenant->enrichment();
    const auto campaigns = QCoro::waitFor(client.campaigns(nullptr, {}));
    QVERIFY(campaigns.has_value());
    const auto campaign = QCoro::waitFor(client.campaign(campaigns->constFirst().id, nullptr, {}));
    QCOMPARE(*campaign, campaigns->constFirst());
    QCOMPARE(campaign->contactListId, wire.listId);
    const int size = int(campaign->maxEnrichmentTimeout / client.limits().perContact);
    QCOMPARE(size, 300);
    for (int from = 0; from < 900; from += size) {
        const EnrichmentAnswer answer = wire.enrich(wire.batch(from, size));
        QCOMPARE(answer.fate, WriteFate::Applied);
        QCOMPARE(answer.processed, std::optional<qint64>(size));
    }
    // 300 fit a second, 600 do not.
    QCOMPARE(wire.clock.sleeps(), QList<std::chrono::milliseconds>({1000ms, 1000ms}));
    QCOMPARE(QCoro::waitFor(client.refresh(wire.listId, nullptr, {})).fate, WriteFate::Applied);
    const auto truth = wire.sandbox.listTruth(wire.listId);
    QCOMPARE(wire.enriched(), 900);
    for (int place = 0; place < 900; ++place) {
        const QList<QPair<QString, QByteArray>> expected
            = {{QStringLiteral("lifetime_value"), "123456789012345678901234567890." + QByteArray::number(place)},
               {QStringLiteral("loyalty_tier"), "\"Größe \\\"7\\\"\""}};
        QCOMPARE(truth[place].enriched, expected);
        QCOMPARE(truth[place].phone, wire.start[place].phone);
    }
}

void TestEnrichmentWire::F20_F26_F45_whatIsTakenIsSentOnce_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("mutation");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<WriteFate>("fate");
    QTest::addColumn<bool>("applied");
    using enum WriteFate;
    const auto row = [](const char *name, Kind kind, Mutation mutation, WriteFate fate, bool applied, int bytes = 0) {
        QTest::newRow(name) << int(kind) << int(mutation) << bytes << fate << applied;
    };
    row("F20 503", Kind::Status, Mutation::None, Unknown, false);
    row("F41 reset before the body", Kind::Reset, Mutation::None, Unknown, false, -1);
    row("F45 reset after it was applied", Kind::Reset, Mutation::None, Unknown, true);
    row("F45 closed after it was applied", Kind::CloseWithoutAnswer, Mutation::None, Unknown, true);
    row("F47 cut answer", Kind::Truncate, Mutation::None, Unknown, true, 10);
    row("F26 fewer", Kind::Mutate, Mutation::WrongCount, Unknown, true);
    row("F26 more", Kind::Mutate, Mutation::LargerCount, Unknown, true);
    row("F26 no count", Kind::Mutate, Mutation::NoCount, Unknown, true);
    row("F24 accepted only", Kind::Mutate, Mutation::AcceptedOnly, Unknown, true);
    row("F116 said to be done", Kind::Mutate, Mutation::AcceptWithoutDoing, Applied, false);
}

void TestEnrichmentWire::F20_F26_F45_whatIsTakenIsSentOnce()
{
    QFETCH(int, kind);
    QFETCH(int, mutation);
    QFETCH(int, bytes);
    QFETCH(WriteFate, fate);
    QFETCH(bool, applied);
    Wire wire;
    const auto batch = wire.batch(0, 5);
    SandboxFault fault;
    fault.kind = static_cast<Kind>(kind);
    fault.mutation = static_cast<Mutation>(mutation);
    fault.bytes = bytes;
    fault.status = 503;
    fault.path = QStringLiteral("/contacts/lists/");
    fault.method = QStringLiteral("POST");
    wire.sandbox.addFault(fault);
    QCOMPARE(wire.enrich(batch).fate, fate);
    QCOMPARE(wire.posts(), 1);
    QCOMPARE(wire.enriched(), applied ? 5 : 0);
    // The same body again is harmless, and settles what was not known.
    QCOMPARE(wire.enrich(batch).fate, WriteFate::Applied);
    QCOMPARE(wire.posts(), 2);
    QCOMPARE(wire.enriched(), 5);
}

void TestEnrichmentWire::tooManyForTheTightestCampaign()
{
    Wire wire;
    const EnrichmentAnswer answer = wire.enrich(wire.batch(0, 301));
    QCOMPARE(answer.fate, WriteFate::Rejected);
    QCOMPARE(answer.error->code, QStringLiteral("enrichment_timeout"));
    QCOMPARE(wire.enriched(), 0);
}

void TestEnrichmentWire::S11_registersAWebhook()
{
    Wire wire;
    WebhookRegistration crm{QStringLiteral("crm"),
                            QStringLiteral("https://crm.example.test/h"),
                            {QStringLiteral("contact.enriched"), QStringLiteral("contact.updated")},
                            3,
                            1000ms};
    const auto post = [&wire](const WebhookRegistration &registration) {
        return QCoro::waitFor(wire.tenant->webhooks().registerWebhook(registration, nullptr, {})).outcome;
    };
    using enum WebhookAnswer::Outcome;
    QCOMPARE(post(crm), std::optional(Registered));
    QCOMPARE(post(crm), std::optional(AlreadyThere));
    crm.maxRetries = 4;
    QCOMPARE(post(crm), std::optional(OtherContent));
}

MUSTER_TEST(TestEnrichmentWire, QCoreApplication)
#include "tst_enrichmentwire.moc"
