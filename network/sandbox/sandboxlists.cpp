// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxlists.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <algorithm>

namespace muster {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype maxContacts = 100;

/// One reading of one body; collects every fault instead of stopping at the first.
class BatchReader
{
public:
    BatchReader(SandboxBatch kind, const SandboxList &list, const SandboxListStore &store)
        : m_kind(kind)
        , m_list(list)
        , m_store(store)
    {
    }

    QList<ContactPhone> contacts;
    SandboxBatchRefusal refusal;

    void read(const QByteArray &body)
    {
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(body, &error);
        if (error.error != QJsonParseError::NoError || !document.isObject())
            return fault(u"body"_s, "not a JSON object"_L1);
        const QJsonObject object = document.object();
        refuseOthers(object, {"contacts"_L1}, {});
        const QJsonValue value = object.value("contacts"_L1);
        const QJsonArray array = value.toArray();
        if (!value.isArray())
            return fault(u"contacts"_s, value.isUndefined() ? "missing"_L1 : "must be an array"_L1);
        if (array.isEmpty())
            return fault(u"contacts"_s, "at least one is needed"_L1);
        if (array.size() > maxContacts) {
            refusal.code = "batch_too_large"_L1;
            return fault(u"contacts"_s, "more than 100"_L1);
        }
        for (qsizetype at = 0; at < array.size(); ++at)
            readContact(array[at], u"contacts[%1]"_s.arg(at));
        if (refusal.details.isEmpty() && !m_conflicts.isEmpty())
            refusal = {409, "contact_exists"_L1, m_conflicts};
    }

private:
    void fault(const QString &field, QLatin1String issue) { refusal.details.append({field, issue}); }

    void refuseOthers(const QJsonObject &object, const QList<QLatin1String> &known, const QString &prefix)
    {
        const QStringList keys = object.keys();
        for (const QString &key : keys) {
            if (!known.contains(key))
                fault(prefix + key.left(100), "unknown member"_L1);
        }
    }

    std::optional<QString> text(const QJsonValue &value, const QString &field)
    {
        if (value.isString())
            return value.toString();
        fault(field, value.isUndefined() ? "missing"_L1 : "must be text"_L1);
        return std::nullopt;
    }

    void readContact(const QJsonValue &value, const QString &field)
    {
        if (!value.isObject())
            return fault(field, "must be an object"_L1);
        const QJsonObject object = value.toObject();
        refuseOthers(object, {"id"_L1, "phone"_L1}, field + u'.');
        const auto id = text(object.value("id"_L1), field + u".id"_s);
        const auto phone = text(object.value("phone"_L1), field + u".phone"_s);
        if (id)
            judgeId(*id, field + u".id"_s);
        if (phone && m_kind == SandboxBatch::Correction && !isSandboxE164(*phone))
            fault(field + u".phone"_s, "not E.164"_L1);
        if (id && phone)
            contacts.append({*id, *phone});
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
        else if (m_kind == SandboxBatch::Correction && presence == Removed)
            fault(field, "deleted"_L1);
        else if (m_kind == SandboxBatch::Restoring && presence == Present)
            m_conflicts.append({field, u"is in the list"_s});
    }

    const SandboxBatch m_kind;
    const SandboxList &m_list;
    const SandboxListStore &m_store;
    QSet<QString> m_seen;
    QList<FieldFault> m_conflicts;
};

} // namespace

bool isSandboxE164(QStringView text)
{
    const auto digit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    return text.size() >= 3 && text.size() <= 16 && text[0] == u'+' && text[1] != u'0'
        && std::all_of(text.begin() + 1, text.end(), digit);
}

tl::expected<QList<ContactPhone>, SandboxBatchRefusal>
readSandboxBatch(const QByteArray &body, SandboxBatch kind, const SandboxList &list, const SandboxListStore &store)
{
    BatchReader reader(kind, list, store);
    reader.read(body);
    if (!reader.refusal.details.isEmpty())
        return tl::unexpected(std::move(reader.refusal));
    return std::move(reader.contacts);
}

using namespace Qt::StringLiterals;
using Mutation = SandboxFault::Mutation;

namespace {

enum Operation { Index, Page, Correct, Restore, Remove };

constexpr int defaultLimit = 500;
constexpr int maxLimit = 1000;

constexpr auto readScope = "campaign:contactlist:read"_L1;
constexpr auto writeScope = "campaign:contact:write"_L1;
constexpr auto deleteScope = "campaign:contact:delete"_L1;

SandboxAnswer noBody(int status)
{
    return {.status = status, .headers = {}, .contentType = {}, .body = {}};
}

SandboxAnswer refused(const SandboxBatchRefusal &refusal)
{
    const QString words = refusal.status == 409 ? u"Some of the contacts are in the list."_s
                                                : u"The batch breaks the contract; nothing was changed."_s;
    return sandboxError(refusal.status, refusal.code, words, refusal.details);
}

SandboxAnswer badQuery(const QString &field, const QString &issue)
{
    return sandboxError(400, "invalid_request"_L1, u"The query string breaks the contract."_s, {{field, issue}});
}

/// What a page was asked with.
struct PageQuery
{
    int limit = defaultLimit;
    QByteArray cursor; ///< Null: the first page.
    QString fault; ///< Name of the parameter that is wrong; empty: none.
};

PageQuery readQuery(const QByteArray &target)
{
    PageQuery query;
    const qsizetype start = target.indexOf('?');
    const QList<QByteArray> pairs = start < 0 ? QList<QByteArray>() : target.mid(start + 1).split('&');
    bool limited = false;
    for (const QByteArray &pair : pairs) {
        const QByteArray value = QByteArray::fromPercentEncoding(pair.mid(pair.indexOf('=') + 1));
        if (pair.startsWith("limit=")) {
            const bool digits = !value.isEmpty() && value.size() <= 4
                && std::all_of(value.cbegin(), value.cend(), [](char c) { return c >= '0' && c <= '9'; });
            query.limit = digits ? value.toInt() : 0;
            if (limited || query.limit < 1 || query.limit > maxLimit)
                query.fault = u"limit"_s;
            limited = true;
        } else if (pair.startsWith("cursor=")) {
            if (!query.cursor.isNull())
                query.fault = u"cursor"_s;
            query.cursor = value.isEmpty() ? QByteArray("") : value;
        }
    }
    return query;
}

// Where the client reached us. A Host that is none is not echoed; links are then relative, which the contract allows.
QByteArray originOf(const SandboxHttpRequest &request)
{
    const QByteArray host = request.header("Host");
    const bool plain = !host.isEmpty() && host.size() <= 255 && std::all_of(host.cbegin(), host.cend(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == ':'
            || c == '-' || c == '[' || c == ']';
    });
    return plain ? "http://" + host : QByteArray();
}

} // namespace

SandboxLists::SandboxLists(quint64 seed, qint64 contacts)
    : m_store(SandboxData(seed, contacts))
    , m_cursor(seed, contacts)
{
}

QList<SandboxRoute> SandboxLists::routes(const QStringList &path) const
{
    static const QStringList root = {u"api"_s, u"v2"_s, u"campaigns"_s};
    if (path.size() < 4 || path.first(3) != root)
        return {};
    if (path[3] == "contacts"_L1 && path.size() == 5 && !path[4].isEmpty())
        return {{Remove, path[4], "DELETE"_ba, deleteScope, false}};
    if (path[3] != "contactlists"_L1)
        return {};
    if (path.size() == 4)
        return {{Index, {}, "GET"_ba, readScope, false}};
    if (path[4].isEmpty())
        return {};
    if (path.size() == 5)
        return {{Page, path[4], "GET"_ba, readScope, false}};
    if (path.size() == 6 && path[5] == "contacts"_L1) {
        return {{Correct, path[4], "PATCH"_ba, writeScope, true}, {Restore, path[4], "POST"_ba, writeScope, true}};
    }
    return {};
}

SandboxAnswer SandboxLists::answer(const SandboxRoute &route, const SandboxHttpRequest &request, const QDateTime &now,
                                   Mutation mutation)
{
    if (route.operation == Index)
        return index(mutation);
    if (route.operation == Remove)
        return remove(route.id, mutation);
    const SandboxList *list = SandboxList::find(route.id);
    if (list == nullptr)
        return sandboxError(404, "not_found"_L1, u"There is no such contact list."_s);
    if (route.operation == Page)
        return page(*list, request, mutation);
    if (route.operation == Correct)
        return correct(*list, request.body, now, mutation);
    return restore(*list, request.body, now, mutation);
}

QList<SandboxListContact> SandboxLists::contents(const QString &listId) const
{
    const SandboxList *list = SandboxList::find(listId);
    return list == nullptr ? QList<SandboxListContact>() : m_store.contents(*list);
}

SandboxAnswer SandboxLists::index(Mutation mutation) const
{
    QJsonArray items;
    for (const SandboxList &list : SandboxList::all()) {
        items.append(
            QJsonObject{{u"id"_s, list.id},
                        {u"name"_s, list.name},
                        {u"contactCount"_s, m_store.count(list) + (mutation == Mutation::WrongCount ? 1 : 0)}});
    }
    return sandboxJsonAnswer(200, {{u"items"_s, items}});
}

SandboxAnswer SandboxLists::page(const SandboxList &list, const SandboxHttpRequest &request, Mutation mutation) const
{
    const PageQuery query = readQuery(request.target);
    if (!query.fault.isEmpty())
        return badQuery(query.fault, u"not valid"_s);
    qint64 place = 0;
    if (!query.cursor.isNull()) {
        const auto found = m_cursor.place(query.cursor, list.id.toLatin1(), SandboxListPage::digest());
        if (!found || *found < 0 || *found > list.size(m_store.data()))
            return badQuery(u"cursor"_s, u"belongs to no page of this list"_s);
        place = *found;
    }
    const QByteArray origin = originOf(request);
    const QByteArray base = origin + request.path() + "?limit=" + QByteArray::number(query.limit) + "&cursor=";
    return {.status = 200,
            .headers = {},
            .body = SandboxListPage(m_store, list, m_cursor, base, query.limit)
                        .render(place, query.cursor, origin + request.target, mutation)};
}

SandboxAnswer SandboxLists::correct(const SandboxList &list, const QByteArray &body, const QDateTime &now,
                                    Mutation mutation)
{
    const auto contacts = readSandboxBatch(body, SandboxBatch::Correction, list, m_store);
    if (!contacts)
        return refused(contacts.error());
    if (mutation == Mutation::PerRecordResults)
        return correctSome(*contacts, now);
    if (mutation != Mutation::AcceptWithoutDoing)
        m_store.write(*contacts, now);
    if (mutation == Mutation::AcceptWithoutDoing || mutation == Mutation::AcceptedOnly)
        return noBody(202);
    return sandboxJsonAnswer(200, {{u"updatedCount"_s, contacts->size() - (mutation == Mutation::WrongCount ? 1 : 0)}});
}

// Not in the contract: what a service that does not keep to "whole or not at all" would say (F25).
SandboxAnswer SandboxLists::correctSome(const QList<ContactPhone> &contacts, const QDateTime &now)
{
    QList<ContactPhone> written;
    QJsonArray results;
    for (qsizetype at = 0; at < contacts.size(); ++at) {
        QJsonObject result{{u"id"_s, contacts[at].contactId}, {u"status"_s, 200}};
        if (at % 3 == 2) {
            result.insert(u"status"_s, 400);
            result.insert(u"error"_s, u"invalid_phone"_s);
            result.insert(u"message"_s, u"Refused by a fault of the sandbox."_s);
        } else {
            written.append(contacts[at]);
        }
        results.append(result);
    }
    m_store.write(written, now);
    return sandboxJsonAnswer(207, {{u"updatedCount"_s, written.size()}, {u"results"_s, results}});
}

SandboxAnswer SandboxLists::restore(const SandboxList &list, const QByteArray &body, const QDateTime &now,
                                    Mutation mutation)
{
    const auto contacts = readSandboxBatch(body, SandboxBatch::Restoring, list, m_store);
    if (!contacts)
        return refused(contacts.error());
    if (mutation != Mutation::AcceptWithoutDoing)
        m_store.write(*contacts, now);
    if (mutation == Mutation::AcceptedOnly)
        return noBody(202);
    return sandboxJsonAnswer(201, {{u"createdCount"_s, contacts->size() - (mutation == Mutation::WrongCount ? 1 : 0)}});
}

SandboxAnswer SandboxLists::remove(const QString &contactId, Mutation mutation)
{
    const auto found = sandboxListPlace(m_store.data(), contactId);
    const bool present = found && m_store.at(*found->list, found->place);
    if (!present)
        return sandboxError(404, "not_found"_L1, u"There is no such contact."_s);
    if (mutation != Mutation::AcceptWithoutDoing)
        m_store.remove(contactId);
    return noBody(mutation == Mutation::AcceptedOnly ? 202 : 204);
}

} // namespace muster
