// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/evidencefeed.h"

#include "models/lists/listworkbench.h"
#include "models/runs/detach.h"
#include "models/store/evidencestore.h"

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

EvidenceFeed::~EvidenceFeed()
{
    m_question.request_stop();
}

void EvidenceFeed::load()
{
    m_question.request_stop(); // an older answer has less
    m_question = std::stop_source();
    m_bench.awaitEvidence();
    detach(answer(this, &m_store, m_question.get_token()), this, [](EvidenceFeed *self, const ApiError &thrown) {
        self->m_hasFailed = true;
        self->m_bench.setEvidence(tl::unexpected(thrown));
    });
}

QCoro::Task<void> EvidenceFeed::answer(QPointer<EvidenceFeed> self, EvidenceStore *store, std::stop_token stop)
{
    // The store is asked at once and touches itself no more when it resumes.
    const Result<EvidenceStore::Kept> kept = co_await store->load(stop);
    if (stop.stop_requested() || self.isNull())
        co_return;
    self->m_hasFailed = !kept;
    self->m_bench.setEvidence(kept);
}

} // namespace muster
