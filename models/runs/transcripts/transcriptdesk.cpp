// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/transcripts/transcriptdesk.h"

#include "models/runs/detach.h"
#include "models/runs/tenantsession.h"
#include "network/api/transcriptsclient.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroTask>

namespace muster {

TranscriptDesk::TranscriptDesk(TenantSession &session, QObject *parent)
    : QObject(parent)
    , m_connection(session.connection())
{
}

TranscriptDesk::~TranscriptDesk()
{
    m_search.request_stop();
}

void TranscriptDesk::cancelSearch()
{
    m_search.request_stop();
}

void TranscriptDesk::search(const InteractionQuery &query)
{
    m_search.request_stop(); // an answer that is overtaken must not be shown
    m_search = std::stop_source();
    detach(answerSearch(this, m_connection, query, m_search.get_token()), this, &TranscriptDesk::searchFailed);
}

QCoro::Task<void> TranscriptDesk::answerSearch(Self self, Connection connection, InteractionQuery query,
                                               std::stop_token stop)
{
    const auto progress = [self, stop](qsizetype found) {
        if (!stop.stop_requested() && !self.isNull())
            Q_EMIT self->searchProgress(found);
    };
    const auto found = co_await connection->transcripts().search(query, progress, nullptr, stop);
    if (stop.stop_requested() || self.isNull())
        co_return;
    if (found)
        Q_EMIT self->searchFinished(*found);
    else
        Q_EMIT self->searchFailed(found.error());
}

} // namespace muster
