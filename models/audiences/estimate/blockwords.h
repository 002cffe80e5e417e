// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/conditionbits.h"

#include <array>
#include <bit>

namespace muster {

/// The bits of one chunk's contacts: small enough that those of all nodes stay in the processor's cache.
using BlockWords = std::array<std::uint64_t, wordsOfChunk>;

inline void joinWords(std::uint64_t *into, const std::uint64_t *other, std::size_t words, CriteriaJoin join)
{
    if (join == CriteriaJoin::And) {
        for (std::size_t i = 0; i < words; ++i)
            into[i] &= other[i];
    } else {
        for (std::size_t i = 0; i < words; ++i)
            into[i] |= other[i];
    }
}

[[nodiscard]] inline qint64 countWords(const std::uint64_t *from, std::size_t words)
{
    qint64 count = 0;
    for (std::size_t i = 0; i < words; ++i)
        count += std::popcount(from[i]);
    return count;
}

} // namespace muster
