// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/audiences/audiencepublishrun.h"
#include "models/runs/audiences/publishpreparation.h"
#include "models/runs/outboxrunner.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/secretstore.h"
#include "network/sandbox/cxone/cxonesandbox.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/eventwait.h"
#include "tests/support/fakeclock.h"

#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

namespace muster::test {

/// CXone's simulator over loopback and a workspace; waits are over at once.
class PublishBench
{
public:
    static inline const QString audienceId = QStringLiteral("b7c00001-0000-4000-8000-000000000001");
    static inline const QString otherId = QStringLiteral("b7c00002-0000-4000-8000-000000000002");
    static constexpr qint64 firstNewList = 4106; ///< The simulator counts on from its own.

    explicit PublishBench(Environment environment = Environment::Test)
        : m_environment(environment)
        , m_sandbox([] {
            CxoneSandboxSettings settings;
            settings.tenant.contacts = 500;
            settings.tenant.seed = 7;
            settings.tenant.jobTime = std::chrono::milliseconds(0);
            return settings;
        }())
    {
        m_clock.setWall(QDateTime::currentDateTimeUtc());
        if (!m_sandbox.start())
            qFatal("no sandbox");
        openWorkspace();
    }
    ~PublishBench() { closeWorkspace(); }

    void openWorkspace()
    {
        auto opened = Workspace::open(Workspace::Paths::under(home()), m_clock);
        if (!opened)
            qFatal("no workspace");
        m_workspace = *std::move(opened);
        const ConnectionProfile profile = profileOf(m_sandbox, m_environment);
        m_workspace->secrets().keepForThisRun(profile, m_sandbox.accessKeySecret());
        m_session = m_workspace->connectTo(profile);
    }
    void closeWorkspace()
    {
        m_workspace->runs().pauseAll();
        const auto isIdle = [this] { return m_workspace->runs().isIdle() && m_workspace->outboxRunner()->isIdle(); };
        if (!muster::tests::waitFor(isIdle, 30'000))
            qFatal("it does not end");
        m_session.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_workspace.reset();
    }

    [[nodiscard]] QString home() const { return m_folder.filePath(QStringLiteral("home")); }
    [[nodiscard]] TenantSession &session() { return *m_session; }
    [[nodiscard]] Workspace &workspace() { return *m_workspace; }
    [[nodiscard]] CxoneSandbox &sandbox() { return m_sandbox; }
    [[nodiscard]] FakeClock &clock() { return m_clock; }

    [[nodiscard]] static AudienceDefinition tierIs(const QString &tier)
    {
        AudienceDefinition definition;
        definition.name = QStringLiteral("Tier ") + tier;
        definition.criteria.members = {{CriteriaCondition{QStringLiteral("tier"), CriteriaOperator::Equals, tier}}};
        return definition;
    }
    /// The audience as it is kept then; why not, in the other.
    Result<Audience> save(const QString &id, const AudienceDefinition &definition, std::optional<qint64> expected)
    {
        QSignalSpy saved(m_session.get(), &TenantSession::audienceSaved);
        QSignalSpy failed(m_session.get(), &TenantSession::audienceSaveFailed);
        m_session->saveAudience(id, definition, expected);
        if (!muster::tests::waitFor([&] { return saved.size() + failed.size() > 0; }, 60'000))
            qFatal("no answer");
        if (!saved.isEmpty())
            return saved.first().first().value<Audience>();
        return failure(failed.first().at(1).value<ApiError>());
    }

    /// So many people: ids P0, P1, ..., numbers of their own, every second one gold.
    [[nodiscard]] static SharedContactColumns people(int count)
    {
        ContactColumnsBuilder builder({QStringLiteral("externalId"), QStringLiteral("phone"), QStringLiteral("tier"),
                                       QStringLiteral("firstName"), QStringLiteral("plan")});
        for (int at = 0; at < count; ++at) {
            const std::string cells[]{"P" + std::to_string(at), "+1201" + std::to_string(2001000 + at),
                                      at % 2 == 0 ? "gold" : "silver", "Ann \xc3\x84 " + std::to_string(at),
                                      "plan, \"" + std::to_string(at % 3) + '"'};
            const std::vector<std::string_view> views(std::begin(cells), std::end(cells));
            if (!builder.append(views))
                qFatal("no row");
        }
        return builder.finish().value_or(nullptr);
    }
    [[nodiscard]] static PublishRequest requestFor(const SharedContactColumns &contacts,
                                                   const QString &listName = QStringLiteral("Gold list"))
    {
        return {.audience = {.id = audienceId, .version = 1, .definition = tierIs(QStringLiteral("gold"))},
                .contacts = contacts,
                .source = {.id = QStringLiteral("/data/people.csv"),
                           .choice = {QStringLiteral("externalId"),
                                      QStringLiteral("phone"),
                                      {QStringLiteral("firstName"), QStringLiteral("plan")},
                                      {}}},
                .listName = listName,
                .expires = QDate(2099, 1, 31)};
    }
    Result<AudiencePublishOrder> prepared(const PublishRequest &request) { return prepared(*m_session, request); }
    static Result<AudiencePublishOrder> prepared(TenantSession &session, const PublishRequest &request)
    {
        PublishPreparation preparation(session);
        QSignalSpy done(&preparation, &PublishPreparation::prepared);
        QSignalSpy failed(&preparation, &PublishPreparation::failed);
        preparation.prepare(request);
        if (!muster::tests::waitFor([&] { return done.size() + failed.size() > 0; }, 30'000))
            qFatal("no answer");
        if (!done.isEmpty())
            return done.first().first().value<AudiencePublishOrder>();
        return failure(failed.first().first().value<ApiError>());
    }
    AudiencePublishRun *start(const AudiencePublishOrder &order)
    {
        const auto started = startAudiencePublish(m_workspace->runs(), *m_session, order);
        return started ? qobject_cast<AudiencePublishRun *>(*started) : nullptr;
    }
    static RunOutcome ended(const Run *run)
    {
        const auto isOver = [run] { return run->outcome().has_value(); };
        return run != nullptr && muster::tests::waitFor(isOver, 60'000) ? *run->outcome()
                                                                        : RunOutcome{.kind = RunOutcome::Kind::Failed};
    }
    RunOutcome published(const AudiencePublishOrder &order) { return ended(start(order)); }
    RunOutcome resumed(const QString &runId)
    {
        const auto again = m_workspace->runs().resume(*m_session, runId);
        return again ? ended(*again) : RunOutcome{.kind = RunOutcome::Kind::Refused, .error = again.error()};
    }

    void fail(SandboxFault::Kind kind, const QString &path, const QByteArray &method, int skip = 0, int times = 1)
    {
        SandboxFault fault;
        fault.kind = kind;
        fault.path = path;
        fault.method = QString::fromLatin1(method);
        fault.skip = skip;
        fault.times = times;
        m_sandbox.addFault(fault);
    }
    [[nodiscard]] int asked(const QByteArray &method, const QByteArray &pathEnd) const
    {
        int count = 0;
        for (const SandboxRequest &request : m_sandbox.requests())
            count += request.method == method && request.path.split('?').first().endsWith(pathEnd) ? 1 : 0;
        return count;
    }
    /// "id digits firstName plan" of everybody in the list, sorted.
    [[nodiscard]] QStringList contents(qint64 listId) const
    {
        QStringList lines;
        for (const CxoneSandboxRecord &record : m_sandbox.listTruth(listId))
            lines.append(QStringList{record.externalId, record.destinations.value(0),
                                     record.members.value(QStringLiteral("firstName")),
                                     record.others.value(QStringLiteral("plan"))}
                             .join(u'|'));
        lines.sort();
        return lines;
    }
    /// The same of everybody who is gold among people(count).
    [[nodiscard]] static QStringList gold(int count)
    {
        QStringList lines;
        for (int at = 0; at < count; at += 2)
            lines.append(QStringLiteral("P%1|1201%2|Ann \u00c4 %1|plan, \"%3\"").arg(at).arg(2001000 + at).arg(at % 3));
        lines.sort();
        return lines;
    }
    [[nodiscard]] QByteArray audit() const
    {
        QFile file(m_workspace->audit().file());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    const Environment m_environment;
    QTemporaryDir m_folder;
    FakeClock m_clock{FakeClock::Mode::Automatic};
    CxoneSandbox m_sandbox;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantSession> m_session;
};

} // namespace muster::test
