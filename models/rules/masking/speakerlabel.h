// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string_view>

namespace muster {

/// What stands in front of a line of a transcript to say who speaks and when: "Customer:", "Client :", "Agent 2 -",
/// "[CALLER]", "<Agent>", "**Ann:**", "[10:31:05] Ann Lee:", "10:31 Kunde:", "10h31 CLIENT", "Cliente 10:31". It is
/// structure, not speech: its words announce nothing, its numbers are nobody's, and what is said goes on across it. "My
/// number: ..." and "Order id: ..." are speech: a word that says what a number is makes no label, unless it is a role
/// ("Customer:").
struct SpeakerLabel
{
    static constexpr std::size_t longest = 72; ///< Bytes, with the time.

    std::size_t begin = 0, end = 0; ///< Bytes of the text, with the blanks behind; equal: there is none.
    std::string_view name; ///< Empty where only a time stands there.

    [[nodiscard]] explicit operator bool() const { return end > begin; }

    /// Of the line that begins at `begin`.
    [[nodiscard]] static SpeakerLabel at(std::string_view text, std::size_t begin);
    /// Of the line in which the byte at `at` is, where that line begins at most `longest` bytes before it.
    [[nodiscard]] static SpeakerLabel before(std::string_view text, std::size_t at);
};

} // namespace muster
