// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/idtable.h"
#include "models/runs/lists/applyrules.h"
#include "models/store/evidencestore.h"
#include "network/wire/recordpage.h"

#include <functional>
#include <string_view>
#include <vector>

namespace muster {

/// Compares a reading of the list with a plan: contact by contact, by id alone (F75). The plan outlives it. One thread
/// at a time; the constructor may run on a worker (it indexes the plan: some 20 bytes a unit), take() needs well under
/// a millisecond a page.
class PlanMatcher
{
public:
    explicit PlanMatcher(const SanitizationPlan &plan);

    /// A new reading: nothing has been seen.
    void begin();
    /// A page of one column, the number. A contact that comes twice with different content is Sighting::OtherNumber:
    /// nobody can say which of the two the plan was made of (F71).
    /// `found` is told of each planned contact when it is first seen, in the page's order.
    using Found
        = std::function<void(std::uint32_t unit, Sighting sighting, std::string_view phone, std::string_view extras)>;
    void take(const RecordPage &page, const Found &found = {});
    /// As far as it was read.
    [[nodiscard]] Sighting sighting(std::uint32_t unit) const { return m_sightings[unit]; }

private:
    [[nodiscard]] auto idOf() const
    {
        return [this](std::uint32_t unit) -> std::string_view { return m_plan.changes[unit].contactId; };
    }
    [[nodiscard]] Sighting compare(const PlannedChange &change, std::string_view phone, std::string_view extras) const;

    const SanitizationPlan &m_plan;
    IdTable m_units;
    std::vector<Sighting> m_sightings;
};

/// Finds the planned purges whose contacts carry evidence of consent or an opt-out (S38), while a list is read.
class EvidenceCollector
{
public:
    /// `extras`: RecordPage::extras() of a contact that is as planned; `phone`: its number as it stands there.
    void take(std::uint32_t unit, const PlannedChange &change, std::string_view phone, std::string_view extras);

    [[nodiscard]] const QList<EvidenceStore::Entry> &entries() const { return m_entries; }
    [[nodiscard]] const QList<std::uint32_t> &units() const { return m_units; } ///< Of entries(), in their order.
    [[nodiscard]] qint64 count(ConsentEvidence kind) const;

private:
    QList<EvidenceStore::Entry> m_entries;
    QList<std::uint32_t> m_units;
};

} // namespace muster
