// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace muster {

/// What a locator looks for: marks, from which the rules recover exact places by themselves.
enum class MaskMark : std::uint8_t {
    At, ///< An "@".
    DigitGroup, ///< The last digit of a group and the byte behind it, or the end of ten or nine digits in the
                ///< contract's groups where nothing else is looked for.
    NumberWord, ///< "four", "vier", "quatre": a word for a number in a language that is known.
    SpokenDot, ///< "dot com", "punkt de".
    BirthWord, ///< A word that announces a date of birth.
    Colons, ///< Two colons with at most four hexadecimal digits between them.
};
inline constexpr std::size_t maskMarkCount = 6;

/// Ends (exclusive) of the marks, each list sorted and without repeats.
struct MaskHits
{
    std::array<std::vector<std::uint32_t>, maskMarkCount> ends;

    [[nodiscard]] std::vector<std::uint32_t> &of(MaskMark mark) { return ends[static_cast<std::size_t>(mark)]; }
    [[nodiscard]] const std::vector<std::uint32_t> &of(MaskMark mark) const
    {
        return ends[static_cast<std::size_t>(mark)];
    }
    void clear()
    {
        for (auto &list : ends)
            list.clear();
    }
};

} // namespace muster
