// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runfiles.h"

#include "models/runs/enrich/check/sourcesample.h"
#include "models/runs/lists/apply/applyrecorder.h"
#include "models/runs/lists/apply/interruptedapply.h"
#include "models/runs/runkinds.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/durablefile.h"
#include "models/store/journal.h"

#include <QDir>
#include <QFileInfo>
#include <array>

namespace muster {

namespace {

constexpr std::array suffixes{"plan", "units", "leftovers.csv", "leftout.csv", "policy", "people"};

bool isOver(const JournalRun &run)
{
    return run.state == QLatin1String("complete") || run.state == QLatin1String("refused")
        || run.state == QLatin1String("discarded");
}

} // namespace

RunFiles::RunFiles(QString folder, Journal &journal, AuditLog &audit)
    : m_folder(std::move(folder))
    , m_journal(journal)
    , m_audit(audit)
{
}

QString RunFiles::file(const QString &runId, const char *suffix) const
{
    return m_folder + u'/' + runId + u'.' + QString::fromLatin1(suffix);
}

QStringList RunFiles::lostOf(Workspace &workspace)
{
    QStringList lost;
    const QDir folder(folderOf(workspace.runFile(QStringLiteral("any"), "units")));
    for (const QString &name : folder.entryList({QStringLiteral("*.units")}, QDir::Files)) {
        const QString id = name.section(u'.', 0, 0);
        if (const auto run = workspace.journal().find(id); run && !*run)
            lost.append(id);
    }
    return lost;
}

JournalRun RunFiles::entryOfLost(const QString &runId, const QDateTime &now)
{
    return {.id = runId,
            .kind = QStringLiteral("lost"),
            .startedAt = now,
            .changedAt = now,
            .state = QStringLiteral("discarded")};
}

void RunFiles::tidy(const BelievableTime &now)
{
    removeUnfinished();
    closeUnbegun();
    removeFinished(now);
    PastedTables::tidyAll(m_folder, m_journal);
}

void RunFiles::removeUnfinished()
{
    const auto open = m_journal.openRuns();
    if (!open)
        return;
    for (const JournalRun &run : *open) {
        for (const char *suffix : suffixes)
            removeSideFiles(file(run.id, suffix));
    }
}

void RunFiles::closeUnbegun()
{
    const auto open = m_journal.openRuns();
    if (!open)
        return;
    for (const JournalRun &run : *open) {
        if (run.kind != runKindKey(RunKind::ListApply) || QFileInfo::exists(file(run.id, "plan"))
            || QFileInfo::exists(file(run.id, "units")) || !ApplyProgress::parse(run.progress).backupDigest.isEmpty())
            continue;
        const auto audited = m_audit.append(
            QStringLiteral("run.discarded"), run.id,
            {{QStringLiteral("order"), run.orderDigest}, {QStringLiteral("reason"), QStringLiteral("not_begun")}});
        if (audited)
            (void)m_journal.update(run.id, QStringLiteral("discarded"), {}, run.progress);
    }
}

void RunFiles::removeFinished(const BelievableTime &now)
{
    const QDir folder(m_folder);
    for (const QString &name : folder.entryList(QDir::Files)) {
        const auto run = m_journal.find(name.section(u'.', 0, 0));
        if (!run || !*run || !isOver(**run))
            continue;
        const QString suffix = name.section(u'.', 1);
        const bool isKept = (*run)->state == QLatin1String("complete")
            && !now.hasPassed((*run)->changedAt.addDuration(leftoversKept));
        // As long as its backup may be there.
        const bool isUndoable = (*run)->kind == runKindKey(RunKind::DoNotCallChange)
            || ((*run)->kind == runKindKey(RunKind::ListApply) && InterruptedApply::keepsItsUnits(**run));
        const bool isNeeded = suffix == QLatin1String("units") && isUndoable
            && !now.hasPassed((*run)->changedAt.addDuration(leftoversKept));
        if (suffix == QLatin1String("plan") || suffix == QLatin1String("leftout.csv")
            || (suffix == QLatin1String("units") && !isNeeded) || suffix == QLatin1String("policy")
            || (suffix == QLatin1String("leftovers.csv") && !isKept))
            (void)removeDurably(folder.filePath(name));
    }
}

} // namespace muster
