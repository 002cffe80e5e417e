// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/addressdictation.h"

#include "models/rules/masking/dictatedpiece.h"
#include "models/rules/masking/textclass.h"

#include <algorithm>
#include <cstring>

namespace muster {

namespace {

constexpr std::size_t bytesOfDictation = 360, bytesOfEchoes = 340, bytesOfDomain = 90, bytesOfGlance = 90;
constexpr int mostLinesOfEchoes = 8;

std::size_t characterBegin(std::string_view text, std::size_t at, std::size_t most)
{
    while (at < most && isContinuation(text[at]))
        ++at;
    return at;
}

std::size_t lineBeginOf(std::string_view text, std::size_t at, std::size_t from)
{
    const void *feed = at > from ? ::memrchr(text.data() + from, '\n', at - from) : nullptr;
    return feed != nullptr ? std::size_t(static_cast<const char *>(feed) - text.data()) + 1 : from;
}

/// Whether letters are spelled or "underscore" is said just before: most addresses begin where they are found.
bool seemsSpelled(std::string_view text, std::size_t from, std::size_t to)
{
    int letters = 0;
    for (BackwardWords walk(text, to, from); walk.next();) {
        const MaskWord &word = walk.word();
        if (!word)
            continue;
        if (isSureJoint(word.plain()))
            return true;
        const std::string_view plain = word.plain();
        letters += (word.size == 1 && isConsonant(plain.front()))
            || namedLetter(plain, text.substr(word.begin, word.end - word.begin)).isSure;
        if (letters > 1)
            return true;
    }
    return false;
}

/// What stands before the top-level that ends at `mark`.
struct SaidDomain
{
    bool isOne = false; ///< A word and "dot".
    bool isNamed = false; ///< "dot lee gmail dot com"
};

SaidDomain domainBefore(std::string_view text, std::size_t mark)
{
    constexpr int mostLetters = 4; // "o r g"
    std::size_t at = mark;
    MaskWord word;
    const auto back = [&] {
        while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == ',' || text[at - 1] == '.'))
            --at;
        word = MaskWord::endingAt(text, at);
        at = word.begin;
        return addressPartOf(word.plain());
    };
    AddressPart part = back();
    for (int letters = 1; part != AddressPart::Dot && letters <= mostLetters; ++letters)
        part = back();
    if (part != AddressPart::Dot)
        return {};
    part = back();
    const bool isName = part == AddressPart::Word || part == AddressPart::Provider || part == AddressPart::Place;
    constexpr std::size_t longestLevel = 3;
    if (!isName || word.size < 2 || (word.size <= longestLevel && isTopLevel(word.plain())))
        return {};
    return {true,
            part == AddressPart::Provider && back() == AddressPart::Word && word.size > 1
                && back() == AddressPart::Dot};
}

} // namespace

void AddressDictation::takeAround(std::size_t begin, std::size_t end, std::size_t from, std::size_t to)
{
    const std::string_view text = m_search.text;
    std::size_t first = begin;
    const std::size_t glance = std::max(from, begin > bytesOfGlance ? begin - bytesOfGlance : 0);
    m_search.scratch.steps += begin - glance;
    if (seemsSpelled(text, glance, begin))
        first = characterBegin(text, std::max(from, begin > bytesOfDictation ? begin - bytesOfDictation : 0), begin);
    std::size_t last = end;
    const std::size_t most = std::min(to, end + bytesOfEchoes);
    for (int lines = 0; last < most; ++last) {
        if (text[last] == '\n' && ++lines > mostLinesOfEchoes)
            break;
    }
    while (last > end && last < text.size() && isContinuation(text[last]))
        --last;
    DictatedPiece piece(m_search, first, last);
    piece.setAddress(begin, end);
    if (first < begin)
        (void)piece.takeBefore(true);
    piece.takeEchoes();
    piece.add();
}

std::size_t AddressDictation::takeWithoutAt(std::size_t mark, std::size_t from)
{
    const std::string_view text = m_search.text;
    const SaidDomain domain = domainBefore(text, mark);
    if (!domain.isOne)
        return 0;
    const std::size_t line = lineBeginOf(text, mark, std::max(from, mark > bytesOfDomain ? mark - bytesOfDomain : 0));
    const std::size_t glance = std::max(from, line > bytesOfGlance ? line - bytesOfGlance : 0);
    m_search.scratch.steps += mark - glance;
    if (!domain.isNamed && !seemsSpelled(text, glance, mark))
        return 0;
    const std::size_t first
        = characterBegin(text, std::max(from, mark > bytesOfDictation ? mark - bytesOfDictation : 0), mark);
    const auto characterEnd = [text](std::size_t at) {
        while (at < text.size() && isContinuation(text[at]))
            ++at;
        return std::min(at, text.size());
    };
    DictatedPiece probe(m_search, first, characterEnd(mark + bytesOfDomain / 2)); // most have nothing before them
    if (!probe.setDomain(mark) || !probe.takeBefore(false))
        return 0;
    DictatedPiece piece(m_search, first, characterEnd(mark + bytesOfEchoes));
    if (!piece.setDomain(mark) || !piece.takeBefore(false))
        return 0;
    piece.takeEchoes();
    piece.add();
    return piece.end();
}

} // namespace muster
