// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/cxone/cxonesandboxskills.h"

#include "network/sandbox/cxone/cxonesandboxlist.h"

namespace muster {

using namespace Qt::StringLiterals;

namespace {

constexpr int phoneMedia = 4;
constexpr int onlyCampaign = 2201;

QJsonObject skillFacts(const CxoneSandboxSkill &skill)
{
    return {{u"skillId"_s, skill.id},
            {u"skillName"_s, skill.name},
            {u"mediaTypeId"_s, phoneMedia},
            {u"mediaTypeName"_s, u"Phone Call"_s},
            {u"isOutbound"_s, true},
            {u"outboundStrategy"_s, u"Personal Connection"_s},
            {u"isRunning"_s, skill.isRunning},
            {u"campaignId"_s, onlyCampaign},
            {u"campaignName"_s, u"Renewals"_s},
            {u"isActive"_s, true}};
}

} // namespace

CxoneSandboxSkills::CxoneSandboxSkills()
    : m_skills{{CxoneSandboxList::stoppedSkill, u"Outbound renewals"_s, false},
               {CxoneSandboxList::runningSkill, u"Outbound welcome"_s, true}}
{
}

const CxoneSandboxSkill *CxoneSandboxSkills::find(qint64 id) const
{
    const auto found = std::find_if(m_skills.cbegin(), m_skills.cend(),
                                    [id](const CxoneSandboxSkill &skill) { return skill.id == id; });
    return found == m_skills.cend() ? nullptr : &*found;
}

void CxoneSandboxSkills::start(int id)
{
    for (CxoneSandboxSkill &skill : m_skills) {
        if (skill.id == id)
            skill.isRunning = true;
    }
}

QList<CxoneSandboxRoute> CxoneSandboxSkills::routes(const QStringList &path)
{
    if (path == QStringList{u"skills"_s}) {
        return {{.method = "GET",
                 .parameters = {"mediaTypeId", "outboundStrategy", "isActive", "searchString", "fields", "skip", "top"},
                 .answer = [this](CxoneSandboxCall &call) { return index(call); }}};
    }
    if (path.size() == 2 && path.first() == "skills"_L1) {
        bool good = false;
        const qint64 id = path.last().toLongLong(&good);
        return {{.method = "GET",
                 .parameters = {"fields"},
                 .answer = [this, id = good ? id : -1](CxoneSandboxCall &call) { return one(id, call); }}};
    }
    return {};
}

SandboxAnswer CxoneSandboxSkills::index(CxoneSandboxCall &call) const
{
    const CxoneSandboxPage page(call);
    const qint64 media = call.parameters.number("mediaTypeId", phoneMedia, 1, 100);
    const bool active = call.parameters.flag("isActive").value_or(true);
    if (!call.parameters.bad().isEmpty())
        return cxoneSandboxBadParameter(CxoneSandboxFamily::Acd, call);
    const QString strategy = call.parameters.text("outboundStrategy");
    QList<CxoneSandboxSkill> found;
    for (const CxoneSandboxSkill &skill : m_skills) {
        if (media == phoneMedia && active
            && (strategy.isEmpty() || strategy.compare("Personal Connection"_L1, Qt::CaseInsensitive) == 0)
            && skill.name.contains(call.parameters.text("searchString"), Qt::CaseInsensitive))
            found.append(skill);
    }
    QJsonArray skills;
    for (qint64 at = page.skip(); at < page.end(found.size()); ++at)
        skills.append(cxoneSandboxPicked(skillFacts(found[at]), call.parameters.text("fields")));
    return cxoneSandboxAnswer(200, "OK",
                              {{u"totalRecords"_s, CxoneSandboxPage::told(call, found.size())},
                               {u"_links"_s, page.links(call, found.size())},
                               {u"skills"_s, skills}});
}

SandboxAnswer CxoneSandboxSkills::one(qint64 id, CxoneSandboxCall &call) const
{
    const CxoneSandboxSkill *skill = find(id);
    if (skill == nullptr)
        return cxoneSandboxError(CxoneSandboxFamily::Acd, 404, "InvalidSkillId"_L1, u"InvalidSkillId"_s);
    return cxoneSandboxAnswer(200, "OK", cxoneSandboxPicked(skillFacts(*skill), call.parameters.text("fields")));
}

} // namespace muster
