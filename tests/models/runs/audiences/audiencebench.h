// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/audiences/audienceputrun.h"
#include "models/runs/outboxrunner.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/audienceversions.h"
#include "models/store/auditlog.h"
#include "models/store/secretstore.h"
#include "network/sandbox/sandboxaudiences.h"
#include "network/sandbox/sandboxserver.h"
#include "tests/support/eventwait.h"
#include "tests/support/fakeclock.h"
#include "tests/support/memoryvault.h"
#include "tests/support/runend.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

namespace muster::test {

/// A sandbox with audiences over loopback and a workspace; waits are over at once, an evaluation takes a moment.
class AudienceBench
{
protected:
    using Kind = RunOutcome::Kind;
    using Fault = SandboxFault;
    using Mutation = SandboxFault::Mutation;

    static inline const QString newId = QStringLiteral("b7c00001-0000-4000-8000-000000000001");
    static constexpr qint64 people = 3000;

    [[nodiscard]] static QString seedId(int place) { return sandboxAudienceSeeds().at(place).id; }

    void open(Environment environment = Environment::Test)
    {
        m_folder = std::make_unique<QTemporaryDir>();
        SandboxSettings settings;
        settings.contacts = people;
        settings.evaluationTime = {}; // looks at it come without a pause: the clock is not the sandbox's
        m_server = std::make_unique<SandboxServer>(settings);
        if (!m_server->start())
            qFatal("no sandbox");
        m_clock.setWall(QDateTime::currentDateTimeUtc());
        openWorkspace(environment);
    }
    void openWorkspace(Environment environment = Environment::Test)
    {
        auto opened = Workspace::open(Workspace::Paths::under(m_folder->filePath(QStringLiteral("home"))), m_clock,
                                      std::make_unique<BorrowedVault>(m_vault));
        if (!opened)
            qFatal("no workspace");
        m_workspace = *std::move(opened);
        ConnectionProfile profile = contractProfile(QStringLiteral("Tenant"), m_server->url());
        profile.id = QString(32, u'c');
        profile.clientId = m_server->clientId();
        profile.environment = environment;
        m_workspace->secrets().keepForThisRun(profile, m_server->clientSecret());
        m_session = m_workspace->connectTo(profile);
    }
    void closeWorkspace()
    {
        m_run = nullptr;
        m_workspace->runs().pauseAll();
        if (!muster::tests::waitFor(
                [this] { return m_workspace->runs().isIdle() && m_workspace->outboxRunner()->isIdle(); }, 30'000))
            qFatal("it does not end");
        m_session.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_workspace.reset();
    }
    void close()
    {
        if (m_workspace)
            closeWorkspace();
        m_server.reset();
        m_folder.reset();
    }

    [[nodiscard]] static AudienceDefinition gold()
    {
        AudienceDefinition definition;
        definition.name = QStringLiteral("Gold");
        definition.criteria.members
            = {{CriteriaCondition{QStringLiteral("tier"), CriteriaOperator::Equals, QStringLiteral("gold")}}};
        return definition;
    }
    [[nodiscard]] static AudiencePutOrder order(const QString &id = newId,
                                                const AudienceDefinition &definition = gold())
    {
        AudiencePutOrder order;
        order.audienceId = id;
        order.definition = definition;
        return order;
    }
    /// To take the place of what the sandbox has now.
    [[nodiscard]] AudiencePutOrder orderOver(int place, const AudienceDefinition &definition = gold()) const
    {
        AudiencePutOrder put = order(seedId(place), definition);
        put.expectedVersion = truth(place).version;
        put.base = truth(place).definition;
        return put;
    }
    [[nodiscard]] SandboxAudienceState truth(const QString &id = newId) const { return m_server->audienceTruth(id); }
    [[nodiscard]] SandboxAudienceState truth(int place) const { return truth(seedId(place)); }

    AudiencePutRun *start(const AudiencePutOrder &order)
    {
        const auto run = m_workspace->runs().startAudiencePut(*m_session, order);
        m_run = run ? qobject_cast<AudiencePutRun *>(*run) : nullptr;
        return m_run;
    }
    RunOutcome ended(const Result<Run *> &run)
    {
        if (run)
            m_run = qobject_cast<AudiencePutRun *>(*run);
        return endOf(run);
    }
    RunOutcome run(const AudiencePutOrder &order)
    {
        return ended(m_workspace->runs().startAudiencePut(*m_session, order));
    }
    RunOutcome resume() { return ended(m_workspace->runs().resume(*m_session, m_run->id())); }
    RunOutcome resume(const QString &runId) { return ended(m_workspace->runs().resume(*m_session, runId)); }

    void fault(const char *method, Fault fault)
    {
        fault.path = QStringLiteral("/api/v1/audiences/");
        fault.method = QLatin1String(method);
        m_server->addFault(fault);
    }
    void mutate(const char *method, Mutation mutation, int times = 1)
    {
        Fault mutated;
        mutated.kind = Fault::Kind::Mutate;
        mutated.mutation = mutation;
        mutated.times = times;
        fault(method, mutated);
    }
    void answer(const char *method, int status, int times = 1)
    {
        Fault answered;
        answered.status = status;
        answered.times = times;
        fault(method, answered);
    }
    [[nodiscard]] int requests(const char *method) const
    {
        const QList<SandboxRequest> all = m_server->requests();
        return int(std::count_if(all.cbegin(), all.cend(), [&](const SandboxRequest &request) {
            return request.method == method && request.path.startsWith("/api/v1/audiences/");
        }));
    }
    [[nodiscard]] int puts() const { return requests("PUT"); }
    [[nodiscard]] QList<QJsonObject> audited(const char *event) const
    {
        QList<QJsonObject> found;
        const auto entries = m_workspace->audit().read(1, 10'000);
        for (const AuditEntry &entry : *entries) {
            if (entry.event == QLatin1String(event))
                found.append(entry.facts);
        }
        return found;
    }
    [[nodiscard]] QList<AudienceVersion> versions(const QString &id = newId) const
    {
        return m_workspace->audienceVersions().versions(m_session->profile().id, id).value_or(QList<AudienceVersion>());
    }

    FakeClock m_clock; // waits are over at once
    MemoryVault m_vault;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SandboxServer> m_server;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantSession> m_session;
    AudiencePutRun *m_run = nullptr;
};

[[nodiscard]] inline QString told(const RunOutcome &outcome)
{
    return outcome.error ? errorKindKey(outcome.error->kind) + u' ' + outcome.error->code : outcome.findings.join(u' ');
}

} // namespace muster::test
