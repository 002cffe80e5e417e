// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/textsort.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

namespace muster {
namespace {

constexpr unsigned digitBits = 11, digits = 6;
constexpr std::size_t buckets = std::size_t(1) << digitBits;
constexpr std::size_t smallRun = 1'024; ///< Below, comparing is faster than counting.

std::size_t digitOf(std::uint64_t key, unsigned digit)
{
    return std::size_t(key >> (digit * digitBits)) & (buckets - 1);
}

/// Capitals in eight bytes at once become small letters; bytes above 127 stay.
std::uint64_t foldCase(std::uint64_t bytes)
{
    constexpr std::uint64_t ones = 0x0101'0101'0101'0101, high = 0x80 * ones;
    const std::uint64_t low = bytes & ~high;
    const std::uint64_t fromA = low + (0x80 - 'A') * ones, aboveZ = low + (0x80 - 'Z' - 1) * ones;
    return bytes | (((fromA & ~aboveZ & high) & ~bytes) >> 2);
}

} // namespace

std::uint64_t foldedKey(std::string_view text, std::size_t offset)
{
    if (offset >= text.size())
        return 0;
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + offset, std::min<std::size_t>(8, text.size() - offset));
    if constexpr (std::endian::native == std::endian::little)
        bytes = __builtin_bswap64(bytes);
    return foldCase(bytes);
}

bool sortItems(std::span<SortItem> items, std::span<SortItem> room, const std::stop_token &stop)
{
    if (items.size() <= smallRun) {
        std::sort(items.begin(), items.end(), [](const SortItem &a, const SortItem &b) {
            return a.key != b.key ? a.key < b.key : a.row < b.row;
        });
        return true;
    }
    // By counting, from the last digit to the first; a digit that is the same in all items costs nothing.
    std::vector<std::array<std::uint32_t, buckets>> counts(digits);
    for (const SortItem &item : items) {
        for (unsigned digit = 0; digit < digits; ++digit)
            ++counts[digit][digitOf(item.key, digit)];
    }
    std::span<SortItem> from = items, to = room.first(items.size());
    for (unsigned digit = 0; digit < digits; ++digit) {
        if (counts[digit][digitOf(from[0].key, digit)] == items.size())
            continue;
        if (stop.stop_requested())
            return false;
        std::uint32_t sum = 0;
        for (std::uint32_t &count : counts[digit])
            sum += std::exchange(count, sum);
        for (const SortItem &item : from)
            to[counts[digit][digitOf(item.key, digit)]++] = item;
        std::swap(from, to);
    }
    if (from.data() != items.data())
        std::copy(from.begin(), from.end(), items.begin());
    return true;
}

} // namespace muster
