// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/runcontext.h"

#include "models/runs/noticeactions.h"
#include "models/runs/pastrun.h"
#include "models/runs/runshares.h"
#include "models/runs/workspace.h"
#include "ui/audit/runaudithistory.h"
#include "ui/runs/runpane.h"

#include <algorithm>

namespace muster {

namespace {

/// Runs that are looked through for one on the same thing.
constexpr int mostLookedAt = 50;

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
    m_workspace.runHistory().record(run->id()).then(this, [this](const Result<std::optional<RunRecord>> &record) {
        if (record && *record)
            lookForLast(**record);
    });
}

void RunContext::lookForLast(const RunRecord &shown)
{
    const RunFilter filter{.kind = shown.run.kind,
                           .state = {},
                           .profileId = shown.run.profileId,
                           .profileName = {},
                           .text = shown.run.title,
                           .since = {},
                           .until = {}};
    m_workspace.runHistory()
        .records(filter, mostLookedAt, RunPlace::of(shown))
        .then(this, [this, id = shown.run.id, title = shown.run.title](const Result<QList<RunRecord>> &earlier) {
            if (!earlier || m_pane->run() == nullptr || m_pane->run()->id() != id)
                return; // another one is shown meanwhile
            const auto last = std::find_if(earlier->cbegin(), earlier->cend(), [&](const RunRecord &one) {
                return one.run.title == title && one.measures
                    && one.run.state == outcomeKey(RunOutcome::Kind::Complete);
            });
            if (last != earlier->cend())
                m_pane->setLastFill(runShares(m_pane->run()->kind(), metricsOf(*last->measures)));
        });
}

} // namespace muster
