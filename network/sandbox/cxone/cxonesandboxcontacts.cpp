// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/cxone/cxonesandboxcontacts.h"

#include "network/sandbox/cxone/cxonesandboxlist.h"
#include "network/sandbox/cxone/cxonesandboxtokens.h"
#include "network/sandbox/sandboxlist.h"

#include <algorithm>

namespace muster {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 firstContact = 455'000'000'000;
constexpr quint64 contactSalt = 0x636f6e74;
constexpr int chatMedia = 3, callMedia = 4;
constexpr qint64 contactDays = 14;

QString fictionDigits(const SandboxData &data, quint64 draw)
{
    constexpr quint64 differentNumbers = 6000;
    return cxoneSandboxDigits(
        QString::fromStdString(sandboxUsNumber(data, static_cast<qint64>(draw % differentNumbers))));
}

} // namespace

CxoneSandboxContacts::CxoneSandboxContacts(const SandboxData &data, const QDateTime &started, bool answersNoContent)
    : m_data(data)
    , m_started(started)
    , m_answersNoContent(answersNoContent)
{
}

QList<CxoneSandboxRoute> CxoneSandboxContacts::routes(const QStringList &path)
{
    if (path != QStringList{u"contacts"_s, u"completed"_s})
        return {};
    return {{.method = "GET",
             .parameters = {"startDate", "endDate", "fields", "top", "skip", "orderBy", "mediaTypeId", "skillId",
                            "toAddress", "fromAddress"},
             .answer = [this](CxoneSandboxCall &call) { return completed(call); }}};
}

CxoneSandboxContact CxoneSandboxContacts::contact(qint64 number) const
{
    constexpr qint64 step = contactDays * 86'400 / count;
    const quint64 draw = m_data.random(number, contactSalt);
    const bool isCall = draw % 4 != 0;
    const bool isOutbound = isCall && draw / 4 % 3 != 0;
    const QString customer = fictionDigits(m_data, draw >> 8);
    const QString company = fictionDigits(m_data, 1);
    return {.id = firstContact + number,
            .start = m_started.addDays(-contactDays).addSecs(number * step + 1),
            .mediaTypeId = isCall ? callMedia : chatMedia,
            .skillId = draw / 16 % 2 == 0 ? CxoneSandboxList::stoppedSkill : CxoneSandboxList::runningSkill,
            .isOutbound = isOutbound,
            .fromAddress = isOutbound ? company : customer,
            .toAddress = isOutbound ? customer : company,
            .durationSeconds = 20 + static_cast<qint64>(draw / 64 % 300)};
}

QJsonObject CxoneSandboxContacts::rendered(const CxoneSandboxContact &contact) const
{
    const bool isCall = contact.mediaTypeId == callMedia;
    return {{u"contactId"_s, contact.id},
            {u"masterContactId"_s, contact.id},
            {u"contactStartDate"_s, cxoneSandboxTime(contact.start)},
            {u"lastUpdateTime"_s, cxoneSandboxTime(contact.start.addSecs(contact.durationSeconds))},
            {u"mediaTypeId"_s, contact.mediaTypeId},
            {u"mediaTypeName"_s, isCall ? u"Call"_s : u"Chat"_s},
            {u"skillId"_s, contact.skillId},
            {u"skillName"_s,
             contact.skillId == CxoneSandboxList::stoppedSkill ? u"Outbound renewals"_s : u"Outbound welcome"_s},
            {u"campaignId"_s, 2201},
            {u"campaignName"_s, u"Renewals"_s},
            {u"agentId"_s, 7001 + contact.id % 12},
            {u"firstName"_s, u"Agent"_s}, // of the agent, not of the customer
            {u"lastName"_s, QString::number(1 + contact.id % 12)},
            {u"teamId"_s, 61},
            {u"teamName"_s, u"Outbound"_s},
            {u"fromAddress"_s, contact.fromAddress},
            {u"toAddress"_s, contact.toAddress},
            {u"isOutbound"_s, contact.isOutbound},
            {u"abandoned"_s, false},
            {u"totalDurationSeconds"_s, contact.durationSeconds},
            {u"agentSeconds"_s, contact.durationSeconds},
            {u"holdCount"_s, 0},
            {u"endReason"_s, u"Contact Hung Up"_s}};
}

SandboxAnswer CxoneSandboxContacts::completed(CxoneSandboxCall &call) const
{
    CxoneSandboxParameters &parameters = call.parameters;
    const CxoneSandboxPage page(call);
    const auto from = parameters.time("startDate");
    const auto to = parameters.time("endDate");
    const qint64 media = parameters.number("mediaTypeId", 0, 1, 100);
    const qint64 skill = parameters.number("skillId", 0, 1, std::numeric_limits<int>::max());
    const QString order
        = parameters.word("orderBy", {u"contactStartDate"_s, u"contactStartDate asc"_s, u"contactStartDate desc"_s});
    if (from && to && *to < *from)
        parameters.mark("endDate");
    if (!parameters.bad().isEmpty())
        return cxoneSandboxBadParameter(CxoneSandboxFamily::Acd, call);
    QList<CxoneSandboxContact> found;
    for (qint64 number = 0; number < count; ++number) {
        const CxoneSandboxContact contact = this->contact(number);
        if ((!from || contact.start >= *from) && (!to || contact.start <= *to)
            && (media == 0 || contact.mediaTypeId == media) && (skill == 0 || contact.skillId == skill)
            && (!parameters.has("toAddress") || contact.toAddress == parameters.text("toAddress"))
            && (!parameters.has("fromAddress") || contact.fromAddress == parameters.text("fromAddress")))
            found.append(contact);
    }
    if (order.endsWith("desc"_L1))
        std::reverse(found.begin(), found.end());
    if (page.skip() >= found.size() && m_answersNoContent)
        return cxoneSandboxNothing();
    QJsonArray contacts;
    for (qint64 at = page.skip(); at < page.end(found.size()); ++at)
        contacts.append(cxoneSandboxPicked(rendered(found[at]), parameters.text("fields")));
    return cxoneSandboxAnswer(200, "OK",
                              {{u"totalRecords"_s, CxoneSandboxPage::told(call, found.size())},
                               {u"_links"_s, page.links(call, found.size())},
                               {u"businessUnitId"_s, CxoneSandboxTokens::businessUnit},
                               {u"lastPollTime"_s, cxoneSandboxTime(call.wallNow)},
                               {u"completedContacts"_s, contacts}});
}

} // namespace muster
