// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace muster {

/// Finds by its id one of many numbered things that keep their ids themselves: 8 to 16 bytes each, where a map of the
/// standard library takes some 60. `idOf(number)` gives the id of a number, the same one every time.
class IdTable
{
public:
    static constexpr std::uint32_t none = ~std::uint32_t(0);

    /// Room for `count` numbers; no more may be inserted.
    explicit IdTable(std::size_t count)
        : m_slots(std::bit_ceil(std::max<std::size_t>(count * 2, 16)), none)
    {
    }
    /// False: another one has that id, and nothing has changed.
    template <typename IdOf>
    bool insert(std::uint32_t number, const IdOf &idOf)
    {
        std::uint32_t &slot = m_slots[slotOf(idOf(number), idOf)];
        if (slot != none)
            return false;
        slot = number;
        return true;
    }
    /// `none` where nothing has that id.
    template <typename IdOf>
    [[nodiscard]] std::uint32_t find(std::string_view id, const IdOf &idOf) const
    {
        return m_slots[slotOf(id, idOf)];
    }

private:
    template <typename IdOf>
    [[nodiscard]] std::size_t slotOf(std::string_view id, const IdOf &idOf) const
    {
        std::size_t at = std::hash<std::string_view>()(id) & (m_slots.size() - 1); // sizes are powers of two
        while (m_slots[at] != none && std::string_view(idOf(m_slots[at])) != id)
            at = (at + 1) & (m_slots.size() - 1);
        return at;
    }

    std::vector<std::uint32_t> m_slots;
};

} // namespace muster
