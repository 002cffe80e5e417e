// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/undofeed.h"

namespace muster {

UndoFeed::UndoFeed(const UndoMatcher &matcher, std::shared_ptr<const ListSchema> schema, QList<std::uint32_t> units)
    : m_matcher(matcher)
    , m_schema(schema)
    , m_units(std::move(units))
    , m_cutter(std::move(schema))
{
}

void UndoFeed::take(std::uint32_t unit, const BatchSize &size)
{
    const UndoValues &values = m_matcher.values();
    values.values(unit, m_values);
    m_back.clear();
    for (std::size_t place = 0; place < m_values.size(); ++place) {
        if (m_matcher.fate(unit, place) != UndoFate::ComesBack)
            continue;
        const auto attribute = m_schema->indexOf(values.attributes()[qsizetype(m_values[place].attribute)]);
        if (attribute) // else its fate were another
            m_back.push_back({*attribute, m_values[place].before.text});
    }
    if (!m_back.empty())
        m_cutter.add(values.id(unit), m_back, unit, size);
}

Result<UnitBatch> UndoFeed::next(const BatchSize &size)
{
    for (;;) {
        if (auto batch = m_cutter.take())
            return *std::move(batch);
        if (m_next > m_units.size())
            return UnitBatch();
        if (m_next < m_units.size())
            take(m_units[m_next], size);
        else
            m_cutter.cut();
        ++m_next;
    }
}

} // namespace muster
