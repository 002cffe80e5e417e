// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace muster {

/// Which contact ids a file has had: 10 million of them in about 130 MB. Keeps 74 bits of a hash that is seeded afresh
/// for each set, so that nobody can aim at collisions; among 10 million ids the chance of taking any two different ones
/// for the same is below one in 10^8, and such a row would be listed as a duplicate, not lost.
/// keyOf() may be called on any thread; insert() on one at a time, in the order of the file.
class DuplicateIds
{
public:
    struct Key
    {
        std::uint64_t tag = 0;
        std::uint32_t part = 0;
    };

    DuplicateIds();

    [[nodiscard]] Key keyOf(std::string_view id) const;
    /// False when it was there before.
    [[nodiscard]] bool insert(Key key);
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::size_t bytes() const; ///< Of memory.

private:
    static constexpr unsigned partBits = 10;
    struct Part
    {
        std::vector<std::uint64_t> tags; ///< Open addressing; 0: free.
        std::uint32_t used = 0;
    };
    static void grow(Part &part);

    std::array<std::uint64_t, 2> m_seeds;
    std::vector<Part> m_parts = std::vector<Part>(std::size_t(1) << partBits);
    std::size_t m_size = 0;
};

} // namespace muster
