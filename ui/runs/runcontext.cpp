// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/runcontext.h"

#include "models/background/whendone.h"
#include "models/runs/noticeactions.h"
#include "models/runs/pastrun.h"
#include "models/runs/runshares.h"
#include "models/runs/runtrend.h"
#include "models/runs/workspace.h"
#include "ui/audit/runaudithistory.h"
#include "ui/runs/runcards.h"
#include "ui/runs/runpane.h"

#include <algorithm>

namespace muster {

namespace {

/// Runs that are looked through for one that was measured.
constexpr int mostLookedAt = 10;

} // namespace

RunContext::RunContext(RunPane *pane, Workspace &workspace)
    : QObject(pane)
    , m_pane(pane)
    , m_workspace(workspace)
{
    pane->setNoticeActions(new NoticeActions(workspace, this));
    auto *audit = new RunAuditHistory(pane);
    audit->setHistory(&workspace.audit(), &workspace.auditIndex());
    connect(audit, &RunAuditHistory::entryAsked, this, &RunContext::entryAsked);
    pane->addSection(tr("History of this run"), audit);
    connect(pane, &RunPane::runChanged, this, &RunContext::follow);
    connect(pane, &RunPane::runChanged, audit, [audit](const Run *run) { audit->setRun(run ? run->id() : QString()); });
    follow(pane->run());
    audit->setRun(pane->run() ? pane->run()->id() : QString());
}

void RunContext::follow(const Run *run)
{
    if (run == nullptr)
        return;
    whenDone(this, m_workspace.runHistory().record(run->id()), [this](const Result<std::optional<RunRecord>> &record) {
        if (!record || !*record)
            return;
        showKept(**record);
        if (!(*record)->subject.isEmpty())
            lookForLast(**record);
    });
}

// A run's state changes on the disk before what its life measured is added there: of one that has ended, the times tell.
void RunContext::showKept(const RunRecord &shown)
{
    if (m_pane->run() == nullptr || m_pane->run()->id() != shown.run.id || !shown.measures)
        return;
    const LatencyTrace &kept = shown.measures->trace;
    const QDateTime lifeBegan = m_pane->run()->metrics().trace.startedAt();
    const bool isBefore = shown.run.state == QLatin1String("running")
        || (lifeBegan.isValid() && kept.startedAt().addMSecs(kept.end().count()) <= lifeBegan);
    m_pane->setKeptTrace(kept, isBefore ? KeptLives::Earlier : KeptLives::All);
}

void RunContext::lookForLast(const RunRecord &shown)
{
    whenDone(this, m_workspace.runHistory().records(RunTrend::filterFor(shown), mostLookedAt, RunPlace::of(shown)),
             [this, id = shown.run.id](const Result<QList<RunRecord>> &earlier) {
                 if (!earlier || m_pane->run() == nullptr || m_pane->run()->id() != id)
                     return; // another one is shown meanwhile
                 const auto last
                     = std::ranges::find_if(*earlier, [](const RunRecord &one) { return bool(one.measures); });
                 if (last != earlier->cend())
                     m_pane->setLastFill(runShares(m_pane->run()->kind(), metricsOf(*last->measures)));
             });
}

} // namespace muster
