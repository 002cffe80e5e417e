// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/evidencecollector.h"

#include "models/lists/membercells.h"
#include "models/rules/numbers/numberengine.h"

#include <algorithm>
#include <string>
#include <vector>

namespace muster {

void EvidenceCollector::take(std::uint32_t unit, const PlannedChange &change, std::string_view phone,
                             std::string_view extras)
{
    std::vector<std::string> members;
    ConsentEvidence kind = ConsentEvidence::None;
    for (MemberCells cells(extras); cells.next();) {
        const ConsentEvidence said = consentEvidenceOf(cells.name(), cells.value());
        if (said == ConsentEvidence::None)
            continue;
        members.push_back(std::string(cells.name()) + '\0' + std::string(cells.value()));
        kind = std::max(kind, said); // an opt-out outweighs a consent
    }
    if (kind == ConsentEvidence::None)
        return;
    std::sort(members.begin(), members.end()); // whatever order the server has them in
    EvidenceStore::Entry entry;
    entry.number = change.e164 != 0 ? unpackE164(change.e164) : std::string(phone);
    entry.kind = kind;
    for (const std::string &member : members)
        entry.evidence += member + '\n';
    m_entries.append(std::move(entry));
    m_units.append(unit);
}

qint64 EvidenceCollector::count(ConsentEvidence kind) const
{
    return std::count_if(m_entries.cbegin(), m_entries.cend(),
                         [kind](const EvidenceStore::Entry &entry) { return entry.kind == kind; });
}

} // namespace muster
