// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/textcolumn.h"

namespace muster {

/// Contacts `capacity * n` to `capacity * (n + 1) - 1` of a table as columns. All chunks but the last are full. What is
/// computed over contacts is computed chunk by chunk and kept in chunks of the same rows.
struct ContactChunk
{
    static constexpr std::uint32_t bits = 14;
    static constexpr std::uint32_t capacity = 1u << bits;
    [[nodiscard]] static constexpr std::uint32_t chunkOf(std::uint32_t row) { return row >> bits; }
    [[nodiscard]] static constexpr std::uint32_t rowIn(std::uint32_t row) { return row & (capacity - 1); }

    std::uint32_t rows = 0;
    TextColumn ids, phones;
    std::shared_ptr<const std::uint64_t[]> content; ///< contentHash() of the other members.
    std::vector<TextColumn> members; ///< Fewer than the table's: the rest is empty in this chunk.
    [[nodiscard]] std::string_view member(std::uint32_t row, std::size_t member) const
    {
        return member < members.size() ? members[member].at(row) : std::string_view();
    }
};

} // namespace muster
