// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/contactcolumns.h"
#include "models/lists/textcolumn.h"

#include <cstring>
#include <optional>
#include <string>
#include <vector>

namespace muster {

/// Whether texts of a column begin with a text that is not empty, or are it: eight bytes in one comparison, which is
/// enough for nearly all. Immutable; any thread.
class PrefixScan
{
public:
    explicit PrefixScan(const std::string &wanted)
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

/// Looks for a part in all texts of a column at once, byte by byte. Two bytes of it are looked for in their distance,
/// those that are the rarest in the column, so that nearly all that is found that way is a hit. Immutable; any thread.
class ArenaSearch
{
public:
    explicit ArenaSearch(std::string part); ///< Not empty.

    /// hits[i] becomes `hit` for every text that holds the part; the others keep what they have.
    void mark(const TextColumn &column, std::uint8_t *hits, std::uint8_t hit) const;

private:
    struct Anchors
    {
        std::size_t first, second; ///< Places in the part; the same one for a part of one byte.
    };
    [[nodiscard]] bool isPossible(const TextColumn &column) const;
    [[nodiscard]] Anchors rarest(std::string_view arena) const;
    [[nodiscard]] bool isAt(const char *from) const; ///< So many bytes as the part has can be read there.
    [[nodiscard]] std::vector<std::uint32_t> places(std::string_view arena) const; ///< Where it begins, in order.

    const std::string m_part;
};

/// A ConditionTest over all texts of a chunk at once: numbers and days by their keys, parts of texts by a search
/// through the whole arena. Says the same as ConditionTest::judge() of each. Immutable; any thread.
class CellTester
{
public:
    CellTester(const CriteriaCondition &condition, const ContactField &field);

    /// truths[i] becomes the Truth of text i, for all texts of the chunk.
    void judge(const FieldChunk &chunk, std::uint8_t *truths) const;
    /// Some cell may be of which it is not known.
    [[nodiscard]] bool mayBeUnknown() const { return !m_hasKeys && !m_search && !m_scan; }
    [[nodiscard]] Truth ofMissing() const { return m_test.judge({}); }

private:
    void judgeEach(const TextColumn &cells, std::uint8_t *truths) const;
    void judgeKeys(const FieldChunk &chunk, std::uint8_t *truths) const;
    void judgeText(const TextColumn &cells, std::uint8_t *truths) const;

    const ConditionTest m_test;
    double m_key = 0; ///< Of the value; with m_hasKeys.
    bool m_hasKeys = false; ///< The field's keys answer.
    bool m_isExact = false; ///< Equal keys mean equal values.
    std::optional<const ArenaSearch> m_search; ///< For ConditionTest::Kind::Part.
    std::optional<const PrefixScan> m_scan; ///< For Kind::Start and Kind::SameText.
};

} // namespace muster
