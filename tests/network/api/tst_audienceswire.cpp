// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/audiencesclient.h"
#include "network/sandbox/sandboxserver.h"
#include "network/tenant/tenantconnection.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = SandboxFault::Kind;
using Mutation = SandboxFault::Mutation;

Q_DECLARE_METATYPE(muster::WriteFate)

namespace {

const QString newId = u"b7c00001-0000-4000-8000-000000000001"_s;

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
        ConnectionProfile profile = contractProfile(u"test"_s, url);
        profile.environment = Environment::Test;
        profile.clientId = sandbox.clientId();
        const Secret secret = sandbox.clientSecret();
        tenant
            = std::make_unique<TenantConnection>(profile, [secret](std::stop_token) { return given(secret); }, clock);
    }
    static SandboxSettings settings()
    {
        SandboxSettings settings;
        settings.contacts = 900;
        settings.evaluationTime = 0ms;
        return settings;
    }
    AudienceAnswer put(const AudienceDefinition &definition, qint64 version, const QString &id = newId)
    {
        const auto shared = std::make_shared<const AudienceDefinition>(definition);
        return QCoro::waitFor(tenant->audiences().put(id, shared, version, nullptr, {}));
    }
    Result<Audience> read(const QString &id = newId)
    {
        return QCoro::waitFor(tenant->audiences().read(id, nullptr, {}));
    }
    [[nodiscard]] int puts() const
    {
        const auto requests = sandbox.requests();
        return int(std::count_if(requests.begin(), requests.end(),
                                 [](const auto &request) { return request.method == "PUT"; }));
    }
    FakeClock clock{FakeClock::Mode::Automatic};
    SandboxServer sandbox;
    std::unique_ptr<TenantConnection> tenant;
};

AudienceDefinition golden()
{
    AudienceDefinition definition;
    definition.name = u"Gold, “quoted”"_s;
    definition.criteria.members
        = {{CriteriaCondition{u"tier"_s, CriteriaOperator::Equals, u"gold"_s}},
           {CriteriaCondition{u"revenue"_s, CriteriaOperator::GreaterThan, CriteriaNumber{"0.10"}}}};
    return definition;
}

} // namespace

class TestAudiencesWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsWhatTheSandboxHas();
    void readsEveryAudience();
    void createsUpdatesAndReadsBack();
    void F16_conflict();
    void F46_appliedAndNotAnswered_data();
    void F46_appliedAndNotAnswered();
};

void TestAudiencesWire::listsWhatTheSandboxHas()
{
    Wire wire;
    const auto audiences = QCoro::waitFor(wire.tenant->audiences().list(nullptr, {}));
    QVERIFY(audiences);
    QCOMPARE(audiences->size(), 6);
    for (const AudienceSummary &audience : *audiences) {
        const SandboxAudienceState truth = wire.sandbox.audienceTruth(audience.id);
        QCOMPARE(audience.name, truth.definition.name);
        QCOMPARE(audience.version, truth.version);
        QCOMPARE(audience.evaluation.size, truth.size);
        QCOMPARE(audience.evaluation.status, truth.status);
        QCOMPARE(audience.evaluation.error, truth.error);
    }
}

void TestAudiencesWire::readsEveryAudience()
{
    Wire wire;
    const auto audiences = QCoro::waitFor(wire.tenant->audiences().list(nullptr, {}));
    for (const AudienceSummary &summary : *audiences) {
        const auto audience = wire.read(summary.id);
        QVERIFY(audience);
        QVERIFY(audience->definition == wire.sandbox.audienceTruth(summary.id).definition);
        QVERIFY(audience->evaluation == summary.evaluation);
    }
}

void TestAudiencesWire::createsUpdatesAndReadsBack()
{
    Wire wire;
    const AudienceAnswer created = wire.put(golden(), 1);
    QCOMPARE(created.outcome, AudienceAnswer::Outcome::Created);
    QVERIFY(created.audience->definition == golden());
    QCOMPARE(wire.put(golden(), 1).outcome, AudienceAnswer::Outcome::Unchanged);
    AudienceDefinition other = golden();
    other.description = u"Now described."_s;
    other.recalculateOnUpdate = false;
    const AudienceAnswer updated = wire.put(other, 1);
    QCOMPARE(updated.outcome, AudienceAnswer::Outcome::Updated);
    const auto read = wire.read();
    QVERIFY(read && read->definition == other);
    QCOMPARE(read->version, 2);
    QCOMPARE(read->evaluation.size, wire.sandbox.audienceSize(other));
}

void TestAudiencesWire::F16_conflict()
{
    Wire wire;
    QCOMPARE(wire.put(golden(), 1).fate, WriteFate::Applied);
    wire.sandbox.changeAudience(newId, golden());
    AudienceDefinition other = golden();
    other.name = u"Other"_s;
    const AudienceAnswer answer = wire.put(other, 1);
    QCOMPARE(answer.fate, WriteFate::Rejected);
    QCOMPARE(answer.currentVersion, 2);
    QCOMPARE(wire.sandbox.audienceTruth(newId).definition.name, golden().name);
}

void TestAudiencesWire::F46_appliedAndNotAnswered_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::newRow("closed") << Kind::CloseWithoutAnswer;
    QTest::newRow("reset in the answer") << Kind::Reset;
    QTest::newRow("cut") << Kind::Truncate;
}

void TestAudiencesWire::F46_appliedAndNotAnswered()
{
    QFETCH(Kind, kind);
    Wire wire;
    QVERIFY(!wire.read()); // Signed in, connection in use.
    SandboxFault fault;
    fault.kind = kind;
    fault.method = u"PUT"_s;
    fault.bytes = 20;
    wire.sandbox.addFault(fault);
    QCOMPARE(wire.put(golden(), 1).fate, WriteFate::Unknown);
    QCOMPARE(wire.puts(), 1);
    QCOMPARE(wire.sandbox.audienceTruth(newId).version, 1);
    // The very same once more changes nothing.
    QCOMPARE(wire.put(golden(), 1).outcome, AudienceAnswer::Outcome::Unchanged);
    QCOMPARE(wire.sandbox.audienceTruth(newId).version, 1);
}

MUSTER_TEST(TestAudiencesWire, QCoreApplication)

#include "tst_audienceswire.moc"
