// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/apply/interruptedapply.h"

#include "models/runs/lists/apply/applyrecorder.h"
#include "models/runs/lists/listorders.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/durablefile.h"
#include "models/store/journal.h"

#include <QJsonObject>

namespace muster {

Result<void> InterruptedApply::rearm(Workspace &workspace, const QString &runId)
{
    TRY(entry, workspace.journal().find(runId));
    const ApplyProgress progress = ApplyProgress::parse(*entry ? (*entry)->progress : QByteArray());
    if (!progress.waitsForAPerson())
        return failure(ErrorKind::BadInput, "not_halted", runId);
    // Audited first: what cannot be audited is not done (S35).
    const QJsonObject facts{{QStringLiteral("order"), (*entry)->orderDigest}};
    QList<AuditDraft> entries;
    if (progress.halted)
        entries.append({QStringLiteral("apply.rearmed"), runId, facts});
    if (progress.isLocked())
        entries.append({QStringLiteral("apply.purge_reviewed"), runId, facts});
    TRY_VOID(workspace.audit().appendAll(entries));
    return workspace.journal().update(runId, QStringLiteral("paused"), {}, rearmed((*entry)->progress));
}

bool InterruptedApply::keepsItsUnits(const JournalRun &entry)
{
    const auto order = thawListApply(entry.order, entry.orderDigest);
    return order && order->order.blocks();
}

QByteArray InterruptedApply::rearmed(const QByteArray &progress)
{
    ApplyProgress armed = ApplyProgress::parse(progress);
    armed.halted = false;
    armed.reviewed = armed.locked;
    return armed.json();
}

Result<void> InterruptedApply::discard(Workspace &workspace, const QString &runId)
{
    TRY(entry, workspace.journal().find(runId));
    const bool isNeeded = *entry && keepsItsUnits(**entry);
    for (const char *kind : {"plan", "units", "leftovers.csv"}) {
        if (isNeeded && QLatin1String(kind) == QLatin1String("units"))
            continue;
        TRY_VOID(removeDurably(workspace.runFile(runId, kind)));
    }
    return {};
}

} // namespace muster
