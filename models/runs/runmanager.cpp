// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runmanager.h"

#include "models/runs/detach.h"
#include "models/runs/segmentexportrun.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/journal.h"
#include "network/http/clock.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>
#include <algorithm>

namespace muster {

namespace {

const QString exportKind = QStringLiteral("segment_export");

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

ResumableRun toResumable(const JournalRun &run)
{
    const QJsonObject progress = QJsonDocument::fromJson(run.progress).object();
    return {.id = run.id,
            .kind = RunKind::SegmentExport,
            .title = run.title,
            .profileId = run.profileId,
            .profileName = run.profileName,
            .targetFile = run.target,
            .startedAt = run.startedAt,
            .stoppedAt = run.changedAt,
            .records = progress.value(QLatin1String("records")).toInteger(),
            .ended = endedKind(run.state),
            .crashed = run.state == QLatin1String("running"),
            .reasonKey = run.reasonKey};
}

} // namespace

RunManager::RunManager(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
}

RunManager::~RunManager()
{
    Q_ASSERT(isIdle()); // whoever closes the workspace waits for allFinished()
    qDeleteAll(m_runs);
}

Result<void> RunManager::mayStart() const
{
    if (m_workspace.isReadOnly())
        return failure({.kind = ErrorKind::InUse, .code = QStringLiteral("read_only")});
    return {};
}

Result<Run *> RunManager::startExport(TenantSession &session, const FrozenExportOrder &order)
{
    if (const auto allowed = mayStart(); !allowed)
        return tl::unexpected(allowed.error());
    for (const Run *run : std::as_const(m_runs)) {
        const auto *other = qobject_cast<const ExportRun *>(run);
        if (other != nullptr && !run->outcome() && other->order().order.targetFile == order.order.targetFile) {
            return failure(
                {.kind = ErrorKind::InUse, .code = QStringLiteral("target_in_use"), .subject = order.order.targetFile});
        }
    }
    const QDateTime now = m_workspace.clock().wallNow();
    JournalRun entry;
    entry.id = QUuid::createUuid().toString(QUuid::Id128);
    entry.kind = exportKind;
    entry.title = order.order.segmentName;
    entry.profileId = order.order.profileId;
    entry.profileName = order.order.profileName;
    entry.target = order.order.targetFile;
    entry.order = order.json;
    entry.orderDigest = order.digest;
    entry.startedAt = entry.changedAt = now;
    entry.state = QStringLiteral("running");
    // Durable before anything is asked of the tenant; an export that cannot be journalled cannot be resumed either.
    if (const auto inserted = m_workspace.journal().insert(entry); !inserted)
        return tl::unexpected(inserted.error());
    return launch(
        new SegmentExportRun(entry.id, order, SegmentExportRun::Start::Fresh, m_workspace, session.connection(), this));
}

Result<Run *> RunManager::resume(TenantSession &session, const QString &runId)
{
    if (const auto allowed = mayStart(); !allowed)
        return tl::unexpected(allowed.error());
    const auto found = m_workspace.journal().find(runId);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found || (*found)->kind != exportKind) {
        return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("unknown_run"), .subject = runId});
    }
    const JournalRun &entry = **found;
    if (entry.state == QLatin1String("complete") || entry.state == QLatin1String("discarded")
        || entry.state == QLatin1String("refused") || findActive(runId) != nullptr) {
        return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("not_resumable"), .subject = runId});
    }
    if (entry.profileId != session.profile().id) {
        return failure(
            {.kind = ErrorKind::BadInput, .code = QStringLiteral("other_profile"), .subject = entry.profileName});
    }
    const auto order = thaw(entry.order, entry.orderDigest);
    if (!order)
        return tl::unexpected(order.error());
    if (const auto updated = m_workspace.journal().update(runId, QStringLiteral("running"), {}, entry.progress);
        !updated)
        return tl::unexpected(updated.error());
    if (Run *ended = find(runId))
        dismiss(ended);
    return launch(
        new SegmentExportRun(runId, *order, SegmentExportRun::Start::Resume, m_workspace, session.connection(), this));
}

Run *RunManager::launch(Run *run)
{
    m_runs.append(run);
    connect(run, &Run::finished, this, [this, run] {
        Q_EMIT runFinished(run);
        Q_EMIT resumableChanged();
        if (isIdle())
            Q_EMIT allFinished();
    });
    // From the event loop, so that whoever asked can connect first. The run outlives its task: it is deleted only after
    // finished(), which is the last thing that the task does.
    QMetaObject::invokeMethod(run, [run] { detach(run->live()); }, Qt::QueuedConnection);
    Q_EMIT runStarted(run);
    Q_EMIT resumableChanged();
    return run;
}

Result<void> RunManager::discard(const QString &runId)
{
    if (const auto allowed = mayStart(); !allowed)
        return tl::unexpected(allowed.error());
    const auto found = m_workspace.journal().find(runId);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found || findActive(runId) != nullptr || (*found)->state == QLatin1String("complete")) {
        return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("not_discardable"), .subject = runId});
    }
    const JournalRun &entry = **found;
    const auto order = thaw(entry.order, entry.orderDigest);
    if (order) {
        if (const auto removed = RecordSink::discard(*order, runId); !removed)
            return tl::unexpected(removed.error());
    }
    const auto audited = m_workspace.audit().append(QStringLiteral("run.discarded"), runId,
                                                    {{QStringLiteral("order"), entry.orderDigest}});
    if (!audited)
        return tl::unexpected(audited.error());
    const auto updated = m_workspace.journal().update(runId, QStringLiteral("discarded"), {}, entry.progress);
    if (Run *ended = find(runId))
        dismiss(ended);
    Q_EMIT resumableChanged();
    return updated;
}

QList<ResumableRun> RunManager::resumable() const
{
    QList<ResumableRun> list;
    const auto runs = m_workspace.journal().openRuns();
    if (!runs)
        return list;
    for (const JournalRun &run : *runs) {
        // "running" in the journal of a read-only workspace is the other Muster's business.
        const bool running = run.state == QLatin1String("running");
        if (run.kind == exportKind && findActive(run.id) == nullptr && !(running && m_workspace.isReadOnly()))
            list.append(toResumable(run));
    }
    return list;
}

std::optional<ResumableRun> RunManager::resumableFor(const QString &targetFile) const
{
    const QList<ResumableRun> runs = resumable();
    const auto found
        = std::find_if(runs.begin(), runs.end(), [&](const ResumableRun &run) { return run.targetFile == targetFile; });
    return found == runs.end() ? std::nullopt : std::optional(*found);
}

void RunManager::dismiss(Run *run)
{
    if (run->outcome() && m_runs.removeOne(run)) {
        Q_EMIT runDismissed(run);
        run->deleteLater();
    }
}

void RunManager::pauseAll()
{
    for (Run *run : std::as_const(m_runs))
        run->pause();
    if (isIdle())
        Q_EMIT allFinished();
}

bool RunManager::isIdle() const
{
    return std::all_of(m_runs.begin(), m_runs.end(), [](const Run *run) { return run->outcome().has_value(); });
}

Run *RunManager::find(const QString &runId) const
{
    for (Run *run : m_runs) {
        if (run->id() == runId)
            return run;
    }
    return nullptr;
}

Run *RunManager::findActive(const QString &runId) const
{
    Run *run = find(runId);
    return run != nullptr && !run->outcome() ? run : nullptr;
}

} // namespace muster
