// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxenrichment.h"

#include "network/sandbox/sandboxcampaign.h"
#include "network/sandbox/sandboxenrichbody.h"
#include "network/sandbox/sandboxliststore.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace muster {

using namespace Qt::StringLiterals;
using Mutation = SandboxFault::Mutation;

namespace {

enum Operation { Campaigns, OneCampaign, Schema, Enrich, Refresh };

constexpr auto outboundScope = "outbound.read"_L1;
constexpr auto readScope = "contacts.read"_L1;
constexpr auto writeScope = "contacts.write"_L1;

// Bigger lists take their time.
constexpr qint64 refreshedAtOnce = 1000;
// "About" a second: two batches that left a second apart may arrive a little closer together.
constexpr int windowMs = 900;

QJsonObject described(const SandboxCampaign &campaign, Mutation mutation)
{
    QJsonObject object{{u"campaignId"_s, campaign.id},
                       {u"name"_s, campaign.name},
                       {u"status"_s, campaign.status},
                       {u"contactListId"_s, campaign.contactListId},
                       {u"maxEnrichmentTimeout"_s, campaign.maxEnrichmentTimeout}};
    if (mutation == Mutation::ExtraMembers)
        object.insert(u"x_nested"_s, QJsonObject{{u"list"_s, QJsonArray{1, QJsonValue::Null}}});
    return object;
}

SandboxAnswer campaigns(Mutation mutation)
{
    QJsonArray items;
    for (const SandboxCampaign &campaign : SandboxCampaign::all())
        items.append(described(campaign, mutation));
    return sandboxJsonAnswer(200, {{u"items"_s, items}});
}

SandboxAnswer oneCampaign(const QString &id, Mutation mutation)
{
    const SandboxCampaign *campaign = SandboxCampaign::find(id);
    if (campaign == nullptr)
        return sandboxError(404, "not_found"_L1, u"There is no such campaign."_s);
    return sandboxJsonAnswer(200, described(*campaign, mutation));
}

SandboxAnswer schema(const SandboxList &list)
{
    QJsonArray attributes;
    for (const SandboxListAttribute &attribute : sandboxListSchema(list))
        attributes.append(QJsonObject{{u"name"_s, attribute.name}, {u"type"_s, attribute.typeName()}});
    return sandboxJsonAnswer(200, {{u"attributes"_s, attributes}});
}

/// How many contacts a body brings, whatever else is wrong with it.
qsizetype contactsIn(const QByteArray &body)
{
    return QJsonDocument::fromJson(body)[u"contacts"].toArray().size();
}

SandboxAnswer processed(qsizetype contacts, Mutation mutation)
{
    if (mutation == Mutation::AcceptedOnly)
        return {.status = 202, .headers = {}, .contentType = {}, .body = {}};
    if (mutation == Mutation::NoCount)
        return sandboxJsonAnswer(200, {{u"status"_s, u"ok"_s}});
    const int beside = mutation == Mutation::WrongCount ? -1 : mutation == Mutation::LargerCount ? 1 : 0;
    return sandboxJsonAnswer(200, {{u"processedCount"_s, contacts + beside}});
}

} // namespace

SandboxEnrichment::SandboxEnrichment(SandboxListStore &store, int contactsPerSecond)
    : m_store(store)
    , m_contactsPerSecond(contactsPerSecond)
{
}

QList<SandboxRoute> SandboxEnrichment::routes(const QStringList &path) const
{
    if (path.size() < 4 || path[0] != "api"_L1 || path[1] != "v2"_L1)
        return {};
    if (path[2] == "outbound"_L1 && path[3] == "campaigns"_L1) {
        if (path.size() == 4)
            return {{Campaigns, {}, "GET"_ba, outboundScope, false}};
        if (path.size() == 5 && !path[4].isEmpty())
            return {{OneCampaign, path[4], "GET"_ba, outboundScope, false}};
        return {};
    }
    if (path[2] != "contacts"_L1 || path[3] != "lists"_L1 || path.size() < 6 || path[4].isEmpty())
        return {};
    if (path.size() == 6 && path[5] == "schema"_L1)
        return {{Schema, path[4], "GET"_ba, readScope, false}};
    if (path.size() == 6 && path[5] == "contacts"_L1)
        return {{Enrich, path[4], "POST"_ba, writeScope, true}};
    if (path.size() == 7 && path[5] == "actions"_L1 && path[6] == "refresh"_L1)
        return {{Refresh, path[4], "POST"_ba, writeScope, false}};
    return {};
}

SandboxAnswer SandboxEnrichment::answer(const SandboxRoute &route, const SandboxHttpRequest &request,
                                        const QDateTime &now, Mutation mutation)
{
    if (route.operation == Campaigns)
        return campaigns(mutation);
    if (route.operation == OneCampaign)
        return oneCampaign(route.id, mutation);
    const SandboxList *list = SandboxList::find(route.id);
    if (list == nullptr)
        return sandboxError(404, "not_found"_L1, u"There is no such contact list."_s);
    if (route.operation == Schema)
        return schema(*list);
    if (route.operation == Enrich)
        return enrich(*list, request.body, now, mutation);
    const int status = m_store.count(*list) > refreshedAtOnce ? 202 : 200;
    return {.status = status, .headers = {}, .contentType = {}, .body = {}};
}

bool SandboxEnrichment::admit(qsizetype contacts, const QDateTime &now)
{
    while (!m_recent.empty() && m_recent.front().at.msecsTo(now) >= windowMs)
        m_recent.pop_front();
    qsizetype total = contacts;
    for (const Batch &batch : m_recent)
        total += batch.contacts;
    if (total > m_contactsPerSecond)
        return false;
    m_recent.push_back({now, contacts});
    return true;
}

SandboxAnswer SandboxEnrichment::enrich(const SandboxList &list, const QByteArray &body, const QDateTime &now,
                                        Mutation mutation)
{
    if (m_contactsPerSecond > 0 && !admit(contactsIn(body), now)) {
        SandboxAnswer answer = sandboxError(429, "rate_limited"_L1, u"Too many contacts in this second."_s);
        answer.headers.append({"Retry-After"_ba, "1"_ba});
        return answer;
    }
    const auto contacts = readSandboxEnrichment(body, list, m_store);
    if (!contacts) {
        return sandboxError(400, contacts.error().code, u"The batch breaks the contract; nothing was changed."_s,
                            contacts.error().details);
    }
    if (mutation != Mutation::AcceptWithoutDoing)
        m_store.merge(*contacts, now);
    return processed(contacts->size(), mutation);
}

} // namespace muster
