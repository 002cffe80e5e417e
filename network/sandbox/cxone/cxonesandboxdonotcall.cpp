// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/cxone/cxonesandboxdonotcall.h"

#include "network/sandbox/cxone/cxonesandboxlists.h"

#include <algorithm>

namespace muster {

using namespace Qt::StringLiterals;

namespace {

constexpr auto acdGroups = CxoneSandboxFamily::Acd;

SandboxAnswer noGroup()
{
    return cxoneSandboxError(acdGroups, 404, "InvalidDncGroupId"_L1, u"InvalidDncGroupId"_s);
}

SandboxAnswer badGroupBody(const QString &member)
{
    return cxoneSandboxError(acdGroups, 400, "InvalidParameter"_L1, u"Invalid parameter: "_s + member);
}

bool isInForce(const CxoneSandboxDoNotCallRecord &record, const QDateTime &now)
{
    return !record.expires.isValid() || record.expires > now;
}

/// A record of a body: what its number is and until when.
struct GroupEntry
{
    QString digits; ///< Empty: it is no number.
    QDateTime expires;
};

// The description wants numbers where records are added and texts where they are expired.
std::optional<QList<GroupEntry>> readEntries(const CxoneSandboxCall &call, bool asNumber)
{
    const auto body = call.object();
    if (!body || body->size() != 1 || !body->value("dncGroupRecords"_L1).isArray())
        return std::nullopt;
    QList<GroupEntry> entries;
    const QJsonArray array = body->value("dncGroupRecords"_L1).toArray();
    for (const QJsonValue &value : array) {
        const QJsonValue phone = value[u"phoneNumber"];
        const QJsonValue expired = value[u"expiredDate"];
        if (asNumber ? !phone.isDouble() : !phone.isString())
            return std::nullopt;
        if (!expired.isUndefined() && !expired.isString())
            return std::nullopt;
        const QString digits = asNumber ? QString::number(phone.toInteger()) : cxoneSandboxDigits(phone.toString());
        GroupEntry entry{.digits = isCxoneSandboxNumber(digits) ? digits : QString()};
        if (!expired.toString().isEmpty()) {
            entry.expires = QDateTime::fromString(expired.toString(), Qt::ISODateWithMs).toUTC();
            if (!entry.expires.isValid())
                return std::nullopt;
        }
        entries.append(entry);
    }
    return entries;
}

QJsonObject entryResult(bool done, const QString &digits)
{
    return {{u"success"_s, done},
            {u"error"_s, done ? QString() : u"Invalid phone number"_s},
            {u"formattedPhone"_s, digits}};
}

} // namespace

CxoneSandboxDoNotCall::CxoneSandboxDoNotCall(const SandboxData &data, const CxoneSandboxList &people,
                                             const CxoneSandboxSkills &skills, const QDateTime &started,
                                             bool answersNoContent)
    : m_skills(skills)
    , m_answersNoContent(answersNoContent)
{
    const auto add = [&](qint64 id, const QString &name, bool isActive, qint64 count, qint64 step) {
        Group group{.name = name,
                    .description = name,
                    .isActive = isActive,
                    .created = started.addDays(-200),
                    .updated = started.addDays(-3)};
        for (qint64 at = 0; at < count && at * step < people.seeded; ++at) {
            const CxoneSandboxRecord record = people.seed(data, at * step);
            group.records.append({.id = ++m_lastRecord,
                                  .phone = record.destinations.first(),
                                  .expires = at % 10 == 9 ? started.addDays(-1) : QDateTime(),
                                  .collected = group.created,
                                  .updated = group.updated});
        }
        m_groups.insert({id, std::move(group)});
    };
    add(501, u"Company do not call"_s, true, 40, 97);
    add(502, u"Campaign opt-outs"_s, true, 12, 211);
    add(503, u"Old registry"_s, false, 5, 13);
    m_groups[501].scrubbed = {CxoneSandboxList::stoppedSkill, CxoneSandboxList::runningSkill};
    m_groups[502].contributing = {CxoneSandboxList::stoppedSkill};
}

QStringList CxoneSandboxDoNotCall::numbers(qint64 groupId, const QDateTime &now) const
{
    QStringList numbers;
    const auto group = m_groups.find(groupId);
    if (group == m_groups.end())
        return numbers;
    for (const CxoneSandboxDoNotCallRecord &record : group->second.records) {
        if (isInForce(record, now))
            numbers.append(record.phone);
    }
    return numbers;
}

CxoneSandboxRoute CxoneSandboxDoNotCall::route(const QByteArray &method, qint64 id, Answer answer,
                                               const QList<QByteArray> &parameters, bool takesBody)
{
    return {.method = method,
            .parameters = parameters,
            .takesBody = takesBody,
            .answer = [this, id, answer](CxoneSandboxCall &call) {
                const auto group = m_groups.find(id);
                return group == m_groups.end() ? noGroup() : (this->*answer)(id, group->second, call);
            }};
}

QList<CxoneSandboxRoute> CxoneSandboxDoNotCall::routes(const QStringList &path)
{
    if (path.isEmpty() || path[0] != "dnc-groups"_L1)
        return {};
    if (path.size() == 1) {
        return {{.method = "GET",
                 .parameters = {"fields", "updatedSince"},
                 .answer = [this](CxoneSandboxCall &call) { return index(call); }},
                {.method = "POST", .parameters = {}, .takesBody = true, .answer = [this](CxoneSandboxCall &call) {
                     return create(call);
                 }}};
    }
    if (path.size() == 2 && path[1] == "search"_L1) {
        return {{.method = "POST", .parameters = {"phoneNumber"}, .answer = [this](CxoneSandboxCall &call) {
                     return search(call);
                 }}};
    }
    const qint64 id = cxoneSandboxId(path[1]);
    if (path.size() == 2) {
        return {route("GET", id, &CxoneSandboxDoNotCall::one, {"fields"}),
                route("PUT", id, &CxoneSandboxDoNotCall::change, {"dncGroupName", "dncGroupDescription", "isActive"})};
    }
    if (path[2] == "contributing-skills"_L1)
        return skillRoutes(id, &Group::contributing, u"contributingSkills"_s, path.mid(3));
    if (path[2] == "scrubbed-skills"_L1)
        return skillRoutes(id, &Group::scrubbed, u"scrubbedSkills"_s, path.mid(3));
    if (path.size() == 3 && path[2] == "records"_L1) {
        return {route("GET", id, &CxoneSandboxDoNotCall::records, {"fields", "skip", "top"}),
                route("POST", id, &CxoneSandboxDoNotCall::addRecords, {}, true),
                route("DELETE", id, &CxoneSandboxDoNotCall::expireRecords, {}, true)};
    }
    return {};
}

QList<CxoneSandboxRoute> CxoneSandboxDoNotCall::skillRoutes(qint64 id, std::set<int> Group::*skills,
                                                            const QString &member, const QStringList &rest)
{
    if (rest.isEmpty()) {
        return {{.method = "GET",
                 .parameters = {"skip", "top"},
                 .answer = [this, id, skills, member](CxoneSandboxCall &call) {
                     const auto group = m_groups.find(id);
                     return group == m_groups.end() ? noGroup() : skillsOf(group->second.*skills, member, call);
                 }}};
    }
    if (rest.size() != 1)
        return {};
    const auto changed = [this, id, skills, skill = cxoneSandboxId(rest.first())](bool isIn) {
        const auto group = m_groups.find(id);
        if (group == m_groups.end())
            return noGroup();
        if (m_skills.find(skill) == nullptr)
            return cxoneSandboxError(acdGroups, 404, "InvalidSkillId"_L1, u"InvalidSkillId"_s);
        std::set<int> &set = group->second.*skills;
        if (isIn)
            set.insert(static_cast<int>(skill));
        else
            set.erase(static_cast<int>(skill));
        return cxoneSandboxDone();
    };
    return {{.method = "POST", .parameters = {}, .answer = [changed](CxoneSandboxCall &) { return changed(true); }},
            {.method = "DELETE", .parameters = {}, .answer = [changed](CxoneSandboxCall &) { return changed(false); }}};
}

QJsonObject CxoneSandboxDoNotCall::facts(qint64 id, const Group &group, const CxoneSandboxCall &call)
{
    const auto valid = std::count_if(group.records.cbegin(), group.records.cend(),
                                     [&call](const auto &record) { return isInForce(record, call.wallNow); });
    return cxoneSandboxPicked({{u"dncGroupId"_s, id},
                               {u"dncGroupName"_s, group.name},
                               {u"dncGroupDescription"_s, group.description},
                               {u"validRecords"_s, static_cast<qint64>(valid)},
                               {u"isActive"_s, group.isActive},
                               {u"isRemoved"_s, false},
                               {u"createDate"_s, cxoneSandboxTime(group.created)},
                               {u"lastUpdateTime"_s, cxoneSandboxTime(group.updated)}},
                              call.parameters.text("fields"));
}

SandboxAnswer CxoneSandboxDoNotCall::index(CxoneSandboxCall &call) const
{
    const auto since = call.parameters.time("updatedSince");
    if (!call.parameters.bad().isEmpty())
        return cxoneSandboxBadParameter(acdGroups, call);
    QJsonArray groups;
    for (const auto &[id, group] : m_groups) {
        if (!since || group.updated >= *since)
            groups.append(facts(id, group, call));
    }
    const QJsonObject resultSet{{u"totalGroups"_s, CxoneSandboxPage::told(call, groups.size())},
                                {u"dncGroups"_s, groups}};
    return cxoneSandboxAnswer(200, "OK", {{u"resultSet"_s, resultSet}});
}

SandboxAnswer CxoneSandboxDoNotCall::create(CxoneSandboxCall &call)
{
    const auto body = call.object();
    if (!body || body->value("dncGroupName"_L1).toString().isEmpty())
        return badGroupBody(u"dncGroupName"_s);
    const qint64 id = m_groups.rbegin()->first + 1;
    const Group &group = m_groups
                             .insert({id,
                                      {.name = body->value("dncGroupName"_L1).toString(),
                                       .description = body->value("dncGroupDescription"_L1).toString(),
                                       .created = call.wallNow,
                                       .updated = call.wallNow}})
                             .first->second;
    return cxoneSandboxAnswer(200, "Success", {{u"dncGroups"_s, QJsonArray{facts(id, group, call)}}});
}

SandboxAnswer CxoneSandboxDoNotCall::search(CxoneSandboxCall &call) const
{
    const QString digits = cxoneSandboxDigits(call.parameters.text("phoneNumber"));
    if (!isCxoneSandboxNumber(digits)) {
        call.parameters.mark("phoneNumber");
        return cxoneSandboxBadParameter(acdGroups, call);
    }
    QJsonArray results;
    for (const auto &[id, group] : m_groups) {
        for (const CxoneSandboxDoNotCallRecord &record : group.records) {
            if (record.phone != digits)
                continue;
            results.append(QJsonObject{{u"dncGroupId"_s, id},
                                       {u"dncGroupName"_s, group.name},
                                       {u"dncGroupDescription"_s, 0}, // a number: so the published description
                                       {u"formattedPhone"_s, record.phone},
                                       {u"expiredDate"_s, cxoneSandboxTime(record.expires)},
                                       {u"dateCollected"_s, cxoneSandboxTime(record.collected)},
                                       {u"lastUpdateTime"_s, cxoneSandboxTime(record.updated)}});
        }
    }
    SandboxAnswer answer = cxoneSandboxAnswer(200, "Success", {{u"searchResults"_s, results}});
    answer.headers.append({"Date"_ba, sandboxHttpDate(call.wallNow)});
    return answer;
}

SandboxAnswer CxoneSandboxDoNotCall::one(qint64 id, Group &group, CxoneSandboxCall &call)
{
    const QJsonObject resultSet{{u"dncGroups"_s, QJsonArray{facts(id, group, call)}}};
    return cxoneSandboxAnswer(200, "OK", {{u"resultSet"_s, resultSet}});
}

SandboxAnswer CxoneSandboxDoNotCall::change(qint64 id, Group &group, CxoneSandboxCall &call)
{
    const auto isActive = call.parameters.flag("isActive");
    if (call.parameters.has("dncGroupName") && call.parameters.text("dncGroupName").isEmpty())
        call.parameters.mark("dncGroupName");
    if (!call.parameters.bad().isEmpty())
        return cxoneSandboxBadParameter(acdGroups, call);
    if (call.parameters.has("dncGroupName"))
        group.name = call.parameters.text("dncGroupName");
    if (call.parameters.has("dncGroupDescription"))
        group.description = call.parameters.text("dncGroupDescription");
    group.isActive = isActive.value_or(group.isActive);
    group.updated = call.wallNow;
    return cxoneSandboxAnswer(200, "Success", {{u"dncGroups"_s, QJsonArray{facts(id, group, call)}}});
}

SandboxAnswer CxoneSandboxDoNotCall::records(qint64, Group &group, CxoneSandboxCall &call)
{
    const CxoneSandboxPage page(call);
    if (!call.parameters.bad().isEmpty())
        return cxoneSandboxBadParameter(acdGroups, call);
    const qint64 total = group.records.size();
    if (page.skip() >= total && m_answersNoContent)
        return cxoneSandboxNothing();
    QJsonArray records;
    for (qint64 at = page.skip(); at < page.end(total); ++at) {
        const CxoneSandboxDoNotCallRecord &record = group.records[at];
        records.append(cxoneSandboxPicked({{u"recordId"_s, record.id},
                                           {u"createdBy"_s, 0},
                                           {u"phoneNumber"_s, record.phone},
                                           {u"formattedPhone"_s, record.phone},
                                           {u"expiredDate"_s, cxoneSandboxTime(record.expires)},
                                           {u"dateCollected"_s, cxoneSandboxTime(record.collected)},
                                           {u"lastUpdateTime"_s, cxoneSandboxTime(record.updated)}},
                                          call.parameters.text("fields")));
    }
    const QJsonObject resultSet{{u"totalRecords"_s, CxoneSandboxPage::told(call, total)}, {u"dncRecords"_s, records}};
    SandboxAnswer answer = cxoneSandboxAnswer(200, "OK", {{u"resultSet"_s, resultSet}});
    // What has just ended has ended by this clock; every server says what time it is.
    answer.headers.append({"Date"_ba, sandboxHttpDate(call.wallNow)});
    return answer;
}

SandboxAnswer CxoneSandboxDoNotCall::addRecords(qint64, Group &group, CxoneSandboxCall &call)
{
    const auto entries = readEntries(call, true);
    if (!entries)
        return badGroupBody(u"dncGroupRecords"_s);
    QJsonArray results;
    int errors = 0;
    for (GroupEntry entry : *entries) {
        if (call.mutation == SandboxFault::Mutation::OtherEnd)
            entry.expires = (entry.expires.isValid() ? entry.expires : call.wallNow).addDays(1);
        const bool good = !entry.digits.isEmpty();
        errors += good ? 0 : 1;
        results.append(entryResult(good, entry.digits));
        if (!good || call.mutation == SandboxFault::Mutation::AcceptWithoutDoing)
            continue;
        const auto known = std::find_if(group.records.begin(), group.records.end(),
                                        [&entry](const auto &record) { return record.phone == entry.digits; });
        if (known != group.records.end()) {
            known->expires = entry.expires;
            known->updated = call.wallNow;
        } else {
            group.records.append({.id = ++m_lastRecord,
                                  .phone = entry.digits,
                                  .expires = entry.expires,
                                  .collected = call.wallNow,
                                  .updated = call.wallNow});
        }
        group.updated = call.wallNow;
    }
    const QJsonObject resultSet{{u"errorCount"_s, errors}, {u"recordResults"_s, results}};
    return cxoneSandboxAnswer(200, "Success", {{u"resultSet"_s, resultSet}});
}

SandboxAnswer CxoneSandboxDoNotCall::expireRecords(qint64, Group &group, CxoneSandboxCall &call)
{
    const auto entries = readEntries(call, false);
    if (!entries)
        return badGroupBody(u"dncGroupRecords"_s);
    QJsonArray results;
    int errors = 0;
    for (const GroupEntry &entry : *entries) {
        const auto known = std::find_if(group.records.begin(), group.records.end(), [&](const auto &record) {
            return record.phone == entry.digits && isInForce(record, call.wallNow);
        });
        const bool done = known != group.records.end();
        errors += done ? 0 : 1;
        results.append(entryResult(done, entry.digits));
        if (!done || call.mutation == SandboxFault::Mutation::AcceptWithoutDoing)
            continue;
        known->expires = entry.expires.isValid() ? entry.expires : call.wallNow;
        known->updated = call.wallNow;
        group.updated = call.wallNow;
    }
    // Unlike when they are added, no resultSet around it.
    return cxoneSandboxAnswer(200, "Success", {{u"errorCount"_s, errors}, {u"recordResults"_s, results}});
}

SandboxAnswer CxoneSandboxDoNotCall::skillsOf(const std::set<int> &skills, const QString &member,
                                              CxoneSandboxCall &call) const
{
    const CxoneSandboxPage page(call);
    if (!call.parameters.bad().isEmpty())
        return cxoneSandboxBadParameter(acdGroups, call);
    const QList<int> ids(skills.cbegin(), skills.cend());
    QJsonArray array;
    for (qint64 at = page.skip(); at < page.end(ids.size()); ++at)
        array.append(QJsonObject{{u"skillId"_s, ids[at]}, {u"skillName"_s, m_skills.find(ids[at])->name}});
    return cxoneSandboxAnswer(200, "OK",
                              {{u"totalRecords"_s, CxoneSandboxPage::told(call, ids.size())},
                               {u"_links"_s, page.links(call, ids.size())},
                               {member, array}});
}

} // namespace muster
