// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/cxone/cxonesandboxlists.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace muster {

using namespace Qt::StringLiterals;

namespace {

constexpr auto acd = CxoneSandboxFamily::Acd;

// Parameters of a list's creation, and which member of a record their column fills.
constexpr std::array memberColumns = std::to_array<std::pair<const char *, const char *>>({
    {"scoreColumn", "score"},
    {"customer1Column", "customer1"},
    {"customer2Column", "customer2"},
    {"callerIdColumn", "callerId"},
    {"priorityColumn", "priority"},
    {"complianceReqColumn", "complianceReq"},
    {"firstNameColumn", "firstName"},
    {"lastNameColumn", "lastName"},
    {"addressColumn", "address"},
    {"cityColumn", "city"},
    {"stateColumn", "state"},
    {"zipColumn", "zip"},
    {"timeZoneColumn", "timeZone"},
    {"confirmReqColumn", "confirmReq"},
    {"overrideFinalizationColumn", "overrideFinalization"},
    {"agentIdColumn", "agentId"},
    {"callRequestTimeColumn", "callRequestTime"},
    {"callRequestStaleColumn", "callRequestStaleMins"},
    {"notesColumn", "notes"},
    {"expirationDateColumn", "expirationDate"},
});

// Members of a record that are no text.
QJsonValue memberValue(const QString &name, const QString &value)
{
    if (name == "agentId"_L1 || name == "callRequestStaleMins"_L1)
        return value.toInt();
    if (name == "overrideFinalization"_L1)
        return value.compare("true"_L1, Qt::CaseInsensitive) == 0;
    return value;
}

QJsonArray skillsOf(const CxoneSandboxList &list, const CxoneSandboxSkills &skills,
                    const CxoneSandboxListStore::Counts &counts, bool asText)
{
    const CxoneSandboxSkill *skill = list.skillId ? skills.find(*list.skillId) : nullptr;
    if (skill == nullptr)
        return {};
    // The index says these as text, the download as numbers: so the published description.
    const auto said = [asText](qint64 number) -> QJsonValue {
        return asText ? QJsonValue(QString::number(number)) : QJsonValue(number);
    };
    return {QJsonObject{{u"skillId"_s, said(skill->id)},
                        {u"skillName"_s, skill->name},
                        {u"totalRecords"_s, said(counts.records)},
                        {u"freshRecords"_s, said(counts.prospective - counts.retried)},
                        {u"finalizedRecords"_s, said(counts.finalized)},
                        {u"retriedRecords"_s, said(counts.retried)}}};
}

struct RecordOrder
{
    QString member;
    bool descending = false;
};

// "icModifiedDate desc"; nothing: not one of those that a list can be ordered by.
std::optional<RecordOrder> recordOrder(const QString &text)
{
    static const QStringList members{u"externalId"_s, u"firstName"_s, u"lastName"_s, u"icCreateDate"_s,
                                     u"icModifiedDate"_s};
    const QStringList words = text.simplified().split(u' ');
    if (!members.contains(words.first()) || words.size() > 2)
        return std::nullopt;
    const QString direction = words.value(1, u"asc"_s).toLower();
    if (direction != "asc"_L1 && direction != "desc"_L1)
        return std::nullopt;
    return RecordOrder{words.first(), direction == "desc"_L1};
}

// Each page of a list is ordered anew: so what can be told without the whole record is.
QString orderKey(const CxoneSandboxListStore &store, qint64 id, qint64 place, const QString &member)
{
    if (member == "externalId"_L1)
        return store.externalId(id, place);
    if (member == "icModifiedDate"_L1)
        return cxoneSandboxTime(store.modified(id, place));
    const CxoneSandboxRecord record = *store.at(id, place);
    return member == "icCreateDate"_L1 ? cxoneSandboxTime(record.created) : record.members.value(member);
}

/// Puts the places of records into that order; equal ones stay as they were.
void sortPlaces(QList<qint64> &places, const CxoneSandboxListStore &store, qint64 id, const RecordOrder &order)
{
    QList<std::pair<QString, qint64>> keys;
    for (const qint64 place : std::as_const(places))
        keys.append({orderKey(store, id, place, order.member), place});
    std::sort(keys.begin(), keys.end(), [&order](const auto &one, const auto &other) {
        const int compared = one.first.compare(other.first);
        if (compared == 0)
            return one.second < other.second;
        return order.descending ? compared > 0 : compared < 0;
    });
    for (qsizetype at = 0; at < places.size(); ++at)
        places[at] = keys[at].second;
}

} // namespace

SandboxAnswer cxoneSandboxNoList()
{
    return cxoneSandboxError(acd, 404, "InvalidListId"_L1, u"InvalidListId"_s);
}

qint64 cxoneSandboxId(const QString &piece)
{
    bool good = false;
    const qint64 id = piece.toLongLong(&good);
    return good && QString::number(id) == piece ? id : -1;
}

CxoneSandboxLists::CxoneSandboxLists(CxoneSandboxListStore &store, const CxoneSandboxSkills &skills,
                                     bool answersNoContent)
    : m_store(store)
    , m_skills(skills)
    , m_answersNoContent(answersNoContent)
{
}

QList<CxoneSandboxRoute> CxoneSandboxLists::routes(const QStringList &path)
{
    if (path.size() < 2 || path[0] != "lists"_L1 || path[1] != "call-lists"_L1)
        return {};
    if (path.size() == 2) {
        QList<QByteArray> columns{"listName", "externalIdColumn", "listExpirationDate"};
        std::transform(memberColumns.begin(), memberColumns.end(), std::back_inserter(columns),
                       [](const auto &column) { return QByteArray(column.first); });
        return {{.method = "GET",
                 .parameters = {"skip", "top"},
                 .answer = [this](CxoneSandboxCall &call) { return index(call); }},
                {.method = "POST", .parameters = columns, .takesBody = true, .answer = [this](CxoneSandboxCall &call) {
                     return create(call);
                 }}};
    }
    if (path.size() == 3 && path[2] != "jobs"_L1) {
        const qint64 id = cxoneSandboxId(path[2]);
        return {{.method = "GET",
                 .parameters = {"finalized", "includeRecords", "updatedSince", "fields", "skip", "top", "orderBy"},
                 .answer = [this, id](CxoneSandboxCall &call) { return download(id, call); }},
                {.method = "DELETE",
                 .parameters = {"forceInactive", "forceDelete"},
                 .answer = [this, id](CxoneSandboxCall &call) { return removeList(id, call); }}};
    }
    if (path.size() == 4 && path[3] == "attempts"_L1) {
        return {
            {.method = "GET",
             .parameters = {"finalized", "updatedSince", "fields", "skip", "top", "orderBy"},
             .answer = [this, id = cxoneSandboxId(path[2])](CxoneSandboxCall &call) { return attempts(id, call); }}};
    }
    if (path.size() == 4 && path[3] == "removeProspects"_L1) {
        return {{.method = "DELETE",
                 .parameters = {},
                 .takesBody = true,
                 .answer = [this, name = path[2]](CxoneSandboxCall &call) { return removeRecords(name, call); }}};
    }
    return {};
}

QJsonObject CxoneSandboxLists::facts(qint64 id) const
{
    const CxoneSandboxList &list = *m_store.find(id);
    const CxoneSandboxListStore::Counts counts = m_store.counts(id);
    return {{u"listName"_s, list.name},
            {u"prospectiveContactCount"_s, counts.prospective},
            {u"status"_s, list.status},
            {u"totalRecords"_s, counts.total()},
            {u"invalidRecords"_s, counts.invalid()},
            {u"validRecords"_s, counts.valid},
            {u"finalizedRecords"_s, counts.finalized},
            {u"createDate"_s, cxoneSandboxTime(list.created)},
            {u"uploadDate"_s, cxoneSandboxTime(m_store.uploaded(id))},
            {u"updateDate"_s, cxoneSandboxTime(m_store.updated(id))},
            {u"removeDate"_s, QString()}};
}

SandboxAnswer CxoneSandboxLists::index(CxoneSandboxCall &call) const
{
    const CxoneSandboxPage page(call);
    if (!call.parameters.bad().isEmpty())
        return cxoneSandboxBadParameter(acd, call);
    const QList<qint64> ids = m_store.ids();
    if (page.skip() >= ids.size() && m_answersNoContent)
        return cxoneSandboxNothing();
    QJsonArray lists;
    for (qint64 at = page.skip(); at < page.end(ids.size()); ++at) {
        QJsonObject list = facts(ids[at]);
        list.insert(u"listId"_s, ids[at]);
        list.insert(u"skills"_s, skillsOf(*m_store.find(ids[at]), m_skills, m_store.counts(ids[at]), true));
        lists.append(list);
    }
    return cxoneSandboxAnswer(200, "OK",
                              {{u"totalRecords"_s, CxoneSandboxPage::told(call, ids.size())},
                               {u"_links"_s, page.links(call, ids.size())},
                               {u"callingLists"_s, lists}});
}

SandboxAnswer CxoneSandboxLists::create(CxoneSandboxCall &call)
{
    const auto expires = call.parameters.time("listExpirationDate");
    for (const char *name : {"listName", "externalIdColumn"}) {
        if (call.parameters.text(name).isEmpty())
            call.parameters.mark(name);
    }
    if (!call.parameters.bad().isEmpty())
        return cxoneSandboxBadParameter(acd, call);
    CxoneSandboxList list{.name = call.parameters.text("listName"),
                          .externalIdColumn = call.parameters.text("externalIdColumn"),
                          .status = u"Active"_s,
                          .created = call.wallNow,
                          .expires = expires.value_or(QDateTime())};
    for (const auto &[parameter, member] : memberColumns) {
        if (const QString column = call.parameters.text(parameter); !column.isEmpty())
            list.columns.append({CxoneSandboxColumn::Kind::Member, QLatin1String(member), column});
    }
    const auto invalidMapping
        = [] { return cxoneSandboxError(acd, 400, "InvalidDestinationMappings"_L1, u"InvalidDestinationMappings"_s); };
    const auto body = call.object();
    if (!body)
        return invalidMapping();
    // The second is in a sample of the documentation only.
    const QList<std::pair<QString, CxoneSandboxColumn::Kind>> mappings{
        {u"destinationMappings"_s, CxoneSandboxColumn::Kind::Destination},
        {u"customFieldMappings"_s, CxoneSandboxColumn::Kind::Other}};
    for (const auto &[name, kind] : mappings) {
        const QJsonArray array = body->value(name).toArray();
        for (const QJsonValue &mapping : array) {
            const QString field = mapping[u"fieldName"].toString();
            const QString column = mapping[u"fieldValue"].toString();
            if (field.isEmpty() || column.isEmpty())
                return invalidMapping();
            list.columns.append({kind, field, column});
        }
        if (array.isEmpty() && kind == CxoneSandboxColumn::Kind::Destination)
            return invalidMapping();
    }
    if (m_store.findByName(list.name) != nullptr)
        return cxoneSandboxError(acd, 409, "ListNameInUse"_L1, u"ListNameInUse"_s);
    return cxoneSandboxAnswer(200, "Calling List created and mapped", {{u"listId"_s, m_store.add(std::move(list))}});
}

QJsonObject CxoneSandboxLists::rendered(qint64 id, const CxoneSandboxRecord &record, const CxoneSandboxCall &call) const
{
    const CxoneSandboxList &list = *m_store.find(id);
    QJsonObject object{{u"externalId"_s, record.externalId}};
    for (auto member = record.members.cbegin(); member != record.members.cend(); ++member)
        object.insert(member.key(), memberValue(member.key(), member.value()));
    QJsonArray destinations;
    QJsonArray others;
    for (const CxoneSandboxColumn &column : list.columns) {
        if (column.kind == CxoneSandboxColumn::Kind::Destination) {
            destinations.append(QJsonObject{{u"formattedDestination"_s, record.destinations.value(destinations.size())},
                                            {u"description"_s, column.name},
                                            {u"compliance"_s, QString()},
                                            {u"maxAttempts"_s, 0}});
        } else if (column.kind == CxoneSandboxColumn::Kind::Other) {
            others.append(QJsonObject{{u"fieldName"_s, column.name},
                                      {u"fieldMapping"_s, column.column},
                                      {u"fieldValue"_s, record.others.value(column.name)}});
        }
    }
    object.insert(u"icAttempts"_s, record.attempts);
    object.insert(u"icFinalStatus"_s, record.isFinalized ? u"Completed"_s : QString());
    object.insert(u"icSourceActive"_s, list.status == "Active"_L1);
    object.insert(u"icSourceRemoved"_s, false);
    object.insert(u"icCreateDate"_s, cxoneSandboxTime(record.created));
    object.insert(u"icModifiedDate"_s, cxoneSandboxTime(record.modified));
    object.insert(u"destinations"_s, destinations);
    object.insert(u"otherFields"_s, others);
    if (call.mutation == SandboxFault::Mutation::ExtraMembers)
        object.insert(u"icFutureMember"_s, QJsonArray{QJsonValue(), QJsonObject{{u"nested"_s, 1e300}}});
    return cxoneSandboxPicked(object, call.parameters.text("fields"));
}

SandboxAnswer CxoneSandboxLists::download(qint64 id, CxoneSandboxCall &call) const
{
    const CxoneSandboxList *list = m_store.find(id);
    if (list == nullptr)
        return cxoneSandboxNoList();
    const CxoneSandboxPage page(call);
    const bool includeRecords = call.parameters.flag("includeRecords").value_or(false);
    std::optional<RecordOrder> order;
    if (call.parameters.has("orderBy")) {
        order = recordOrder(call.parameters.text("orderBy"));
        if (!order)
            call.parameters.mark("orderBy");
    }
    if (!call.parameters.bad().isEmpty())
        return cxoneSandboxBadParameter(acd, call);
    const auto finalized = call.parameters.flag("finalized");
    const auto since = call.parameters.time("updatedSince");
    if (!call.parameters.bad().isEmpty()) // It has this text for a bad "finalized", too.
        return cxoneSandboxError(acd, 400, "InvalidUpdatedSince"_L1, u"InvalidUpdatedSince"_s);
    QJsonObject resultSet = facts(id);
    resultSet.insert(u"lastPollTime"_s, cxoneSandboxTime(call.wallNow));
    resultSet.insert(u"listExpirationDate"_s, cxoneSandboxTime(list->expires));
    resultSet.insert(u"skills"_s, skillsOf(*list, m_skills, m_store.counts(id), false));
    if (!includeRecords)
        return cxoneSandboxAnswer(200, "OK", {{u"resultSet"_s, resultSet}});

    QList<qint64> places;
    for (qint64 place = 0; place < m_store.places(id); ++place) {
        if (m_store.isThere(id, place) && (!finalized || m_store.isFinalized(id, place) == *finalized)
            && (!since || m_store.modified(id, place) >= *since))
            places.append(place);
    }
    if (page.skip() >= places.size() && m_answersNoContent)
        return cxoneSandboxNothing();
    if (order)
        sortPlaces(places, m_store, id, *order);
    QJsonArray records;
    const bool doubles = call.mutation == SandboxFault::Mutation::DuplicateRecord && page.skip() > 0;
    for (qint64 at = page.skip() - (doubles ? 1 : 0); at < page.end(places.size()); ++at)
        records.append(rendered(id, *m_store.at(id, places[at]), call));
    if (call.mutation == SandboxFault::Mutation::LostRecord && !records.isEmpty())
        records.removeLast();
    resultSet.insert(u"contactRecords"_s, records);
    return cxoneSandboxAnswer(200, "OK", {{u"resultSet"_s, resultSet}});
}

// The calls to each record one after another, the latest one when the record was changed last.
SandboxAnswer CxoneSandboxLists::attempts(qint64 id, CxoneSandboxCall &call) const
{
    constexpr qint64 betweenCalls = 86'400; // s
    if (m_store.find(id) == nullptr)
        return cxoneSandboxNoList();
    const CxoneSandboxPage page(call);
    const auto finalized = call.parameters.flag("finalized");
    if (!call.parameters.bad().isEmpty())
        return cxoneSandboxBadParameter(acd, call);
    QJsonArray rows;
    qint64 passed = 0;
    for (qint64 place = 0; place < m_store.places(id) && rows.size() < page.top(); ++place) {
        if (!m_store.isThere(id, place) || (finalized && m_store.isFinalized(id, place) != *finalized))
            continue;
        const qint64 made = m_store.attempts(id, place);
        const qint64 skipped = std::min(made, std::max<qint64>(page.skip() - passed, 0));
        passed += skipped;
        for (qint64 at = skipped; at < made && rows.size() < page.top(); ++at, ++passed) {
            const QDateTime date = m_store.modified(id, place).addSecs((at + 1 - made) * betweenCalls);
            rows.append(cxoneSandboxPicked({{u"contactId"_s, id * 1'000'000 + place},
                                            {u"externalId"_s, m_store.externalId(id, place)},
                                            {u"dateOfCall"_s, cxoneSandboxTime(date)},
                                            {u"lastDuration"_s, 20}},
                                           call.parameters.text("fields")));
        }
    }
    if (rows.isEmpty() && m_answersNoContent)
        return cxoneSandboxNothing();
    QJsonObject resultSet = facts(id);
    resultSet.insert(u"contactAttempts"_s, rows);
    return cxoneSandboxAnswer(200, "OK", {{u"resultSet"_s, resultSet}});
}

SandboxAnswer CxoneSandboxLists::removeList(qint64 id, CxoneSandboxCall &call)
{
    const CxoneSandboxList *list = m_store.find(id);
    const bool forceInactive = call.parameters.flag("forceInactive").value_or(false);
    const bool forceDelete = call.parameters.flag("forceDelete").value_or(false);
    SandboxAnswer refusal;
    if (!call.parameters.bad().isEmpty())
        refusal = cxoneSandboxBadParameter(acd, call);
    else if (list == nullptr)
        refusal = cxoneSandboxNoList();
    else if (const auto *skill = list->skillId ? m_skills.find(*list->skillId) : nullptr;
             (skill != nullptr && skill->isRunning && !forceDelete)
             || (list->status == "Active"_L1 && !forceInactive && !forceDelete))
        refusal = cxoneSandboxError(acd, 409, "ListCannotBeModified"_L1, u"List cannot be modified"_s);
    if (refusal.status != 200) {
        refusal.body.clear(); // The text stands in the header alone.
        refusal.contentType.clear();
        return refusal;
    }
    if (call.mutation != SandboxFault::Mutation::AcceptWithoutDoing)
        m_store.drop(id);
    return cxoneSandboxDone();
}

SandboxAnswer CxoneSandboxLists::removeRecords(const QString &name, CxoneSandboxCall &call)
{
    const CxoneSandboxList *list = m_store.findByName(name);
    if (list == nullptr)
        return cxoneSandboxError(acd, 404, "InvalidSourceName"_L1, u"InvalidSourceName"_s);
    const auto body = call.object();
    const QJsonValue prospects = body ? body->value("prospectsToRemove"_L1) : QJsonValue(QJsonValue::Undefined);
    if (!body || (!prospects.isArray() && !prospects.isNull() && !prospects.isUndefined()))
        return cxoneSandboxError(acd, 400, "InvalidProspects"_L1, u"InvalidProspects"_s);
    const QJsonArray array = prospects.toArray();
    QList<qint64> ids;
    for (const QJsonValue &prospect : array) {
        if (prospect.isNull())
            continue;
        const QJsonValue id = prospect[u"externalId"];
        // The description wants a number here, although a record's external id is a text.
        if (!id.isDouble() || id.toDouble() != std::floor(id.toDouble()))
            return cxoneSandboxError(acd, 400, "InvalidExternalId"_L1, u"InvalidExternalId"_s);
        ids.append(id.toInteger());
    }
    QJsonArray removed;
    QJsonArray failed;
    for (const qint64 id : std::as_const(ids)) {
        const QString text = QString::number(id);
        const bool done = call.mutation == SandboxFault::Mutation::AcceptWithoutDoing
            || m_store.remove(list->id, text, call.wallNow);
        (done ? removed : failed)
            .append(QJsonObject{{u"externalId"_s, text}, {u"resultCode"_s, done ? u"Success"_s : u"NotFound"_s}});
    }
    return cxoneSandboxAnswer(200, "Success", {{u"successfulRecords"_s, removed}, {u"failedRecords"_s, failed}});
}

} // namespace muster
