// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxenrichment.h"

#include "network/sandbox/sandboxjson.h"
#include "network/sandbox/sandboxlist.h"

#include <QDate>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace muster {

using namespace Qt::StringLiterals;

const QList<SandboxCampaign> &SandboxCampaign::all()
{
    // One of each that a client must tell apart: a shared list, budgets of a few contacts and of none, and campaigns
    // that have ended, whose tighter budgets count no more.
    static const QList<SandboxCampaign> campaigns = [] {
        const auto list = [](int place) { return SandboxList::all()[place].id; };
        return QList<SandboxCampaign>{
            {u"camp_10a1"_s, u"Spring winback"_s, u"running"_s, list(0), 3000, true},
            {u"camp_10a2"_s, u"Evening reminders"_s, u"paused"_s, list(0), 5000, true},
            {u"camp_10a3"_s, u"Last autumn"_s, u"completed"_s, list(0), 40, false},
            {u"camp_20b1"_s, u"Lead follow-up"_s, u"running"_s, list(1), 1255, true},
            {u"camp_20b2"_s, u"Lead trial"_s, u"archived"_s, list(1), 0, false},
            {u"camp_30c1"_s, u"A dozen calls"_s, u"scheduled"_s, list(2), 49, true},
            {u"camp_40d1"_s, u"Nobody to call"_s, u"running"_s, list(3), 9, true},
            {u"camp_50e1"_s, u"Q3, \"warm\"; <b>Grüße</b>"_s, u"running"_s, list(4), 0, true},
        };
    }();
    return campaigns;
}

const SandboxCampaign *SandboxCampaign::find(QStringView id)
{
    for (const SandboxCampaign &campaign : all()) {
        if (campaign.id == id)
            return &campaign;
    }
    return nullptr;
}

int SandboxCampaign::contactsPerBatch(QStringView contactListId)
{
    constexpr int perContact = 10; // Milliseconds.
    int most = -1;
    for (const SandboxCampaign &campaign : all()) {
        if (!campaign.takesUpdates || campaign.contactListId != contactListId)
            continue;
        const int granted = campaign.maxEnrichmentTimeout / perContact;
        most = most < 0 ? granted : std::min(most, granted);
    }
    return most;
}

namespace {

using namespace Qt::StringLiterals;
using namespace simdjson;

bool isDay(const QString &day)
{
    const auto digit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    return day.size() == 10 && std::count_if(day.begin(), day.end(), digit) == 8
        && QDate::fromString(day, u"yyyy-MM-dd"_s).isValid();
}

/// One reading of one body; collects every fault instead of stopping at the first. Broken JSON ends it.
class EnrichmentReader : private SandboxBodyReader
{
public:
    EnrichmentReader(const SandboxList &list, const SandboxListStore &store)
        : SandboxBodyReader(refusal.details)
        , m_list(list)
        , m_store(store)
        , m_schema(sandboxListSchema(list))
    {
    }

    QList<SandboxEnrichedContact> contacts;
    SandboxEnrichmentRefusal refusal;

    void read(const QByteArray &body)
    {
        const bool readable = readObject(body, [this](Object object) { return readBatch(object); });
        if (!readable) {
            refusal.details = {{u"body"_s, u"not a JSON object"_s}};
            return;
        }
        if (!m_hasListId)
            fault(u"contactListId"_s, "missing"_L1);
        if (!m_hasContacts)
            fault(u"contacts"_s, "missing"_L1);
        const int most = SandboxCampaign::contactsPerBatch(m_list.id);
        if (refusal.details.isEmpty() && most >= 0 && contacts.size() > most) {
            refusal.code = "enrichment_timeout"_L1;
            refusal.details = {{u"contacts"_s, u"more than %1"_s.arg(most)}};
        }
    }

private:
    bool readBatch(Object object)
    {
        return forEachMember(object, {}, [this](const QString &name, Value value) {
            if (name == "contactListId"_L1)
                return readListId(value);
            if (name == "contacts"_L1)
                return readContacts(value);
            fault(name.left(100), "unknown member"_L1);
            return isWhole(value);
        });
    }

    bool readListId(Value value)
    {
        m_hasListId = true;
        std::optional<QString> id;
        if (!readText(value, u"contactListId"_s, id))
            return false;
        if (id && *id != m_list.id)
            fault(u"contactListId"_s, "not the list of the address"_L1);
        return true;
    }

    bool readContacts(Value value)
    {
        m_hasContacts = true;
        ondemand::array array;
        if (value.get_array().get(array) != SUCCESS) {
            fault(u"contacts"_s, "must be an array"_L1);
            return isWhole(value);
        }
        qsizetype at = 0;
        for (auto item : array) {
            Value contact;
            if (item.get(contact) != SUCCESS || !readContact(contact, u"contacts[%1]"_s.arg(at++)))
                return false;
        }
        if (at == 0)
            fault(u"contacts"_s, "at least one is needed"_L1);
        return true;
    }

    bool readContact(Value value, const QString &field)
    {
        Object object;
        if (value.get_object().get(object) != SUCCESS) {
            fault(field, "must be an object"_L1);
            return isWhole(value);
        }
        std::optional<QString> id;
        bool hasId = false, hasAttributes = false;
        m_values.clear();
        const bool whole = forEachMember(object, field + u'.', [&](const QString &name, Value member) {
            if (name == "contactId"_L1) {
                hasId = true;
                return readText(member, field + u".contactId"_s, id);
            }
            if (name == "attributes"_L1) {
                hasAttributes = true;
                return readAttributes(member, field + u".attributes"_s);
            }
            fault(field + u'.' + name.left(100), "unknown member"_L1);
            return isWhole(member);
        });
        if (!whole)
            return false;
        if (!hasId)
            fault(field + u".contactId"_s, "missing"_L1);
        if (!hasAttributes)
            fault(field + u".attributes"_s, "missing"_L1);
        if (id)
            judgeId(*id, field + u".contactId"_s);
        contacts.append({id.value_or(QString()), m_values});
        return true;
    }

    void judgeId(const QString &id, const QString &field)
    {
        using enum SandboxListStore::Presence;
        if (m_seen.contains(id))
            return fault(field, "named twice"_L1);
        m_seen.insert(id);
        const auto presence = m_store.presence(m_list, id);
        if (presence == Never)
            fault(field, "no contact of this list"_L1);
        else if (presence == Removed)
            fault(field, "deleted"_L1);
    }

    bool readAttributes(Value value, const QString &field)
    {
        Object object;
        if (value.get_object().get(object) != SUCCESS) {
            fault(field, "must be an object"_L1);
            return isWhole(value);
        }
        bool any = false;
        const bool whole = forEachMember(object, field + u'.', [&](const QString &name, Value member) {
            any = true;
            const QString path = field + u'.' + name.left(100);
            const auto found = std::find_if(m_schema.cbegin(), m_schema.cend(),
                                            [&name](const auto &attribute) { return attribute.name == name; });
            if (found == m_schema.cend()) {
                fault(path, "unknown attribute"_L1);
                return isWhole(member);
            }
            return readValue(member, path, *found, static_cast<int>(found - m_schema.cbegin()));
        });
        if (whole && !any)
            fault(field, "at least one is needed"_L1);
        return whole;
    }

    bool readValue(Value value, const QString &field, const SandboxListAttribute &attribute, int position)
    {
        Type type{};
        if (value.type().get(type) != SUCCESS)
            return false;
        if (type == Type::null) {
            bool isNull = false;
            fault(field, "null"_L1);
            return value.is_null().get(isNull) == SUCCESS && isNull;
        }
        if (type == Type::string)
            return readTextValue(value, field, attribute, position);
        if (type == Type::object || type == Type::array) {
            fault(field, "wrong type"_L1);
            return isWhole(value);
        }
        const std::string_view token = tokenOf(value);
        const bool isWord = type == Type::boolean && (token == "true" || token == "false");
        if (!isWord && (type != Type::number || !isNumber(token)))
            return false;
        using enum SandboxListAttribute::Type;
        const bool whole = token.find_first_of(".eE") == std::string_view::npos;
        const bool fits = (attribute.type == Boolean && type == Type::boolean)
            || (attribute.type == Decimal && type == Type::number)
            || (attribute.type == Integer && type == Type::number && whole);
        if (!fits)
            fault(field, "wrong type"_L1);
        else
            m_values.append({position, QByteArray(token.data(), static_cast<qsizetype>(token.size()))});
        return true;
    }

    bool readTextValue(Value value, const QString &field, const SandboxListAttribute &attribute, int position)
    {
        std::string_view text;
        // Half a surrogate pair, escaped, comes out as bytes that are no UTF-8.
        if (value.get_string().get(text) != SUCCESS || !isUtf8(text))
            return false;
        using enum SandboxListAttribute::Type;
        if (text.empty())
            fault(field, "empty text"_L1);
        else if (text == "null" || text == "NULL" || text == "N/A")
            fault(field, "a word for nothing"_L1);
        else if (attribute.type != String && (attribute.type != Date || !isDay(textOf(text))))
            fault(field, "wrong type"_L1);
        else {
            std::string json = "\"";
            sandboxAppendEscaped(json, text);
            json += '"';
            m_values.append({position, QByteArray::fromStdString(json)});
        }
        return true;
    }

    const SandboxList &m_list;
    const SandboxListStore &m_store;
    const QList<SandboxListAttribute> &m_schema;
    QSet<QString> m_seen;
    QList<QPair<int, QByteArray>> m_values; ///< Of the contact that is being read.
    bool m_hasListId = false, m_hasContacts = false;
};

} // namespace

tl::expected<QList<SandboxEnrichedContact>, SandboxEnrichmentRefusal>
readSandboxEnrichment(const QByteArray &body, const SandboxList &list, const SandboxListStore &store)
{
    EnrichmentReader reader(list, store);
    reader.read(body);
    if (!reader.refusal.details.isEmpty())
        return tl::unexpected(std::move(reader.refusal));
    return std::move(reader.contacts);
}

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
