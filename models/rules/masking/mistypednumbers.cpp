// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/mistypednumbers.h"

#include "models/rules/masking/cuewords.h"
#include "models/rules/masking/maskwords.h"
#include "models/rules/masking/textclass.h"

#include <algorithm>
#include <optional>
#include <string>

namespace muster {

namespace {

/// The digit that a letter is taken for; '\0': it is none.
char digitOf(char byte)
{
    switch (byte) {
    case 'O':
    case 'o':
        return '0';
    case 'I':
    case 'l':
        return '1';
    default:
        return isAsciiDigit(byte) ? byte : '\0';
    }
}

bool isTie(char byte)
{
    return byte == ' ' || byte == '-' || byte == '.' || byte == '/' || byte == '(' || byte == ')';
}

constexpr std::size_t longest = 32; // bytes of a number, with what stands between

bool isWordByte(std::string_view text, std::size_t at)
{
    return isAsciiAlnum(text[at]) || isWide(text[at]) || text[at] == '_';
}

/// A piece of text that may be one number.
struct Piece
{
    std::size_t begin, end;
};

/// The whole words around `group` that are written in digits and what looks like them, with single signs between.
/// nullopt: the group is part of another word.
std::optional<Piece> around(std::string_view text, const DigitGroup &group)
{
    const auto wordBegin = [&](std::size_t at) {
        while (at > 0 && isWordByte(text, at - 1))
            --at;
        return at;
    };
    const auto wordEnd = [&](std::size_t at) {
        while (at < text.size() && isWordByte(text, at))
            ++at;
        return at;
    };
    const auto isNumber = [&](std::size_t begin, std::size_t end) {
        return end > begin && end - begin <= longest
            && std::ranges::all_of(text.substr(begin, end - begin), [](char byte) { return digitOf(byte) != '\0'; });
    };
    Piece piece{wordBegin(group.begin), wordEnd(group.end)};
    if (!isNumber(piece.begin, piece.end))
        return std::nullopt;
    while (piece.begin > 1 && piece.end - piece.begin < longest && isTie(text[piece.begin - 1])) {
        const std::size_t before = wordBegin(piece.begin - 1);
        if (!isNumber(before, piece.begin - 1))
            break;
        piece.begin = before;
    }
    while (piece.end + 1 < text.size() && piece.end - piece.begin < longest && isTie(text[piece.end])) {
        const std::size_t behind = wordEnd(piece.end + 1);
        if (!isNumber(piece.end + 1, behind))
            break;
        piece.end = behind;
    }
    return piece;
}

} // namespace

void findMistypedNumbers(const MaskSearch &search, DigitRun groups)
{
    constexpr std::size_t fewestFigures = 5, fewest = 9, most = 13;
    const std::string_view text = search.text;
    const auto isLike
        = [&](std::size_t at) { return at < text.size() && isAsciiLetter(text[at]) && digitOf(text[at]) != '\0'; };
    std::size_t done = 0;
    for (const DigitGroup &group : groups) {
        if (group.begin < done || !(isLike(group.end) || (group.begin > 0 && isLike(group.begin - 1))))
            continue;
        const std::optional<Piece> found = around(text, group);
        if (!found)
            continue;
        const Piece piece = *found;
        search.scratch.steps += piece.end - piece.begin;
        done = piece.end;
        std::string digits;
        std::size_t figures = 0;
        for (std::size_t at = piece.begin; at < piece.end; ++at) {
            if (const char digit = digitOf(text[at]); digit != '\0') {
                digits += digit;
                figures += isAsciiDigit(text[at]) ? 1 : 0;
            }
        }
        const CueKind cue = cueBefore(text, piece.begin).kind;
        if (figures < fewestFigures || digits.size() < fewest || digits.size() > most || cue == CueKind::Other)
            continue;
        const auto knows = [&](RegionIndex region) { return search.scope.numbers->classify(digits, region).valid(); };
        search.scratch.steps += 4 * (search.scope.regions.size() + search.scope.foreign.size());
        // Announced, a number need not be of a plan.
        if ((cue == CueKind::Phone && search.scope.context) || std::ranges::any_of(search.scope.regions, knows)
            || std::ranges::any_of(search.scope.foreign, knows))
            search.scratch.candidates.push_back(
                {piece.begin, piece.end, Entity::Phone, std::uint16_t(MaskRule::PhonePlan), 60});
    }
}

} // namespace muster
