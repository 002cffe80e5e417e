// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxcampaign.h"

#include "network/sandbox/sandboxlist.h"

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

} // namespace muster
