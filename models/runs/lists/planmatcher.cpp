// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/planmatcher.h"

#include <algorithm>

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

} // namespace muster
