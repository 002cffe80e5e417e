// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <vector>

namespace muster {

/// Finds the row of a contact id by its hash: open addressing, eight bytes a place, in 1,024 parts that grow one by one
/// and at different loads, so that no single insertion has more to move than a thousandth of the whole.
class IdIndex
{
public:
    static constexpr std::uint32_t none = ~std::uint32_t(0);

    /// The row with this hash for which `isSame(row)` holds; `none` when there is none, and then `row` is entered.
    template <typename IsSame>
    [[nodiscard]] std::uint32_t findOrInsert(std::uint64_t hash, std::uint32_t row, IsSame isSame)
    {
        Part &part = m_parts[hash >> (64 - partBits)];
        if (part.used >= part.limit)
            grow(part, hash >> (64 - partBits));
        const std::size_t mask = part.slots.size() - 1;
        const auto tag = std::uint32_t(hash);
        std::size_t place = tag & mask;
        for (; part.slots[place].row != none; place = (place + 1) & mask) {
            if (part.slots[place].tag == tag && isSame(part.slots[place].row))
                return part.slots[place].row;
        }
        part.slots[place] = {row, tag};
        ++part.used;
        return none;
    }
    template <typename IsSame>
    [[nodiscard]] std::uint32_t find(std::uint64_t hash, IsSame isSame) const
    {
        const Part &part = m_parts[hash >> (64 - partBits)];
        if (part.slots.empty())
            return none;
        const std::size_t mask = part.slots.size() - 1;
        const auto tag = std::uint32_t(hash);
        for (std::size_t place = tag & mask; part.slots[place].row != none; place = (place + 1) & mask) {
            if (part.slots[place].tag == tag && isSame(part.slots[place].row))
                return part.slots[place].row;
        }
        return none;
    }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }

private:
    static constexpr unsigned partBits = 10;
    struct Slot
    {
        std::uint32_t row = none;
        std::uint32_t tag = 0; ///< Low half of the hash; the part is chosen by its highest bits.
    };
    struct Part
    {
        std::vector<Slot> slots;
        std::uint32_t used = 0, limit = 0;
    };
    void grow(Part &part, std::uint64_t number);

    std::vector<Part> m_parts = std::vector<Part>(std::size_t(1) << partBits);
    std::size_t m_bytes = sizeof(Part) << partBits;
};

} // namespace muster
