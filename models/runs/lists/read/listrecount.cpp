// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/read/listrecount.h"

#include "models/runs/detach.h"
#include "models/runs/lists/read/listreadrun.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/evidencestore.h"
#include "network/http/clock.h"

#include <QCoro/QCoroTask>

namespace muster {

EvidenceFeed::EvidenceFeed(EvidenceStore &store, ListWorkbench &bench)
    : QObject(&bench)
    , m_store(store)
    , m_bench(bench)
{
    connect(&store, &EvidenceStore::changed, this, &EvidenceFeed::load);
    connect(&bench, &ListWorkbench::readingChanged, this, [this](qint64 contacts, bool isComplete) {
        if (m_hasFailed && contacts == 0 && !isComplete) // another list: the key store may be unlocked by now
            load();
    });
    load();
}

void EvidenceFeed::load()
{
    m_question.request_stop(); // an older answer has less
    m_question = std::stop_source();
    m_bench.awaitEvidence();
    const std::stop_token stop = m_question.get_token();
    // The store is asked at once and touches itself no more when it resumes.
    answerTo(
        this, stop, [store = &m_store, stop] { return store->load(stop); },
        [](EvidenceFeed *self, const Result<EvidenceStore::Kept> &kept) {
            self->m_hasFailed = !kept;
            self->m_bench.setEvidence(kept);
        });
}

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
