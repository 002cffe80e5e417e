// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/undorules.h"
#include "models/runs/enrich/undovalues.h"
#include "network/wire/recordpage.h"

namespace muster {

/// Compares what a list shows with what an enrichment's backup holds: the fate of every value. A byte per value. One
/// thread.
class UndoMatcher
{
public:
    /// `leftOut`: per unit, see leftOutBy(); empty: nobody.
    UndoMatcher(SharedUndoValues values, const ListSchema &schema, std::vector<bool> leftOut = {});

    /// A reading begins: nobody has been seen yet.
    void begin();
    void take(const RecordPage &page);

    [[nodiscard]] const UndoValues &values() const { return *m_values; }
    /// `place`: among the unit's values.
    [[nodiscard]] UndoFate fate(std::uint32_t unit, std::size_t place) const
    {
        return UndoFate(m_fates[m_values->firstValue(unit) + place]);
    }
    [[nodiscard]] UndoSighting sighting(std::uint32_t unit) const;
    [[nodiscard]] qint64 contactsInList() const { return m_contactsInList; } ///< That the reading showed.
    [[nodiscard]] UndoCounts counts() const;

private:
    const SharedUndoValues m_values;
    const std::vector<bool> m_leftOut;
    qint64 m_contactsInList = 0;
    std::vector<std::optional<ListAttributeType>> m_types; ///< Of UndoValues::attributes().
    std::vector<std::uint8_t> m_fates;
    std::vector<UndoValues::Value> m_room; ///< Of one contact.
};

} // namespace muster
