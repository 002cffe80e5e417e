// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/texthash.h"

#include <cstring>

namespace muster {

namespace {

__extension__ typedef unsigned __int128 Wide;

std::uint64_t fold(std::uint64_t a, std::uint64_t b)
{
    const Wide product = Wide(a) * b;
    return std::uint64_t(product) ^ std::uint64_t(product >> 64);
}

} // namespace

std::uint64_t textHash(std::string_view text, std::uint64_t seed)
{
    constexpr std::uint64_t k1 = 0x9FB21C651E98DF25;
    constexpr std::uint64_t k2 = 0xD6E8FEB86659FD93;
    std::uint64_t state = fold(seed ^ k1, text.size() ^ k2);
    std::uint64_t word = 0;
    for (; text.size() > 8; text.remove_prefix(8)) {
        std::memcpy(&word, text.data(), 8);
        state = fold(state ^ word, k1 ^ seed);
    }
    word = 0;
    if (!text.empty())
        std::memcpy(&word, text.data(), text.size());
    return fold(fold(state ^ word, k1 ^ seed) ^ k2, seed | 1);
}

} // namespace muster
