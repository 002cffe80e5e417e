// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/phoneextension.h"

#include "models/rules/masking/maskwords.h"
#include "models/rules/masking/textclass.h"

#include <algorithm>
#include <array>

namespace muster {

namespace {

bool isNumberPart(char byte)
{
    return isAsciiAlnum(byte) || isWide(byte) || byte == '_';
}

constexpr std::size_t mostOfExtension = 6; // digits

} // namespace

std::size_t extensionWordEnd(std::string_view text, std::size_t end)
{
    // As they are written in the seven languages; "x" and "#" only right in front of digits.
    static constexpr std::array<std::string_view, 22> words
        = {"ext",         "extn",    "extension", "extensions", "x",       "durchwahl", "dw",    "apparat",
           "nebenstelle", "app",     "poste",     "postes",     "interno", "int",       "anexo", "extensao",
           "ramal",       "toestel", "tst",       "anschluss",  "klappe",  "kl"};
    std::size_t at = end;
    while (at < text.size() && at - end < 3
           && (text[at] == ' ' || text[at] == ',' || text[at] == ';' || text[at] == '('))
        ++at;
    if (at < text.size() && text[at] == '#')
        return at + 1;
    const MaskWord word = MaskWord::beginningAt(text, at);
    if (std::ranges::find(words, word.plain()) == words.end())
        return end;
    at = word.end;
    while (at < text.size() && at - word.end < 3 && (text[at] == ' ' || text[at] == '.' || text[at] == ':'))
        ++at;
    const MaskWord noun = MaskWord::beginningAt(text, at);
    const CueMeaning meaning = meaningOf(noun.plain());
    if (noun && (meaning.isNumberNoun || noun.plain() == "is") && noun.end < text.size() && text[noun.end] == ' ')
        at = noun.end + 1;
    return at;
}

std::size_t phoneEnd(std::string_view text, std::size_t end)
{
    const std::size_t digits = extensionWordEnd(text, end);
    if (digits != end) {
        std::size_t at = digits;
        while (at < text.size() && isAsciiDigit(text[at]))
            ++at;
        const bool isWhole = at > digits && at - digits <= mostOfExtension && !isNumberPart(text[at]);
        return isWhole ? at : end;
    }
    if (text[end] != '-')
        return end;
    const MaskWord word = MaskWord::beginningAt(text, end + 1);
    const bool isWord = word.end - word.begin >= 3 && toAsciiLower(text[word.begin]) == text[word.begin]
        && !isNumberPart(text[word.end]) && text[word.end] != '-';
    return isWord ? word.end : end;
}

} // namespace muster
