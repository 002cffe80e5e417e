// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/leakwords.h"

#include "models/rules/masking/textclass.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <vector>

namespace muster {

namespace {

struct Line
{
    AddressPart part;
    std::string_view words;
};

/// Mail providers of the seven languages' countries, common top-level domains, and how ".", "@", "_" and "-" are read
/// aloud, without accents.
constexpr std::array lines = {
    Line{AddressPart::Ending, "com net org de es fr pt br it nl be ch at uk eu info io biz edu gov"},
    Line{AddressPart::Provider,
         "gmail googlemail hotmail outlook yahoo icloud gmx aol proton protonmail ymail msn freenet wanadoo laposte "
         "sfr "
         "libero tiscali virgilio sapo uol bol ziggo kpn hetnet btinternet comcast example mailbox posteo arcor"},
    Line{AddressPart::Dot, "dot punkt punto point ponto punt puntje"},
    Line{AddressPart::At, "arroba arobase arrobase chiocciola chiocciolina klammeraffe apenstaartje apestaart"},
    Line{AddressPart::Again,
         "double doppel doble duplo dupla doppio doppia dubbel dubbele triple treble tripla triplo tripel"},
    Line{AddressPart::Joint,
         "underscore unterstrich bindestrich minus hyphen dash tiret soulignement underline guion guiao tratto "
         "trattino "
         "streepje liggend"},
};

using Words = std::map<std::string, LeakWords::Word>;

Words everyWord()
{
    Words words;
    for (const auto &[word, number] : spelledOutWords())
        words[word].number = number;
    for (const Line &line : lines)
        forEachListedWord(line.words, [&](std::string_view word) { words[std::string(word)].part = line.part; });
    return words;
}

Words ofLength(const Words &words, std::size_t fewest, std::size_t below)
{
    Words some;
    std::ranges::copy_if(words, std::inserter(some, some.end()),
                         [&](const auto &one) { return one.first.size() >= fewest && one.first.size() < below; });
    return some;
}

/// What foldedWord() makes of the letters that take two bytes up to U+017F, which is nearly all of them in these
/// languages: at most two bytes each, the size in front.
using Folded = std::array<char, 3>;
const std::array<Folded, 0x180 - 0x80> &foldedLetters()
{
    static const auto table = [] {
        std::array<Folded, 0x180 - 0x80> result{};
        for (unsigned point = 0x80; point < 0x180; ++point) {
            const std::array<char, 2> utf8 = {char(0xc0U | point >> 6U), char(0x80U | (point & 0x3fU))};
            const std::string folded = foldedWord({utf8.data(), utf8.size()});
            if (folded.empty() || folded.size() > 2)
                continue;
            Folded &entry = result[point - 0x80];
            entry[0] = char(folded.size());
            std::ranges::copy(folded, entry.begin() + 1);
        }
        return result;
    }();
    return table;
}

} // namespace

LeakWords::LeakWords()
    : LeakWords(everyWord())
{
}

LeakWords::LeakWords(const std::map<std::string, Word> &words)
    : m_short(ofLength(words, 0, longWord))
    , m_long(ofLength(words, longWord, std::string::npos))
{
    for (const auto &[word, meaning] : words)
        m_begins.set(beginOf(word));
}

const LeakWords &LeakWords::shared()
{
    static const LeakWords words;
    return words;
}

const LeakWords::Word *LeakWords::find(std::string_view written) const
{
    constexpr std::size_t longest = 40; // "neunhundertneunundneunzig"
    if (written.empty() || written.size() > longest)
        return nullptr;
    if (!isWide(written[0]) && (written.size() < 2 || !isWide(written[1])) && !m_begins.test(beginOf(written)))
        return nullptr;
    std::array<char, longest> folded;
    std::size_t size = 0;
    for (std::size_t at = 0; at < written.size(); ++at) {
        if (!isWide(written[at])) {
            folded[size++] = toAsciiLower(written[at]);
            continue;
        }
        const auto lead = static_cast<unsigned char>(written[at]);
        if (lead < 0xc2 || lead > 0xc5 || at + 1 == written.size())
            return among(foldedWord(written));
        const unsigned point = (lead & 0x1fU) << 6U | (static_cast<unsigned char>(written[at + 1]) & 0x3fU);
        const Folded &letter = foldedLetters()[point - 0x80];
        if (letter[0] == 0)
            return among(foldedWord(written));
        for (int i = 1; i <= letter[0]; ++i)
            folded[size++] = letter[std::size_t(i)];
        ++at;
    }
    return among({folded.data(), size});
}

} // namespace muster
