// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/pastrunactions.h"

#include "models/background/whendone.h"
#include "models/runs/runkinds.h"
#include "models/runs/runmanager.h"
#include "models/runs/runtrend.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/profilestore.h"
#include "models/store/runhistory.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "ui/common/prompts.h"
#include "ui/runs/comparerunsdialog.h"
#include "ui/runs/runtrenddialog.h"

#include <QWidget>
#include <optional>
#include <variant>

namespace muster {

namespace {

/// `title`: of the run that it was asked for, where none is complete.
RunTrend trendOf(RunKind kind, const QString &title, const QList<RunRecord> &newestFirst)
{
    RunTrend trend = RunTrend::of(kind, newestFirst);
    if (trend.title.isEmpty())
        trend.title = title;
    return trend;
}

} // namespace

PastRunActions::PastRunActions(QWidget *window, Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_workspace(workspace)
{
}

void PastRunActions::tell(const QString &sentence)
{
    Prompts::instance().tell(m_window, tr("The run cannot be repeated"), sentence);
}

void PastRunActions::repeat(const QString &runId)
{
    using Found = Result<std::optional<RunRecord>>;
    whenDone(this, m_workspace.runHistory().record(runId), [this](const Found &record) {
        if (!record)
            return tell(errorSentence(record.error()));
        if (!*record)
            return tell(tr("It is no longer in the list of runs."));
        repeatRecord(**record);
    });
}

void PastRunActions::repeatRecord(const RunRecord &record)
{
    const Result<PastOrder> past = pastOrder(record.run);
    if (!past)
        return tell(errorSentence(past.error()));
    std::visit([&](const auto &frozen) { ask(record, frozen); }, *past);
}

void PastRunActions::ask(const RunRecord &record, const FrozenExportOrder &frozen)
{
    if (openTenantOf(record))
        Q_EMIT exportAsked(frozen.order);
}

void PastRunActions::ask(const RunRecord &record, const FrozenTranscripts &frozen)
{
    if (frozen.order.interactionIds.isEmpty()) // whatever a job had that was submitted elsewhere
        Q_EMIT jobAsked(record.run.id);
    else if (openTenantOf(record))
        Q_EMIT transcriptsAsked(frozen.order, frozen.policy.name);
}

void PastRunActions::ask(const RunRecord &record, const FrozenListApply &frozen)
{
    if (!openTenantOf(record))
        return;
    if (const auto directive = frozen.repeatedDirective(); !directive) {
        tell(errorSentence(directive.error()));
        Q_EMIT listAsked(frozen.listId, frozen.listName);
        return;
    }
    Q_EMIT sanitizingAsked(frozen);
}

void PastRunActions::ask(const RunRecord &record, const FrozenEnrich &frozen)
{
    if (openTenantOf(record))
        Q_EMIT enrichmentAsked(frozen.order);
}

void PastRunActions::ask(const RunRecord &record, const FrozenAudiencePut &frozen)
{
    if (openTenantOf(record))
        Q_EMIT registrationAsked(frozen.order);
}

void PastRunActions::ask(const RunRecord &record, const FrozenAudiencePublish &frozen)
{
    if (openTenantOf(record))
        Q_EMIT publishingAsked(frozen.order);
}

bool PastRunActions::openTenantOf(const RunRecord &record)
{
    if (m_session != nullptr && m_session->profile().id == record.run.profileId)
        return true;
    const auto profile = m_workspace.profiles().byId(record.run.profileId);
    if (!profile) {
        tell(tr("Its connection, “%1”, no longer exists.").arg(visibleText(record.run.profileName, 100)));
        return false;
    }
    Q_EMIT openAsked(*profile);
    return m_session != nullptr && m_session->profile().id == record.run.profileId;
}

void PastRunActions::compare(const QString &earlierId, const QString &laterId)
{
    using Found = Result<std::optional<RunRecord>>;
    const auto tellWhy
        = [this](const QString &why) { Prompts::instance().tell(m_window, tr("The runs cannot be compared"), why); };
    RunHistory &history = m_workspace.runHistory();
    whenDone(this, history.record(earlierId), [this, laterId, tellWhy](const Found &earlier) {
        if (!earlier)
            return tellWhy(errorSentence(earlier.error()));
        const auto show = [this, earlier = *earlier, tellWhy](const Found &later) {
            if (!later)
                return tellWhy(errorSentence(later.error()));
            if (!earlier || !*later)
                return tellWhy(tr("One of them is no longer in the list of runs."));
            auto *dialog = new CompareRunsDialog(*earlier, **later, m_window->window());
            connect(dialog, &CompareRunsDialog::filesAsked, this, &PastRunActions::compareFilesAsked);
            dialog->open();
        };
        whenDone(this, m_workspace.runHistory().record(laterId), show);
    });
}

void PastRunActions::showTrend(const QString &runId)
{
    const auto tellWhy
        = [this](const QString &why) { Prompts::instance().tell(m_window, tr("The trend cannot be shown"), why); };
    const auto open = [this, tellWhy](const Result<std::optional<RunRecord>> &record) {
        if (!record)
            return tellWhy(errorSentence(record.error()));
        const RunMaker *maker = *record ? runMaker((*record)->run.kind) : nullptr;
        if (maker == nullptr)
            return tellWhy(tr("It is no longer in the list of runs."));
        const RunFilter filter = RunTrend::filterFor(**record);
        whenDone(this, m_workspace.runHistory().records(filter, RunTrend::maxRuns),
                 [this, kind = maker->kind, title = (*record)->run.title, filter,
                  tellWhy](const Result<QList<RunRecord>> &runs) {
                     if (!runs)
                         return tellWhy(errorSentence(runs.error()));
                     openTrend(kind, title, filter, *runs);
                 });
    };
    whenDone(this, m_workspace.runHistory().record(runId), open);
}

// It stays open while runs go on: one that ends may belong to it.
void PastRunActions::openTrend(RunKind kind, const QString &title, const RunFilter &filter,
                               const QList<RunRecord> &newestFirst)
{
    auto *dialog = new RunTrendDialog(trendOf(kind, title, newestFirst), m_window->window());
    connect(&m_workspace.runs(), &RunManager::runFinished, dialog,
            [dialog, &history = m_workspace.runHistory(), kind, title, filter](const Run *run) {
                if (run->kind() != kind)
                    return;
                whenDone(dialog, history.records(filter, RunTrend::maxRuns),
                         [dialog, kind, title](const Result<QList<RunRecord>> &runs) {
                             if (runs)
                                 dialog->setTrend(trendOf(kind, title, *runs));
                             else
                                 dialog->showStale(errorSentence(runs.error()));
                         });
            });
    dialog->open();
}

} // namespace muster
