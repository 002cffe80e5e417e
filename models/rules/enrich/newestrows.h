// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/contactids.h"
#include "models/rules/enrich/rowtime.h"

#include <optional>
#include <span>
#include <vector>

namespace muster {

/// Which of several rows of one contact is the newest. Told of every row of a source in its order, then asked about
/// each. Memory: 48 bytes a row until judge(), and as many again while it grows; then one. One thread at a time.
class NewestRows
{
public:
    enum class Standing : std::uint8_t {
        Counts, ///< The contact has no other row, or this one is known to be the newest; of several equally new ones
                ///< each.
        Outdated, ///< There is a newer one.
        Undated, ///< It may be the newest, but some date is missing or too vague to tell.
    };

    /// `contact`: nullopt for a row that is nobody's. `changed`: nullopt: it says no date.
    void add(const std::optional<DuplicateIds::Key> &contact, const std::optional<RowMoment> &changed);
    void judge(); ///< Once, after the last row. Sorts: for a worker.
    [[nodiscard]] std::size_t rows() const { return m_standings.size(); } ///< That it was told of.
    [[nodiscard]] bool isJudged() const { return m_isJudged; }
    /// `row`: its place, from 0. nullopt: there was no such row. After judge().
    [[nodiscard]] std::optional<Standing> standing(std::size_t row) const;

private:
    struct Row
    {
        DuplicateIds::Key contact;
        std::optional<RowMoment> changed;
        std::uint32_t place = 0;
    };
    void judge(std::span<const Row> rows); ///< Of one contact.

    std::vector<Row> m_rows; ///< Of contacts, until they are judged.
    std::vector<Standing> m_standings; ///< One a row.
    bool m_isJudged = false;
};

} // namespace muster
