// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/newestrows.h"

#include <algorithm>
#include <tuple>

namespace muster {

void NewestRows::add(const std::optional<DuplicateIds::Key> &contact, const std::optional<RowMoment> &changed)
{
    if (contact)
        m_rows.push_back({*contact, changed, std::uint32_t(m_standings.size())});
    m_standings.push_back(Standing::Counts);
}

void NewestRows::judge()
{
    const auto contactOf = [](const Row &row) { return std::tie(row.contact.part, row.contact.tag); };
    std::ranges::sort(m_rows, {}, contactOf);
    for (auto first = m_rows.cbegin(); first != m_rows.cend();) {
        const auto end
            = std::find_if(first, m_rows.cend(), [&](const Row &row) { return contactOf(row) != contactOf(*first); });
        if (end - first > 1)
            judge(std::span(first, end));
        first = end;
    }
    m_rows = {};
    m_isJudged = true;
}

void NewestRows::judge(std::span<const Row> rows)
{
    const Row &newest = *std::ranges::max_element(rows, {}, &Row::changed); // none is less than any
    bool isKnown = newest.changed.has_value();
    for (const Row &row : rows) {
        const bool isOlder = row.changed && newest.changed->isLaterThan(*row.changed);
        m_standings[row.place] = isOlder ? Standing::Outdated : Standing::Counts;
        // One without a date, or of the same day without a time, may be the newer one.
        isKnown = isKnown && (isOlder || row.changed == newest.changed);
    }
    for (const Row &row : isKnown ? std::span<const Row>() : rows) {
        Standing &standing = m_standings[row.place];
        standing = standing == Standing::Counts ? Standing::Undated : standing;
    }
}

std::optional<NewestRows::Standing> NewestRows::standing(std::size_t row) const
{
    return row < m_standings.size() ? std::optional(m_standings[row]) : std::nullopt;
}

} // namespace muster
