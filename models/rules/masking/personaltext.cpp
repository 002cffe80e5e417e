// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/personaltext.h"

#include "models/rules/masking/maskwords.h"
#include "models/rules/masking/numberwords.h"
#include "models/rules/masking/speakerlabel.h"
#include "models/rules/masking/textclass.h"

#include <QtGlobal>
#include <algorithm>

namespace muster {

namespace {

using Gap = PersonalToken::Gap;

/// libpostal's concatenated suffixes that stand for streets; its "hof", "gr." and "l." are too short to be told apart.
constexpr std::array<std::string_view, 22> streetEnds
    = {"strasse", "str",  "gasse",  "allee",   "weg",   "platz", "damm", "ufer",   "markt",  "ring",  "stieg",
       "steig",   "laan", "straat", "straats", "plein", "kade",  "dijk", "gracht", "singel", "steeg", "park"};
/// Words with such an end that are no streets.
constexpr std::array<std::string_view, 22> noStreets
    = {"arbeitsplatz", "parkplatz", "sitzplatz",   "stellplatz",   "spielplatz", "marktplatz", "supermarkt", "baumarkt",
       "feedback",     "spring",    "during",      "string",       "bring",      "hering",     "umweg",      "ausweg",
       "hinweg",       "vorrang",   "aktienmarkt", "arbeitsmarkt", "flohmarkt",  "hamburger"};

bool isStreetWord(std::string_view plain)
{
    constexpr std::size_t fewest = 3; // letters before the end
    const auto fits
        = [plain](std::string_view end) { return plain.size() >= end.size() + fewest && plain.ends_with(end); };
    return plain.size() >= 6 && std::ranges::any_of(streetEnds, fits)
        && std::ranges::find(noStreets, plain) == noStreets.end();
}

bool isCapitalAt(std::string_view text, std::size_t at)
{
    const char byte = text[at];
    if (byte >= 'A' && byte <= 'Z')
        return true;
    // U+00C0 to U+00DE, and every second one of Latin Extended-A.
    const auto next = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0U;
    if (byte == '\xc3')
        return next <= 0x9e && next != 0x97;
    return (byte == '\xc4' || byte == '\xc5') && next % 2 == 0;
}

/// A sign outside ASCII, which is no part of a word: a turned question mark, quotation marks, an ellipsis. The signs of
/// ordinal numbers are.
bool isSignAt(std::string_view text, std::size_t at)
{
    const auto next = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0U;
    return (text[at] == '\xc2' && next != 0xaa && next != 0xba) || (text[at] == '\xe2' && next >= 0x80 && next <= 0x82);
}

Gap gapOf(std::string_view between)
{
    Gap gap = Gap::Blank;
    for (const char byte : between) {
        if (byte == '\n')
            return Gap::Line;
        if (byte == ' ' || byte == '\t')
            continue;
        const Gap sign = byte == ',' ? Gap::Comma : byte == '.' ? Gap::Dot : byte == '-' ? Gap::Tie : Gap::Other;
        gap = gap == Gap::Blank || (gap == Gap::Dot && sign == Gap::Comma) ? sign : Gap::Other;
    }
    if (gap == Gap::Tie && between.size() > 1)
        return Gap::Other; // a dash between blanks
    return between.empty() ? Gap::Tie : gap;
}

} // namespace

PersonalToken PersonalReader::tokenAt(std::size_t at) const
{
    PersonalToken token{.begin = std::uint32_t(at)};
    if (isAsciiDigit(m_text[at])) {
        token.isNumber = true;
        while (at < m_text.size() && isAsciiDigit(m_text[at]))
            ++at;
        const std::string_view sign = m_text.substr(at, 3); // "2.º"
        if (sign == ".\xc2\xba" || sign == ".\xc2\xaa") {
            token.end = std::uint32_t(at + 3);
            return token;
        }
        constexpr std::size_t mostLetters = 4;
        std::size_t letters = 0;
        while (at + letters < m_text.size() && letters <= mostLetters && MaskWord::isPart(m_text[at + letters])
               && m_text[at + letters] != '\'')
            ++letters;
        token.end = std::uint32_t(letters <= mostLetters ? at + letters : at);
        return token;
    }
    std::size_t end = at;
    while (end < m_text.size() && MaskWord::isPart(m_text[end]) && (end == at || !isSignAt(m_text, end)))
        ++end;
    const MaskWord word = MaskWord::beginningAt(m_text.substr(0, end), at);
    token.end = std::uint32_t(std::max(word.end, end)); // a word may be longer than any that is known
    token.isCapital = isCapitalAt(m_text, at);
    token.hash = PersonalWords::hashOf(word.plain());
    token.isSaid = numberReadings(word.plain()) != nullptr;
    token.isStreet = isStreetWord(word.plain());
    token.meaning = PersonalWords::shared().meaningOf(token.hash);
    const std::size_t apostrophe = word.plain().find('\'');
    if (apostrophe != std::string_view::npos && !token.meaning.isName() && !token.meaning.isStop()) {
        // "O'Leary", and "James's"
        const std::string_view behind = word.plain().substr(apostrophe + 1);
        const std::string_view name = behind.size() > 2 ? behind : word.plain().substr(0, apostrophe);
        token.meaning = PersonalWords::shared().meaningOf(PersonalWords::hashOf(name));
        if (behind.size() > 2 && !token.isCapital && apostrophe + 1 < token.size())
            token.isCapital = isCapitalAt(m_text, token.begin + apostrophe + 1); // "d'Alembert"
    }
    return token;
}

void PersonalReader::take(PersonalToken token)
{
    token.gap = m_atLine ? Gap::Line : gapOf(m_text.substr(m_behind, token.begin - m_behind));
    m_atLine = false;
    m_behind = token.end;
    m_tokens.push_back(token);
}

void PersonalReader::takeLabel()
{
    const SpeakerLabel label = SpeakerLabel::at(m_text, m_at);
    if (!label)
        return;
    const auto from = std::size_t(label.name.empty() ? 0 : label.name.data() - m_text.data());
    for (std::size_t at = from; at < from + label.name.size();) {
        if (!MaskWord::isPart(m_text[at])) {
            ++at;
            continue;
        }
        PersonalToken token = tokenAt(at);
        token.isLabel = true;
        at = token.end;
        take(token);
    }
    m_at = m_behind = label.end;
    m_atLine = true;
}

bool PersonalReader::next()
{
    if (m_at >= m_text.size())
        return false;
    if (m_tokens.size() > shared)
        m_tokens.erase(m_tokens.begin(), m_tokens.end() - shared);
    const std::size_t kept = m_tokens.size();
    while (m_at < m_text.size() && m_tokens.size() < kept + piece) {
        const char byte = m_text[m_at];
        if (m_at == 0 || m_text[m_at - 1] == '\n') {
            const std::size_t before = m_at;
            m_atLine = true;
            takeLabel();
            if (m_at > before)
                continue;
        }
        if ((!MaskWord::isPart(byte) && !isAsciiDigit(byte)) || byte == '\'' || isContinuation(byte)
            || isSignAt(m_text, m_at)) {
            ++m_at;
            continue;
        }
        const PersonalToken token = tokenAt(m_at);
        m_at = std::max<std::size_t>(token.end, m_at + 1);
        take(token);
    }
    return m_tokens.size() > kept;
}

PersonalPhrases::PersonalPhrases(std::span<const Line> lines)
    : m_first(1024)
{
    for (const Line &line : lines) {
        std::string_view rest = line.phrases;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('|'), rest.size());
            const std::string_view words = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            PersonalPhrase phrase{.kind = line.kind, .language = line.language};
            for (std::size_t at = 0; at < words.size();) {
                const std::size_t blank = std::min(words.find(' ', at), words.size());
                Q_ASSERT(phrase.size < phrase.words.size());
                phrase.words[phrase.size++] = PersonalWords::hashOf(plainWord(words.substr(at, blank - at)));
                at = blank + 1;
            }
            m_first[phrase.words[0] % m_first.size()] = true;
            m_phrases.push_back(phrase);
        }
    }
    std::ranges::sort(m_phrases, {},
                      [](const PersonalPhrase &phrase) { return std::pair(phrase.words[0], -int(phrase.size)); });
}

const PersonalPhrase *PersonalPhrases::at(PersonalTokens tokens, std::size_t at) const
{
    const std::uint64_t first = tokens[at].hash;
    if (first == 0 || !m_first[first % m_first.size()])
        return nullptr;
    const auto same
        = std::ranges::equal_range(m_phrases, first, {}, [](const PersonalPhrase &phrase) { return phrase.words[0]; });
    const auto fits = [tokens, at](const PersonalPhrase &phrase) {
        for (std::size_t i = 1; i < phrase.size; ++i) {
            if (at + i >= tokens.size() || tokens[at + i].hash != phrase.words[i]
                || tokens[at + i].isLabel != tokens[at].isLabel || tokens[at + i].gap == Gap::Comma
                || tokens[at + i].gap == Gap::Other)
                return false;
        }
        return true;
    };
    const auto found = std::ranges::find_if(same, fits);
    return found == same.end() ? nullptr : &*found;
}

} // namespace muster
