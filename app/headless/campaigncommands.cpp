// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/campaigncommands.h"

#include "app/headless/listchoice.h"
#include "models/text/enrichtexts.h"

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
    return object;
}

} // namespace

void CampaignsCommand::start()
{
    const auto session = openTenant();
    if (!session)
        return fail(session.error(), ExitRefused);
    m_desk = std::make_unique<EnrichmentDesk>(**session);
    connect(m_desk.get(), &EnrichmentDesk::campaignsFailed, this,
            [this](const ApiError &error) { fail(error, ExitFailed); });
    connect(m_desk.get(), &EnrichmentDesk::campaignsLoaded, this, [this](const QList<Campaign> &campaigns) {
        const QString wanted = commandLine().enrichOptions.campaign;
        if (commandLine().command != CommandLine::Command::CampaignsShow)
            return showAll(campaigns);
        const auto found = std::find_if(campaigns.cbegin(), campaigns.cend(),
                                        [&wanted](const Campaign &campaign) { return campaign.id == wanted; });
        if (found == campaigns.cend()) {
            return fail({.kind = ErrorKind::NotFound, .code = QStringLiteral("campaign_unknown"), .subject = wanted},
                        ExitFailed);
        }
        showOne(*found, campaigns);
    });
    m_desk->requestCampaigns();
}

void CampaignsCommand::showAll(const QList<Campaign> &campaigns)
{
    const QLocale locale;
    QList<QStringList> rows{{tr("ID"), tr("NAME"), tr("STATUS"), tr("LIST"), tr("TIME"), tr("BATCH")}};
    QJsonArray array;
    for (const Campaign &campaign : campaigns) {
        const CampaignBudget budget = CampaignBudget::of(campaign, campaigns, m_desk->pace());
        rows.append({campaign.id, campaign.name, campaign.status, campaign.contactListId,
                     tr("%1 ms").arg(locale.toString(qint64(campaign.maxEnrichmentTimeout.count()))),
                     budget.fault ? tr("refused") : locale.toString(budget.batchSize)});
        array.append(objectOf(campaign, budget));
    }
    if (campaigns.isEmpty())
        console().line(tr("The tenant has no campaigns."));
    else
        for (const QString &line : alignedTable(rows, {4, 5}))
            console().line(line);
    console().json({{QStringLiteral("campaigns"), array}});
    Q_EMIT done(ExitComplete);
}

void CampaignsCommand::showOne(const Campaign &campaign, const QList<Campaign> &all)
{
    const QLocale locale;
    const CampaignBudget budget = CampaignBudget::of(campaign, all, m_desk->pace());
    console().line(tr("Name:      %1").arg(campaign.name));
    console().line(tr("Status:    %1").arg(campaign.status));
    console().line(tr("List:      %1").arg(campaign.contactListId));
    console().line(
        tr("Time:      %1 ms for a batch").arg(locale.toString(qint64(campaign.maxEnrichmentTimeout.count()))));
    if (budget.fault)
        console().line(budgetFaultText(budget, m_desk->pace()));
    else
        console().line(tr("Batches:   at most %1 contacts").arg(locale.toString(budget.batchSize)));
    console().json(objectOf(campaign, budget));
    Q_EMIT done(ExitComplete);
}

void ListsSchemaCommand::start()
{
    const auto session = openTenant();
    if (!session)
        return fail(session.error(), ExitRefused);
    m_desk = std::make_unique<EnrichmentDesk>(**session);
    connect(m_desk.get(), &EnrichmentDesk::schemaLoaded, this, &ListsSchemaCommand::show);
    connect(m_desk.get(), &EnrichmentDesk::schemaFailed, this,
            [this](const QString &, const ApiError &error) { fail(error, ExitFailed); });
    connect(*session, &TenantSession::contactListsFailed, this,
            [this](const ApiError &error) { fail(error, ExitFailed); });
    connect(*session, &TenantSession::contactListsLoaded, this, [this](const QList<ContactListSummary> &lists) {
        const auto list = listFrom(lists, commandLine().enrichOptions.list);
        if (!list)
            return fail(list.error(), ExitFailed);
        m_desk->requestSchema(list->id);
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
    if (schema.attributes.isEmpty())
        console().line(tr("The list has no attributes."));
    else
        for (const QString &line : alignedTable(rows))
            console().line(line);
    console().json({{QStringLiteral("list"), schema.listId}, {QStringLiteral("attributes"), array}});
    Q_EMIT done(ExitComplete);
}

} // namespace muster
