// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/enrichmentdesk.h"

#include "models/runs/detach.h"
#include "models/runs/enrich/enrichpace.h"
#include "models/runs/tenantsession.h"
#include "network/api/enrichmentclient.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroTask>

namespace muster {

EnrichmentDesk::EnrichmentDesk(TenantSession &session, QObject *parent)
    : QObject(parent)
    , m_connection(session.connection())
{
}

EnrichmentDesk::~EnrichmentDesk()
{
    for (std::stop_source &question : m_questions)
        question.request_stop();
}

std::stop_token EnrichmentDesk::ask(Question question)
{
    std::stop_source &source = m_questions[std::size_t(question)];
    source.request_stop(); // an answer that is overtaken must not be shown
    source = std::stop_source();
    return source.get_token();
}

EnrichmentPace EnrichmentDesk::pace() const
{
    return paceOf(m_connection->enrichment().limits());
}

// The coroutines hold the connection, look for the desk before they speak to it, and end at once when their token is
// asked to stop.

void EnrichmentDesk::requestCampaigns()
{
    detach(answerCampaigns(this, m_connection, ask(Question::Campaigns)), this, &EnrichmentDesk::campaignsFailed);
}

QCoro::Task<void> EnrichmentDesk::answerCampaigns(Self self, Connection connection, std::stop_token stop)
{
    const auto campaigns = co_await connection->enrichment().campaigns(nullptr, stop);
    if (stop.stop_requested() || self.isNull())
        co_return;
    if (campaigns)
        Q_EMIT self->campaignsLoaded(*campaigns);
    else
        Q_EMIT self->campaignsFailed(campaigns.error());
}

void EnrichmentDesk::requestSchema(const QString &listId)
{
    detach(answerSchema(this, m_connection, listId, ask(Question::Schema)), this,
           [listId](EnrichmentDesk *self, const ApiError &thrown) { Q_EMIT self->schemaFailed(listId, thrown); });
}

QCoro::Task<void> EnrichmentDesk::answerSchema(Self self, Connection connection, QString listId, std::stop_token stop)
{
    const auto schema = co_await connection->enrichment().schema(listId, nullptr, stop);
    if (stop.stop_requested() || self.isNull())
        co_return;
    if (schema)
        Q_EMIT self->schemaLoaded(*schema);
    else
        Q_EMIT self->schemaFailed(listId, schema.error());
}

} // namespace muster
