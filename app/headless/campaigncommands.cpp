// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/campaigncommands.h"

#include "app/headless/listcommands.h"
#include "models/text/dialertexts.h"
#include "models/text/enrichtexts.h"
#include "models/text/plaintext.h"
#include "models/text/webhooktexts.h"

#include <QJsonArray>
#include <QLocale>
#include <algorithm>

namespace muster {

namespace {

QJsonObject objectOf(const Campaign &campaign, const CampaignBudget &budget)
{
    QJsonObject object{{QStringLiteral("id"), campaign.id},
                       {QStringLiteral("name"), campaign.name},
                       {QStringLiteral("status"), campaign.status},
                       {QStringLiteral("list"), campaign.contactListId},
                       {QStringLiteral("time_ms"), qint64(campaign.maxEnrichmentTimeout.count())},
                       {QStringLiteral("batch_size"), budget.batchSize}};
    if (budget.fault)
        object.insert(QStringLiteral("refused"), budgetFaultKey(*budget.fault));
    QJsonArray dialers;
    for (const Dialer &dialer : campaign.dialers)
        dialers.append(
            QJsonObject{{QStringLiteral("name"), dialer.name}, {QStringLiteral("may_call"), dialer.mayDial()}});
    if (!campaign.areDialersTold)
        object.insert(QStringLiteral("refused"), QStringLiteral("skills_not_told"));
    if (!dialers.isEmpty())
        object.insert(QStringLiteral("skills"), dialers);
    return object;
}

} // namespace

void CampaignsCommand::start()
{
    const auto session = openTenant(Job::Enrichment);
    if (!session)
        return fail(session.error(), ExitRefused);
    m_queries = std::make_unique<EnrichmentQueries>(**session);
    connect(m_queries.get(), &EnrichmentQueries::campaignsFailed, this,
            [this](const ApiError &error) { fail(error, ExitFailed); });
    connect(m_queries.get(), &EnrichmentQueries::campaignsLoaded, this, [this](const QList<Campaign> &campaigns) {
        const QString wanted = commandLine().enrichOptions.campaign;
        if (m_act != Act::Show)
            return showAll(campaigns);
        const auto found = std::find_if(campaigns.cbegin(), campaigns.cend(),
                                        [&wanted](const Campaign &campaign) { return campaign.id == wanted; });
        if (found == campaigns.cend()) {
            return fail({.kind = ErrorKind::NotFound, .code = QStringLiteral("campaign_unknown"), .subject = wanted},
                        ExitFailed);
        }
        showOne(*found, campaigns);
    });
    m_queries->requestCampaigns();
}

void CampaignsCommand::showAll(const QList<Campaign> &campaigns)
{
    const QLocale locale;
    QList<QStringList> rows{{tr("ID"), tr("NAME"), tr("STATUS"), tr("LIST"), tr("TIME"), tr("BATCH")}};
    QJsonArray array;
    for (const Campaign &campaign : campaigns) {
        const CampaignBudget budget = CampaignBudget::of(campaign, campaigns, m_queries->pace());
        rows.append({campaign.id, campaign.name, campaign.status, campaign.contactListId,
                     m_queries->pace().hasBudget()
                         ? tr("%1 ms").arg(locale.toString(qint64(campaign.maxEnrichmentTimeout.count())))
                         : QStringLiteral("–"),
                     budget.fault ? tr("refused") : locale.toString(budget.batchSize)});
        array.append(objectOf(campaign, budget));
    }
    console().list(rows, tr("The tenant has no campaigns."), {4, 5});
    complete({{QStringLiteral("campaigns"), array}});
}

void CampaignsCommand::showOne(const Campaign &campaign, const QList<Campaign> &all)
{
    const QLocale locale;
    const CampaignBudget budget = CampaignBudget::of(campaign, all, m_queries->pace());
    console().line(tr("Name:      %1").arg(campaign.name));
    console().line(tr("Status:    %1").arg(campaign.status));
    console().line(tr("List:      %1").arg(campaign.contactListId));
    if (m_queries->pace().hasBudget()) {
        console().line(
            tr("Time:      %1 ms per batch").arg(locale.toString(qint64(campaign.maxEnrichmentTimeout.count()))));
    }
    if (const QString dialers = dialersText(campaign); !dialers.isEmpty())
        console().line(dialers);
    if (budget.fault)
        console().line(budgetFaultText(budget, m_queries->pace()));
    else
        console().line(tr("Batches:   at most %1 contacts").arg(locale.toString(budget.batchSize)));
    complete(objectOf(campaign, budget));
}

void ListsSchemaCommand::start()
{
    const auto session = openTenant(Job::Enrichment);
    if (!session)
        return fail(session.error(), ExitRefused);
    m_queries = std::make_unique<EnrichmentQueries>(**session);
    connect(m_queries.get(), &EnrichmentQueries::schemaLoaded, this, &ListsSchemaCommand::show);
    connect(m_queries.get(), &EnrichmentQueries::schemaFailed, this,
            [this](const QString &, const ApiError &error) { fail(error, ExitFailed); });
    connect(*session, &TenantSession::contactListsFailed, this,
            [this](const ApiError &error) { fail(error, ExitFailed); });
    connect(*session, &TenantSession::contactListsLoaded, this, [this](const QList<ContactListSummary> &lists) {
        const auto list = listFrom(lists, commandLine().enrichOptions.list);
        if (!list)
            return fail(list.error(), ExitFailed);
        m_queries->requestSchema(list->id);
    });
    (*session)->requestContactLists();
}

void ListsSchemaCommand::show(const ListSchema &schema)
{
    QList<QStringList> rows{{tr("ATTRIBUTE"), tr("TYPE")}};
    QJsonArray array;
    for (const ListAttribute &attribute : schema.attributes) {
        rows.append({attribute.name,
                     attribute.type ? listAttributeTypeText(*attribute.type)
                                    : tr("%1 (not known to Muster)").arg(attribute.typeWord)});
        array.append(
            QJsonObject{{QStringLiteral("name"), attribute.name}, {QStringLiteral("type"), attribute.typeWord}});
    }
    console().list(rows, tr("The list has no attributes."));
    complete({{QStringLiteral("list"), schema.listId}, {QStringLiteral("attributes"), array}});
}

void WebhooksListCommand::start()
{
    QList<QStringList> rows{{tr("TENANT"), tr("NAME"), tr("ADDRESS"), tr("EVENTS"), tr("STATE"), tr("SINCE")}};
    QJsonArray array;
    for (const KnownWebhook &webhook : workspace().webhooks().webhooks()) {
        const WebhookRegistration &registration = webhook.registration;
        const QString since = webhook.at.toString(Qt::ISODate);
        rows.append({visibleText(webhook.profileName, 100), visibleText(registration.name, 100),
                     visibleText(registration.url, 200),
                     visibleText(registration.events.join(QStringLiteral(", ")), 200), webhookStateText(webhook.state),
                     since});
        array.append(QJsonObject{{QStringLiteral("profile"), webhook.profileName},
                                 {QStringLiteral("name"), registration.name},
                                 {QStringLiteral("origin"), registration.url},
                                 {QStringLiteral("events"), QJsonArray::fromStringList(registration.events)},
                                 {QStringLiteral("state"), keyOf(webhook.state)},
                                 {QStringLiteral("at"), since}});
    }
    console().list(rows, tr("No webhooks have been requested from this data folder yet."));
    complete({{QStringLiteral("webhooks"), array}});
}

void WebhooksRegisterCommand::start()
{
    const EnrichOptions &options = commandLine().enrichOptions;
    const auto session = openTenant(Job::Enrichment);
    if (!session)
        return fail(session.error(), ExitRefused);
    m_registrar = std::make_unique<WebhookRegistrar>(**session, workspace());
    if (m_registrar->events().isEmpty())
        return fail({.kind = ErrorKind::BadInput, .code = QStringLiteral("webhooks_unavailable")}, ExitRefused);
    const WebhookRegistration registration{.name = options.webhookName,
                                           .url = options.webhookUrl,
                                           .events = options.webhookEvents,
                                           .maxRetries = options.webhookRetries,
                                           .backoff = std::chrono::milliseconds(options.webhookBackoffMs)};
    if (const auto fault = m_registrar->fault(registration))
        return fail(*fault, ExitRefused);
    connect(m_registrar.get(), &WebhookRegistrar::answered, this, &WebhooksRegisterCommand::show);
    m_registrar->registerWebhook(registration);
}

void WebhooksRegisterCommand::show(const WebhookAnswer &answer, const std::optional<ApiError> &notKept)
{
    if (answer.error)
        return fail(*answer.error, answer.fate == WriteFate::NotSent ? ExitRefused : ExitFailed);
    const bool isNew = answer.outcome == WebhookAnswer::Outcome::Registered;
    if (notKept) // it stands, but the audit does not say so: not to be taken for complete
        return fail(*notKept, ExitFailed, webhookNotKeptText(answer, *notKept));
    console().line(
        isNew ? tr("Registered %1.").arg(commandLine().enrichOptions.webhookName)
              : tr("%1 was already registered with the same content.").arg(commandLine().enrichOptions.webhookName));
    complete({{QStringLiteral("outcome"), QStringLiteral("complete")},
              {QStringLiteral("webhook"), answer.webhookId},
              {QStringLiteral("new"), isNew}});
}

} // namespace muster
