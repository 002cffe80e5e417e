// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
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

/// All that a word can say of a number near it, of speech around it and of who speaks. Tables in seven languages.
struct CueMeaning
{
    CueKind kind = CueKind::None;
    bool isLoose = false; ///< Of Other: says something else in many a phrase ("in case", "at that point").
    bool isOwner = false; ///< "my", "best", "which": beside "number" they make it somebody's phone.
    bool isNumberNoun = false; ///< "number", "Nummer", "id"
    bool isLink = false; ///< "is", "the", "it's": stands between a noun and its number.
    bool isQuestion = false; ///< "what", "could", "give": a line with it asks, with and without a question mark.
    bool isRole = false; ///< "customer", "Kunde": names who speaks in front of a line.
    bool isPaired = false; ///< What pairedKind() makes of it counts.
    bool isFiller = false; ///< As isFillerWord().
};

/// Of a word in the form of MaskWord.
[[nodiscard]] CueMeaning meaningOf(std::string_view plain);

/// What a word means behind another: "security code", "area code", "número de pedido". Kind `kind` where nothing else
/// is known. `before`: the word before it, without "de", "di" and the like.
[[nodiscard]] CueKind pairedKind(std::string_view before, std::string_view plain, CueKind kind);

} // namespace muster
