// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxoneenrichment.h"

#include "network/dialects/cxone/cxoneanswer.h"
#include "network/dialects/cxone/cxonecallinglists.h"
#include "network/dialects/cxone/cxonedialect.h"
#include "network/http/apitransport.h"
#include "network/wire/mapped.h"

#include <algorithm>

namespace muster {

namespace {

constexpr int skillsPerPage = 100, mostSkillPages = 100;

Campaign campaignOf(const CxoneCallList &list)
{
    return {.id = list.id,
            .name = list.name,
            .status = list.status,
            .contactListId = list.id,
            .dialers = list.skills.value_or(QList<Dialer>()),
            .areDialersTold = list.skills.has_value()};
}

} // namespace

CxoneEnrichment::CxoneEnrichment(ApiTransport &transport)
    : EnrichmentClient(transport)
    , m_limits{.perContact = std::chrono::milliseconds(0),
               .contactsPerCall = CxoneListWriter::contactsPerBatch,
               .contactsPerSecond = 0,
               .batchBytes = 16'000'000,
               // "Inactive" by the specification; tools see the other word.
               .closedStatuses = {QStringLiteral("inactive"), QStringLiteral("deactivated")},
               .refreshes = false}
    , m_writer(transport)
{
}

QCoro::Task<Result<QList<Campaign>>> CxoneEnrichment::campaigns(CallObserver *observer, std::stop_token stop)
{
    CO_TRY(lists, co_await cxoneCallingLists(&transport(), observer, stop));
    CO_TRY(states, co_await skillStates(observer, std::move(stop)));
    QList<Campaign> campaigns = mapped(*lists, campaignOf);
    for (Campaign &campaign : campaigns) {
        for (Dialer &skill : campaign.dialers)
            skill.state = states->value(skill.id, Dialer::State::Unknown);
    }
    co_return campaigns;
}

QCoro::Task<Result<QHash<QString, Dialer::State>>> CxoneEnrichment::skillStates(CallObserver *observer,
                                                                                std::stop_token stop)
{
    // What may not be read stays unknown, which counts as running. Trouble that passes says nothing of skills.
    QHash<QString, Dialer::State> states;
    qint64 received = 0;
    for (int page = 0; page < mostSkillPages; ++page) {
        ApiCall call{.operation = cxone::listSkills,
                     .query = {{QStringLiteral("skip"), QString::number(received)},
                               {QStringLiteral("top"), QString::number(skillsPerPage)}}};
        const auto read = co_await callAndDecode<CxoneSkillStates>(
            &transport(), std::move(call), ofCxoneAnswer(&readCxoneSkillStates), observer, stop);
        if (!read && !isCxoneAnswer(read.error()))
            co_return failure(read.error());
        if (!read || read->received == 0)
            break;
        received += read->received;
        const qsizetype before = states.size();
        states.insert(read->states);
        if (states.size() == before || (read->total >= 0 && received >= read->total))
            break;
    }
    co_return states;
}

QCoro::Task<Result<Campaign>> CxoneEnrichment::campaign(QString campaignId, CallObserver *observer,
                                                        std::stop_token stop)
{
    CO_TRY(all, co_await campaigns(observer, std::move(stop)));
    const auto found = std::ranges::find(*all, campaignId, &Campaign::id);
    if (found == all->end())
        co_return failure(ErrorKind::NotFound, "campaign_unknown", campaignId);
    co_return Campaign(*found);
}

QCoro::Task<Result<ListSchema>> CxoneEnrichment::schema(QString listId, CallObserver *observer, std::stop_token stop)
{
    CO_TRY(columns, co_await askCxoneColumns(&transport(), listId, observer, std::move(stop)));
    if (columns->fields.isEmpty())
        co_return failure(ErrorKind::BadInput, "no_writable_columns", listId);
    ListSchema schema{.listId = listId};
    for (const CxoneListField &field : std::as_const(columns->fields))
        schema.attributes.append(
            {field.attribute, ListAttributeType::Text, listAttributeTypeKey(ListAttributeType::Text)});
    co_return schema;
}

QCoro::Task<RefreshAnswer> CxoneEnrichment::refresh(QString listId, CallObserver *, std::stop_token)
{
    co_return {.error = fault(ErrorKind::BadInput, "operation_unavailable", listId)};
}

QCoro::Task<EnrichmentAnswer> CxoneEnrichment::sendBatch(std::shared_ptr<const EnrichmentBatch> batch,
                                                         DialConsent consent, CallObserver *observer,
                                                         std::stop_token stop)
{
    CxoneListWritten written = co_await m_writer.write(std::move(batch), std::move(consent), observer, std::move(stop));
    EnrichmentAnswer answer;
    answer.contacts = std::move(written.contacts);
    answer.error = std::move(written.error);
    answer.skillStart = written.skillStart;
    co_return answer;
}

CxoneWebhooks::CxoneWebhooks(ApiTransport &transport)
    : WebhooksClient(transport)
{
}

QCoro::Task<WebhookAnswer> CxoneWebhooks::sendRegistration(WebhookRegistration, CallObserver *, std::stop_token)
{
    WebhookAnswer answer;
    answer.error = muster::fault(ErrorKind::BadInput, "operation_unavailable");
    co_return answer;
}

} // namespace muster
