// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

namespace muster {

/// The cells that latencies are counted in, after the idea of HdrHistogram: one a millisecond below 64 ms, then 32 for
/// each doubling, so that the longest of a cell is at most 3.2 % above its shortest.
namespace latencygrid {

inline constexpr std::size_t exactCells = 64;
inline constexpr std::size_t cellsPerDoubling = 32;

/// How many cells there are up to 64 ms times 2^`doublings`.
[[nodiscard]] constexpr std::size_t cellCount(std::size_t doublings)
{
    return exactCells + cellsPerDoubling * doublings;
}

[[nodiscard]] constexpr std::size_t cellOf(std::uint64_t milliseconds)
{
    if (milliseconds < exactCells)
        return milliseconds;
    // In [2^(6+d), 2^(7+d)): the five bits below its highest pick one of 32 cells.
    const auto doubling = static_cast<std::size_t>(std::bit_width(milliseconds)) - 7;
    return exactCells + doubling * cellsPerDoubling + (milliseconds >> (doubling + 1)) - cellsPerDoubling;
}

[[nodiscard]] constexpr std::uint64_t longestOf(std::size_t cell)
{
    if (cell < exactCells)
        return cell;
    const std::size_t doubling = (cell - exactCells) / cellsPerDoubling;
    const std::uint64_t within = (cell - exactCells) % cellsPerDoubling + cellsPerDoubling;
    return ((within + 1) << (doubling + 1)) - 1;
}

[[nodiscard]] constexpr std::uint64_t shortestOf(std::size_t cell)
{
    return cell == 0 ? 0 : longestOf(cell - 1) + 1;
}

} // namespace latencygrid

} // namespace muster
