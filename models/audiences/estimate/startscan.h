// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/textcolumn.h"

#include <cstring>
#include <string>

namespace muster {

/// Whether texts of a column begin with a text that is not empty, or are it: eight bytes in one comparison, which is
/// enough for nearly all. Immutable; any thread.
class StartScan
{
public:
    explicit StartScan(const std::string &wanted)
        : m_wanted(wanted)
    {
        const std::size_t head = std::min(wanted.size(), sizeof m_head);
        std::memcpy(&m_head, wanted.data(), head);
        std::memset(&m_mask, 0xff, head); // the same bytes as those of m_head, whichever end comes first
    }

    /// truths[i] becomes `hit` or `miss`, for every text.
    void run(const TextColumn &column, bool whole, std::uint8_t hit, std::uint8_t miss, std::uint8_t *truths) const
    {
        const std::string_view arena = column.arena();
        const std::uint32_t *ends = column.ends();
        // Eight bytes may be read of all texts but the last ones.
        std::uint32_t safe = column.texts();
        while (safe > 0 && arena.size() - ends[safe - 1] < sizeof m_head)
            --safe;
        // Truths are bytes, which may be any object's: what does not change must be seen not to.
        const std::uint64_t wanted = m_head, mask = m_mask;
        const std::size_t least = m_wanted.size(), most = whole ? least : std::string_view::npos;
        const char *const bytes = arena.data();
        for (std::uint32_t i = 0; i < safe; ++i) {
            std::uint64_t head = 0;
            std::memcpy(&head, bytes + ends[i], sizeof head);
            const std::size_t length = ends[i + 1] - ends[i];
            // No branch, not even one that the compiler makes of ?: (what texts begin with is hard to guess).
            const auto holds = std::uint8_t(int((head & mask) == wanted) & int(length >= least) & int(length <= most));
            truths[i] = std::uint8_t(miss ^ ((hit ^ miss) & -holds));
        }
        for (std::uint32_t i = least > sizeof m_head ? 0 : safe; i < column.texts(); ++i) {
            if (i >= safe || truths[i] == hit)
                truths[i] = holdsExactly(column.text(i), whole) ? hit : miss;
        }
    }

private:
    [[nodiscard]] bool holdsExactly(std::string_view text, bool whole) const
    {
        return whole ? text == m_wanted : text.starts_with(m_wanted);
    }

    const std::string m_wanted;
    std::uint64_t m_head = 0, m_mask = 0;
};

} // namespace muster
