// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/listrecount.h"
#include "models/runs/lists/evidencefeed.h"

#include "models/runs/lists/listreadrun.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "network/http/clock.h"

namespace muster {

ListRecount::ListRecount(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
}

ListRecount::~ListRecount()
{
    stop();
}

void ListRecount::start(TenantSession &session, const ListSource &source, const SanitizationDirective &directive,
                        const LookupUse &lookup)
{
    stop();
    const Result<Run *> started = m_workspace.runs().startListRead(session, {source.listId, source.listName});
    auto *run = started ? qobject_cast<ListReadRun *>(*started) : nullptr;
    if (!run) {
        Q_EMIT failed(started ? ApiError{.kind = ErrorKind::BadInput} : started.error());
        return;
    }
    m_reading = run;
    m_readAt = {};
    m_bench = std::make_unique<ListWorkbench>();
    m_bench->setNumberLists(m_workspace.numberLists());
    new EvidenceFeed(m_workspace.evidence(), *m_bench); // the workbench's
    m_bench->setDirective(directive);
    m_bench->begin(source);
    m_bench->setLookup(lookup);
    connect(run, &ListReadRun::pageArrived, m_bench.get(), &ListWorkbench::append);
    connect(run, &Run::finished, this, &ListRecount::endReading);
    connect(m_bench.get(), &ListWorkbench::directiveFailed, this, &ListRecount::fail, Qt::QueuedConnection);
    // The workbench tells from within its own work; it is looked at, and let go of, when that is over.
    connect(m_bench.get(), &ListWorkbench::judged, this, &ListRecount::check, Qt::QueuedConnection);
    connect(m_bench.get(), &ListWorkbench::viewChanged, this, &ListRecount::check, Qt::QueuedConnection);
}

void ListRecount::stop()
{
    if (m_reading) {
        m_reading->disconnect(this);
        RunManager &runs = m_workspace.runs();
        connect(m_reading, &Run::finished, &runs, [&runs, run = m_reading.data()] { runs.dismiss(run); });
        m_reading->cancel();
        m_reading = nullptr;
    }
    m_bench.reset();
}

void ListRecount::endReading()
{
    auto *run = m_reading.data();
    if (!run || run != sender() || !run->outcome())
        return;
    m_reading = nullptr;
    const RunOutcome outcome = *run->outcome();
    if (!outcome.succeeded()) {
        fail(outcome.error.value_or(ApiError{.kind = ErrorKind::Cancelled}));
        return;
    }
    m_workspace.runs().dismiss(run); // the report says it; the activity stays for what changes things
    m_readAt = m_workspace.clock().wallNow();
    m_bench->finishReading({});
    check();
}

void ListRecount::check()
{
    if (!m_bench || !m_readAt.isValid() || m_bench->isBusy())
        return;
    const ListSummary summary = m_bench->summary();
    m_bench.reset();
    Q_EMIT counted(summary, m_readAt);
}

void ListRecount::fail(const ApiError &error)
{
    if (!m_bench)
        return;
    stop();
    Q_EMIT failed(error);
}

} // namespace muster
