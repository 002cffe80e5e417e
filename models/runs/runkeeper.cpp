// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runkeeper.h"

#include "models/background/whendone.h"
#include "models/runs/detach.h"
#include "models/runs/exportrecorder.h"
#include "models/runs/lists/apply/applyrecorder.h"
#include "models/runs/lists/apply/interruptedapply.h"
#include "models/runs/lists/lookup/linelookuprun.h"
#include "models/runs/lists/lookup/lookupservice.h"
#include "models/runs/runfiles.h"
#include "models/runs/runkinds.h"
#include "models/runs/runreturns.h"
#include "models/runs/tenantsession.h"
#include "models/runs/threadreserve.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/journal.h"
#include "models/store/outbox.h"
#include "models/store/profilestore.h"
#include "models/store/runhistory.h"
#include "models/store/storethread.h"
#include "network/http/clock.h"
#include "network/tenant/tenantconnection.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QThreadPool>
#include <QTimer>
#include <QUuid>
#include <algorithm>
#include <utility>

namespace muster {

namespace {

RunOutcome::Kind endedKind(const QString &state)
{
    if (state == QLatin1String("halted"))
        return RunOutcome::Kind::Halted;
    if (state == QLatin1String("failed"))
        return RunOutcome::Kind::Failed;
    if (state == QLatin1String("cancelled"))
        return RunOutcome::Kind::Cancelled;
    return RunOutcome::Kind::Paused;
}

} // namespace

ResumableRun ResumableRun::of(const JournalRun &run, const RunMaker &maker)
{
    const RunKind kind = maker.kind;
    const QJsonObject progress = QJsonDocument::fromJson(run.progress).object();
    const QDateTime resumeAt
        = QDateTime::fromString(progress.value(QLatin1String("resume_at")).toString(), Qt::ISODate);
    const bool sentAway = run.state == QLatin1String("paused") && resumeAt.isValid();
    return {.id = run.id,
            .kind = kind,
            .title = run.title,
            .profileId = run.profileId,
            .profileName = run.profileName,
            .target = run.target,
            .startedAt = run.startedAt,
            .stoppedAt = run.changedAt,
            .records = progress.value(QLatin1String("records")).toInteger(),
            .ended = endedKind(run.state),
            .crashed = run.state == QLatin1String("running"),
            .changesTenant = !maker.onlyReads(run),
            .purgeLocked = kind == RunKind::ListApply && ApplyProgress::parse(run.progress).isLocked(),
            .reasonKey = run.reasonKey,
            .resumeAt = sentAway ? std::optional(resumeAt) : std::nullopt,
            .awaitsChoice = kind == RunKind::SegmentExport && ExportProgress::parse(run.progress).awaitsChoice};
}

namespace {

/// Pages are told of dozens of times a second.
constexpr std::chrono::milliseconds countingInterval{200};

} // namespace

RunKeeper::RunKeeper(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_returns(new RunReturns(workspace.clock(), this))
    , m_counting(new QTimer(this))
{
    m_counting->setSingleShot(true);
    m_counting->setInterval(countingInterval);
    connect(m_counting, &QTimer::timeout, this, [this] {
        for (const QString &runId : std::exchange(m_reported, {}))
            countCallbacks(runId);
    });
    connect(&workspace.outbox(), &Outbox::changed, this, [this](const QString &runId) {
        m_reported.insert(runId);
        if (!m_counting->isActive())
            m_counting->start();
    });
    // A thread that is there stays, so that a run under way never depends on getting another one (F104).
    QThreadPool::globalInstance()->setExpiryTimeout(-1);
    connect(m_returns, &RunReturns::due, this,
            [this](const QString &runId, const std::shared_ptr<TenantConnection> &connection) {
                if (const auto resumed = resumeOn(connection, runId, {}); !resumed) {
                    Q_EMIT resumableChanged();
                    Q_EMIT returnFailed(runId, resumed.error());
                }
            });
}

RunKeeper::~RunKeeper()
{
    Q_ASSERT(isIdle()); // whoever closes the workspace waits for allFinished()
    qDeleteAll(m_runs);
}

Result<void> RunKeeper::mayStart() const
{
    if (m_workspace.isReadOnly())
        return failure(m_workspace.writeRefusal());
    return threadsAvailable();
}

void RunKeeper::countCallbacks(const QString &runId)
{
    Run *run = find(runId);
    const auto counts = run != nullptr ? m_workspace.outbox().counts(runId) : Result<Outbox::Counts>();
    if (run != nullptr && counts)
        run->setCallbacks({counts->delivered, counts->waiting, counts->undelivered});
}

namespace {

/// Whether one of the places that two runs are on is the same; see JournalRun::target.
bool sharesPlace(const QString &one, const QString &other)
{
    const QStringList places = one.split(u'\n'), others = other.split(u'\n');
    return std::ranges::any_of(places, [&others](const QString &place) { return others.contains(place); });
}

} // namespace

Result<void> RunKeeper::isFree(RunKind kind, const QString &profileId, const QString &target) const
{
    const char *const code = runMaker(kind).inUse;
    if (code == nullptr)
        return {};
    for (const Run *run : m_runs) {
        const auto place = m_places.constFind(run->id());
        if (place != m_places.cend() && QLatin1String(code) == QLatin1String(runMaker(run->kind()).inUse)
            && place->profileId == profileId && sharesPlace(place->target, target))
            return failure(ErrorKind::InUse, code, place->title);
    }
    return {};
}

Result<void> RunKeeper::lookupIsFree() const
{
    for (const Run *run : m_runs) {
        if (run->kind() == RunKind::LineLookup && !run->outcome())
            return failure(ErrorKind::InUse, "lookup_running");
    }
    return {};
}

Run *RunKeeper::begin(Run *run, const std::optional<RunTenant> &tenant, const JournalRun &entry,
                      const std::shared_ptr<TenantConnection> &connection, const Companion &companion)
{
    // Durable before anything is asked of the tenant; a run that cannot be journalled cannot be resumed either.
    const auto write = [&history = m_workspace.runHistory(), entry, companion] {
        const Result<void> written
            = (companion.write ? companion.write() : Result<void>()).and_then([&] { return history.begin(entry); });
        if (!written && companion.undo)
            companion.undo();
        return written;
    };
    run->setEntry(m_workspace.storeThread().run(write), RunOutcome::Kind::Refused);
    setLastEntry(run);
    setLifeRecord(run, false);
    m_places.insert(entry.id, {entry.title, entry.profileId, entry.profileName, entry.target});
    run->setTenant(tenant);
    return launchLimited(run, connection);
}

Run *RunKeeper::proceed(Run *run, const JournalRun &entry, const std::shared_ptr<TenantConnection> &connection,
                        const std::function<Result<void>()> &rearmed)
{
    const auto write = [&history = m_workspace.runHistory(), id = entry.id, progress = entry.progress, rearmed] {
        return (rearmed ? rearmed() : Result<void>()).and_then([&] { return history.takeUp(id, progress); });
    };
    run->setEntry(m_workspace.storeThread().run(write), rearmed ? RunOutcome::Kind::Halted : RunOutcome::Kind::Paused);
    setLastEntry(run);
    setLifeRecord(run, true);
    m_places.insert(entry.id, {entry.title, entry.profileId, entry.profileName, entry.target});
    return launchLimited(run, connection);
}

void RunKeeper::setLastEntry(Run *run)
{
    run->setLastEntry([&workspace = m_workspace, id = run->id()](const RunOutcome &outcome) {
        return workspace.storeThread().run([&workspace, id, outcome]() -> Result<void> {
            const QString reason = outcome.error ? errorKindKey(outcome.error->kind) : QString();
            const auto audited
                = workspace.audit().append(QStringLiteral("run.failed"), id,
                                           {{QStringLiteral("reason"), reason},
                                            {QStringLiteral("code"), outcome.error ? outcome.error->code : QString()}});
            TRY(entry, workspace.journal().find(id));
            // Whatever the audit says, the journal must not take it for a crash.
            const Result<void> kept = *entry
                ? workspace.journal().update(id, outcomeKey(outcome.kind), reason, (*entry)->progress)
                : Result<void>();
            return audited ? kept : tl::unexpected(audited.error());
        });
    });
}

void RunKeeper::setLifeRecord(Run *run, bool isTakenUp)
{
    run->setLifeRecord(
        isTakenUp, [&workspace = m_workspace, id = run->id()](const RunMeasures &life, const RunOutcome &outcome) {
            const RunEnding ending{.at = workspace.clock().wallNow(),
                                   .outcome = outcomeKey(outcome.kind),
                                   .errorKind = outcome.error ? errorKindKey(outcome.error->kind) : QString(),
                                   .errorCode = outcome.error ? outcome.error->code : QString(),
                                   .findings = outcome.findings,
                                   .resultFile = outcome.resultFile};
            return workspace.storeThread().run(
                [&history = workspace.runHistory(), id, life, ending] { return history.endLife(id, life, ending); });
        });
}

JournalRun RunKeeper::newEntry(RunKind kind, const Order &order, const Place &place) const
{
    const QDateTime now = m_workspace.clock().wallNow();
    return {.id = newRunId(),
            .kind = runKindKey(kind),
            .title = place.title,
            .profileId = place.profileId,
            .profileName = place.profileName,
            .target = place.target,
            .order = order.json,
            .orderDigest = order.digest,
            .startedAt = now,
            .changedAt = now,
            .state = QStringLiteral("running")};
}

QString RunKeeper::newRunId()
{
    return QUuid::createUuid().toString(QUuid::Id128);
}

Result<Run *> RunKeeper::resume(TenantSession &session, const QString &runId, IfRecalculated choice)
{
    // The transport refuses as well (S42); here before the run is taken up for nothing.
    const auto found = m_workspace.journal().find(runId);
    const RunMaker *const maker = found && *found ? runMaker((*found)->kind) : nullptr;
    if (maker != nullptr && !maker->onlyReads(**found) && session.isLookOnly())
        return failure({.kind = ErrorKind::LookOnly, .subject = session.profile().name});
    return resumeOn(session.connection(), runId, {.rearmed = m_rearmed.remove(runId), .choice = choice});
}

Result<Run *> RunKeeper::resumeOn(const std::shared_ptr<TenantConnection> &connection, const QString &runId,
                                  Resumption said)
{
    TRY_VOID(mayStart());
    if (const Run *ended = find(runId); ended != nullptr && ended->kind() == RunKind::LineLookup)
        return resumeLookup(runId, said.rearmed);
    TRY(found, m_workspace.journal().find(runId));
    const RunMaker *const maker = *found ? runMaker((*found)->kind) : nullptr;
    if (maker == nullptr) {
        return failure(ErrorKind::BadInput, "unknown_run", runId);
    }
    JournalRun entry = **found;
    if (entry.state == QLatin1String("complete") || entry.state == QLatin1String("discarded")
        || entry.state == QLatin1String("refused") || findActive(runId) != nullptr || m_discarding.contains(runId)) {
        return failure(ErrorKind::BadInput, "not_resumable", runId);
    }
    if (entry.profileId != connection->profile().id) {
        return failure(ErrorKind::BadInput, "other_profile", entry.profileName);
    }
    if (!said.rearmed && maker->kind == RunKind::ListApply && ApplyProgress::parse(entry.progress).isLocked()) {
        return failure(ErrorKind::BadInput, "purge_needs_rearm", entry.title);
    }
    TRY_VOID(isFree(maker->kind, entry.profileId, entry.target));
    const bool waited = said.rearmed && maker->kind == RunKind::ListApply;
    if (waited)
        entry.progress = InterruptedApply::rearmed(entry.progress);
    // Made before the journal says that it runs: an order that does not read must not look like a crash.
    const Result<Run *> run = maker->resume(entry, m_workspace, connection, this);
    if (!run)
        return run;
    if (auto *exporting = qobject_cast<ExportRun *>(*run))
        exporting->setIfRecalculated(said.choice);
    if (Run *ended = find(runId))
        dismiss(ended);
    m_returns->cancel(runId);
    (*run)->setTenant(RunTenant::of(connection->profile()));
    const auto arm = [&workspace = m_workspace, runId] { return InterruptedApply::rearm(workspace, runId); };
    return proceed(*run, entry, maker->onlyReads(entry) ? connection : nullptr,
                   waited ? std::function<Result<void>()>(arm) : nullptr);
}

Result<Run *> RunKeeper::resumeLookup(const QString &runId, bool rearmed)
{
    Run *ended = find(runId);
    const auto *lookup = qobject_cast<LineLookupRun *>(ended);
    if (!ended->outcome() || ended->outcome()->succeeded())
        return failure(ErrorKind::BadInput, "not_resumable", runId);
    TRY_VOID(lookupIsFree());
    TRY(provider, m_workspace.lookups().provider(lookup->order().source));
    Run *run = lookup->proceed(*provider, this);
    run->setTenant(ended->tenant());
    JournalRun entry{.id = runId, .progress = lookup->progress()};
    dismiss(ended);
    const auto arm = [&audit = m_workspace.audit(), runId]() -> Result<void> {
        const auto audited = audit.append(QStringLiteral("lookup.rearmed"), runId, {});
        return audited ? Result<void>() : tl::unexpected(audited.error());
    };
    return proceed(run, entry, nullptr, rearmed ? std::function<Result<void>()>(arm) : nullptr);
}

Result<void> RunKeeper::rearm(TenantSession &session, const QString &runId)
{
    TRY_VOID(mayStart());
    if (findActive(runId) != nullptr)
        return failure(ErrorKind::BadInput, "not_halted", runId);
    if (const auto *lookup = qobject_cast<LineLookupRun *>(find(runId))) {
        if (!lookup->outcome() || lookup->outcome()->kind != RunOutcome::Kind::Halted)
            return failure(ErrorKind::BadInput, "not_halted", runId);
        m_workspace.lookups().rearm(lookup->order().source);
        m_rearmed.insert(runId);
        return {};
    }
    TRY(entry, m_workspace.journal().find(runId));
    const RunMaker *const maker = *entry ? runMaker((*entry)->kind) : nullptr;
    if (maker == nullptr || !maker->breakersHold) {
        if (!*entry || !ApplyProgress::parse((*entry)->progress).waitsForAPerson())
            return failure(ErrorKind::BadInput, "not_halted", runId);
        m_rearmed.insert(runId);
    }
    session.rearmBreakers();
    Q_EMIT resumableChanged();
    return {};
}

Run *RunKeeper::launchLimited(Run *run, const std::shared_ptr<TenantConnection> &connection)
{
    if (connection)
        run->limitTime(connection->profile().runLimit);
    return launch(run, connection);
}

Run *RunKeeper::launch(Run *run, const std::shared_ptr<TenantConnection> &connection)
{
    m_runs.append(run);
    countCallbacks(run->id()); // of an earlier life
    connect(run, &Run::finished, this, [this, run, connection] {
        m_places.remove(run->id());
        countCallbacks(run->id());
        if (connection)
            planReturn(*run, connection);
        Q_EMIT runFinished(run);
        Q_EMIT resumableChanged();
        if (isIdle())
            Q_EMIT allFinished();
    });
    // From the event loop, so that whoever asked can connect first. The run outlives its task: it is deleted only after
    // finished(), which is the last thing that the task does.
    QMetaObject::invokeMethod(run, [run] { detach(run->live(), run, &Run::endedAnyhow); }, Qt::QueuedConnection);
    Q_EMIT runStarted(run);
    Q_EMIT resumableChanged();
    return run;
}

void RunKeeper::planReturn(const Run &run, const std::shared_ptr<TenantConnection> &connection)
{
    const RunOutcome &outcome = *run.outcome();
    // Shorter waits were waited for in the run already; who used up its tries on them is not helped by more (F05).
    if (outcome.kind == RunOutcome::Kind::Paused && outcome.resumeAt && outcome.error && outcome.error->retryAfter
        && *outcome.error->retryAfter > connection->profile().throttleCeiling)
        m_returns->plan(run.id(), *outcome.error->retryAfter, connection);
}

std::optional<QDateTime> RunKeeper::plannedReturn(const QString &runId) const
{
    return m_returns->plannedFor(runId);
}

void RunKeeper::cancelReturn(const QString &runId)
{
    if (m_returns->cancel(runId))
        Q_EMIT resumableChanged();
}

Result<void> RunKeeper::discard(const QString &runId)
{
    TRY_VOID(mayStart());
    TRY(found, m_workspace.journal().find(runId));
    const bool isLost = !*found && RunFiles::lostOf(m_workspace).contains(runId);
    if (isLost) // its entry says that it is over, and what it left goes at the next start
        *found = RunFiles::entryOfLost(runId, m_workspace.clock().wallNow());
    if (!*found || findActive(runId) != nullptr || (*found)->state == QLatin1String("complete")
        || m_discarding.contains(runId)) {
        return failure(ErrorKind::BadInput, "not_discardable", runId);
    }
    m_returns->cancel(runId);
    m_discarding.insert(runId);
    const auto discarding = m_workspace.storeThread().run(
        [&workspace = m_workspace, entry = **found, isLost]() -> Result<void> {
            if (const RunMaker *maker = runMaker(entry.kind)) {
                TRY_VOID(maker->discard(entry, workspace));
            }
            TRY_VOID(workspace.audit().append(QStringLiteral("run.discarded"), entry.id,
                                              {{QStringLiteral("order"), entry.orderDigest}}));
            return isLost ? workspace.journal().insert(entry)
                          : workspace.journal().update(entry.id, QStringLiteral("discarded"), {}, entry.progress);
        });
    whenDone(this, discarding, [this, runId](const Result<void> &result) { endDiscard(runId, result); });
    Q_EMIT resumableChanged();
    return {};
}

void RunKeeper::endDiscard(const QString &runId, const Result<void> &result)
{
    m_discarding.remove(runId);
    Run *ended = find(runId);
    if (result && ended != nullptr)
        dismiss(ended);
    Q_EMIT resumableChanged();
    Q_EMIT discarded(runId, result ? std::nullopt : std::optional(result.error()));
    if (isIdle())
        Q_EMIT allFinished();
}

QList<ResumableRun> RunKeeper::resumable() const
{
    QList<ResumableRun> list;
    const auto runs = m_workspace.journal().openRuns();
    if (!runs)
        return list;
    for (const JournalRun &run : *runs) {
        // "running" in the journal of a read-only workspace is the other Muster's business.
        const bool running = run.state == QLatin1String("running");
        const RunMaker *const maker = runMaker(run.kind);
        if (maker != nullptr && findActive(run.id) == nullptr && !m_discarding.contains(run.id)
            && !(running && m_workspace.isReadOnly())) {
            list.append(ResumableRun::of(run, *maker));
            list.last().environment = environmentOf(run.profileId);
            list.last().resumesByItself = m_returns->plannedFor(run.id).has_value();
        }
    }
    return list;
}

QStringList RunKeeper::unfinishedOf(const QString &profileId) const
{
    QStringList titles;
    for (const Run *run : m_runs) {
        if (m_places.value(run->id()).profileId == profileId)
            titles.append(run->title());
    }
    const QList<ResumableRun> waiting = resumable();
    for (const ResumableRun &run : waiting) {
        if (run.profileId == profileId)
            titles.append(run.title);
    }
    return titles;
}

std::optional<ResumableRun> RunKeeper::resumableFor(RunKind kind, const QString &target) const
{
    const QList<ResumableRun> runs = resumable();
    const auto found = std::find_if(runs.begin(), runs.end(),
                                    [&](const ResumableRun &run) { return run.kind == kind && run.target == target; });
    return found == runs.end() ? std::nullopt : std::optional(*found);
}

void RunKeeper::dismiss(Run *run)
{
    if (run->outcome() && m_runs.removeOne(run)) {
        Q_EMIT runDismissed(run);
        run->deleteLater();
    }
}

void RunKeeper::pauseAll()
{
    m_returns->cancelAll();
    for (Run *run : std::as_const(m_runs))
        run->pause();
    if (isIdle())
        Q_EMIT allFinished();
}

bool RunKeeper::isIdle() const
{
    return m_discarding.isEmpty()
        && std::all_of(m_runs.begin(), m_runs.end(), [](const Run *run) { return run->outcome().has_value(); });
}

std::optional<Environment> RunKeeper::environmentOf(const QString &profileId) const
{
    if (const auto sandbox = TenantOpener::builtIn(profileId))
        return sandbox->environment;
    const auto profile = m_workspace.profiles().byId(profileId);
    return profile ? std::optional(profile->environment) : std::nullopt;
}

Run *RunKeeper::find(const QString &runId) const
{
    for (Run *run : m_runs) {
        if (run->id() == runId)
            return run;
    }
    return nullptr;
}

Run *RunKeeper::findActive(const QString &runId) const
{
    Run *run = find(runId);
    return run != nullptr && !run->outcome() ? run : nullptr;
}

} // namespace muster
