// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/resumablerun.h"

#include "models/runs/exportrecorder.h"
#include "models/runs/lists/apply/applyrecorder.h"
#include "models/runs/runkinds.h"
#include "models/store/journal.h"

#include <QJsonDocument>
#include <QJsonObject>

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

} // namespace muster
