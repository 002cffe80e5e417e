// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/textcolumn.h"

#include <string>
#include <vector>

namespace muster {

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

} // namespace muster
