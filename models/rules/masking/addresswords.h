// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// What a word is in an e-mail address that is said.
enum class AddressPart : std::uint8_t {
    Word,
    Letter, ///< One letter, spelled, or the name of one that is no other word: "erre", "ypsilon".
    Number,
    Repeat, ///< "double l"
    At,
    SoftAt, ///< "bei", "chez", and what "at" is misheard for: only between what is surely an address.
    Dot,
    Joint, ///< "underscore", "dash", "plus"
    JointRest, ///< "bajo" of "guion bajo"
    As, ///< "b as in bravo"
    Provider, ///< "gmail": known without its ending.
    Filler,
    Aside, ///< "all one word", "with a k": said of the address in the midst of it.
    Anchor, ///< "is", "email", "write": an address begins behind it.
    Place, ///< "look at", "work at": what stands behind it is no address.
};

/// Of a word in the form of MaskWord, in seven languages. Of letters and numbers it knows nothing: Word.
[[nodiscard]] AddressPart addressPartOf(std::string_view plain);
/// "com", "uk"
[[nodiscard]] bool isTopLevel(std::string_view plain);
/// "example.com"
[[nodiscard]] bool endsInTopLevel(std::string_view word);
/// Says "at" and nothing else: "arroba", "chiocciola".
[[nodiscard]] bool isSureAt(std::string_view plain);
/// A joint that is said of addresses, and neither of sums nor of numbers: "underscore", "tiret".
[[nodiscard]] bool isSureJoint(std::string_view plain);
/// "and then it's": what leads from one piece of an address to the next.
[[nodiscard]] bool continuesAddress(std::string_view plain, std::string_view word);
/// "un", "ein", "the": before "tiret" it is no part of an address.
[[nodiscard]] bool isArticle(std::string_view plain);
/// "no", "nein": what follows takes the place of what was said.
[[nodiscard]] bool isCorrection(std::string_view plain);

/// The letter that a word of two letters or more names; 0: none. `isSure`: it says nothing else in the seven languages.
struct NamedLetter
{
    char letter = 0;
    bool isSure = false;
};
/// `word` as it stands in the text: the accent of "bê" is what makes a letter of it.
[[nodiscard]] NamedLetter namedLetter(std::string_view plain, std::string_view word);

/// How an aside of several words goes on behind its first word, each in the form of MaskWord; nullptr: there is none.
using AsideRests = std::vector<std::vector<std::string>>;
[[nodiscard]] const AsideRests *asidesBehind(std::string_view plain);
/// "with", "mit": of "with a k".
[[nodiscard]] bool isWith(std::string_view plain);

/// For locators: what such an address ends with. No two of them overlap.
[[nodiscard]] std::vector<std::string> spokenDomainExpressions();

} // namespace muster
