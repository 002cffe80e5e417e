// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/planmatcher.h"

#include "models/lists/membercells.h"
#include "models/rules/numbers/numberengine.h"

#include <algorithm>
#include <string>
#include <vector>

namespace muster {

PlanMatcher::PlanMatcher(const SanitizationPlan &plan)
    : m_plan(plan)
    , m_units(plan.changes.size())
    , m_sightings(plan.changes.size(), Sighting::Gone)
{
    for (std::uint32_t unit = 0; unit < plan.changes.size(); ++unit)
        m_units.insert(unit, idOf());
}

void PlanMatcher::begin()
{
    std::fill(m_sightings.begin(), m_sightings.end(), Sighting::Gone);
}

void PlanMatcher::take(const RecordPage &page, const Found &found)
{
    for (std::size_t row = 0; row < page.rowCount(); ++row) {
        const std::uint32_t unit = m_units.find(page.id(row), idOf());
        if (unit == IdTable::none)
            continue;
        const std::string_view phone = page.text(page.cell(row, 0));
        const std::string_view extras = page.extras(row);
        Sighting &known = m_sightings[unit];
        const Sighting seen = compare(m_plan.changes[unit], phone, extras);
        if (known == Sighting::Gone) {
            known = seen;
            if (found)
                found(unit, seen, phone, extras);
        } else if (known != seen) {
            known = Sighting::OtherNumber;
        }
    }
}

Sighting PlanMatcher::compare(const PlannedChange &change, std::string_view phone, std::string_view extras) const
{
    if (phone == change.from)
        return contentHash(extras) == change.content ? Sighting::AsPlanned : Sighting::OldNumber;
    return change.action == PlannedChange::Action::Fix && phone == change.to ? Sighting::NewNumber
                                                                             : Sighting::OtherNumber;
}

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
