// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace muster {

/// What the words before a number say that it is.
enum class CueKind : std::uint8_t {
    None, ///< No such word, or none near enough.
    Phone,
    Card,
    Ssn,
    Nino,
    Sin,
    NationalId,
    Iban,
    Birth,
    Other, ///< An order, a ticket, an invoice, a price, a version: nobody's.
};

struct Cue
{
    CueKind kind = CueKind::None;
    unsigned distance = 0; ///< Words between the cue and the number.
    std::size_t begin = 0, end = 0; ///< The word, bytes of the text.
};

/// The nearest word before `at` that says what a number there is: at most ten words and 120 bytes back and in the two
/// lines before. Another number ends the search, since what stands before it is about that one.
[[nodiscard]] Cue cueBefore(std::string_view text, std::size_t at);
/// "415 555 0123 is my mobile": within five words behind `at`. Only what is personal, never CueKind::Other.
[[nodiscard]] Cue cueBehind(std::string_view text, std::size_t at);
/// Looks a word up in the form of MaskWord.
[[nodiscard]] CueKind cueOf(std::string_view plain);

} // namespace muster
