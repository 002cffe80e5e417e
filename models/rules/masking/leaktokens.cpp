// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/leaktokens.h"

#include "models/rules/masking/leaktext.h"
#include "models/rules/masking/spelledoutwords.h"
#include "models/rules/masking/textclass.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace muster {

namespace {

constexpr char maskedByte = LeakText::tagByte;

bool isLetter(char byte)
{
    return isAsciiLetter(byte) || isWide(byte);
}

bool joinsFigures(char byte)
{
    return byte == '-' || byte == '.' || byte == '/' || byte == ':' || byte == ',' || byte == '(' || byte == ')'
        || byte == '\'' || byte == ' ';
}

bool isTime(const FigureGroups &groups)
{
    return groups.allTied(':') && groups.sizes.size() <= 3;
}

bool isDate(const FigureGroups &groups)
{
    if (groups.sizes.size() != 3 || !(groups.allTied('-') || groups.allTied('/') || groups.allTied('.')))
        return false;
    const auto &sizes = groups.sizes;
    return (sizes[0] == 4 && sizes[1] <= 2 && sizes[2] <= 2)
        || (sizes[0] <= 2 && sizes[1] <= 2 && (sizes[2] == 2 || sizes[2] == 4));
}

/// "1,299.00", "12.345.678", "19.99".
bool isAmount(const FigureGroups &groups)
{
    if (groups.sizes.size() < 2 || groups.sizes[0] > 3)
        return groups.sizes.size() == 2 && groups.sizes[1] <= 2 && (groups.allTied('.') || groups.allTied(','));
    const std::string between = groups.between.substr(0, groups.sizes.size() - 1);
    if (!std::ranges::all_of(between, [](char byte) { return byte == '.' || byte == ','; }))
        return false;
    const std::size_t last = groups.sizes.size() - 1;
    const bool thousands = std::all_of(groups.sizes.begin() + 1, groups.sizes.begin() + std::ptrdiff_t(last),
                                       [](std::size_t size) { return size == 3; });
    return thousands && groups.sizes[last] <= 3;
}

bool isCurrency(std::string_view text, std::size_t begin, std::size_t end)
{
    const std::string_view before = text.substr(begin < 4 ? 0 : begin - 4, std::min<std::size_t>(begin, 4));
    const std::string_view behind = text.substr(end, 4);
    for (const char *sign : {"$", "€", "£", "%"}) {
        const std::size_t at = behind.find(sign);
        if (before.find(sign) != std::string_view::npos || (at != std::string_view::npos && at <= 1))
            return true;
    }
    return false;
}

class Reader
{
public:
    Reader(std::string_view text, PlainWords plain)
        : m_text(text)
        , m_words(LeakWords::shared())
        , m_plain(plain)
    {
        while (m_at < text.size())
            next();
    }
    [[nodiscard]] std::vector<LeakToken> take() { return std::move(m_tokens); }

private:
    void next()
    {
        const char byte = m_text[m_at];
        if (isLetter(byte)) {
            word();
        } else if (isAsciiDigit(byte)) {
            figures();
        } else {
            if (byte == '\n')
                add(LeakToken::Kind::Turn, m_at, m_at + 1);
            else if (byte == maskedByte)
                add(LeakToken::Kind::Explained, m_at, m_at + 1);
            ++m_at;
        }
    }

    LeakToken &add(LeakToken::Kind kind, std::size_t begin, std::size_t end)
    {
        LeakToken &token = m_tokens.emplace_back(LeakToken{kind, std::uint32_t(begin), std::uint32_t(end)});
        token.wordsBefore = std::exchange(m_counted, 0);
        return token;
    }

    void word()
    {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && isLetter(m_text[m_at]))
            ++m_at;
        const LeakWords::Word *known = m_words.find(m_text.substr(begin, m_at - begin));
        if (known == nullptr && m_plain == PlainWords::Counted) {
            ++m_counted;
            return;
        }
        const auto isNumber
            = [](const LeakWords::Word *word) { return word != nullptr && word->number.languages != 0; };
        if (isNumber(known) && m_at + 1 < m_text.size() && m_text[m_at] == '-' && isLetter(m_text[m_at + 1])) {
            std::size_t end = m_at + 1; // "quatre-vingt-dix-huit" is one
            while (end < m_text.size() && (isLetter(m_text[end]) || m_text[end] == '-'))
                ++end;
            if (const LeakWords::Word *whole = m_words.find(m_text.substr(begin, end - begin)); isNumber(whole)) {
                known = whole;
                m_at = end;
            }
        }
        LeakToken &token = add(isNumber(known) ? LeakToken::Kind::Spelled : LeakToken::Kind::Word, begin, m_at);
        if (known != nullptr) {
            token.value = known->number.value;
            token.languages = known->number.languages;
            token.part = known->part;
        }
    }

    void figures()
    {
        const std::size_t begin = m_at;
        std::size_t end = m_at;
        // Two bytes between groups at most, as in ") 555".
        for (std::size_t at = m_at; at < m_text.size() && at <= end + 2;) {
            if (isAsciiDigit(m_text[at]))
                end = ++at;
            else if (joinsFigures(m_text[at]) && at < end + 2)
                ++at;
            else
                break;
        }
        m_at = end;
        const bool glued = (begin > 0 && isLetter(m_text[begin - 1])) || (end < m_text.size() && isLetter(m_text[end]));
        split(begin, end, glued);
    }

    /// Figures that only blanks part may be several things: each is judged for itself.
    void split(std::size_t begin, std::size_t end, bool glued)
    {
        while (begin < end) {
            const std::size_t blank = std::min(m_text.find(' ', begin), end);
            std::size_t from = begin;
            while (from < blank && !isAsciiDigit(m_text[from]))
                ++from;
            std::size_t to = blank;
            while (to > from && !isAsciiDigit(m_text[to - 1]))
                --to;
            if (to > from) {
                const FigureGroups groups(m_text.substr(from, to - from));
                const bool explained
                    = isTime(groups) || isDate(groups) || isAmount(groups) || isCurrency(m_text, from, to);
                add(explained || (glued && begin == from && blank == end) ? LeakToken::Kind::Explained
                                                                          : LeakToken::Kind::Figures,
                    from, to);
            }
            begin = blank + 1;
        }
    }

    const std::string_view m_text;
    const LeakWords &m_words;
    const PlainWords m_plain;
    std::uint32_t m_counted = 0;
    std::size_t m_at = 0;
    std::vector<LeakToken> m_tokens;
};

} // namespace

FigureGroups::FigureGroups(std::string_view figures)
{
    bool inGroup = false;
    for (const char byte : figures) {
        if (isAsciiDigit(byte)) {
            if (!inGroup)
                sizes.push_back(0);
            ++sizes.back();
        } else if (inGroup && !sizes.empty()) {
            between += byte;
        } else if (!between.empty() && between.size() == sizes.size() && byte != ' ') {
            between.back() = byte;
        }
        inGroup = isAsciiDigit(byte);
    }
}

bool FigureGroups::allTied(char byte) const
{
    return sizes.size() > 1
        && std::ranges::count(between.substr(0, sizes.size() - 1), byte) == std::ptrdiff_t(sizes.size()) - 1;
}

std::vector<LeakToken> leakTokensOf(std::string_view text, PlainWords plain)
{
    return Reader(text, plain).take();
}

std::vector<LeakToken> leakTokensAround(std::string_view text, std::size_t begin, std::size_t end)
{
    const auto cuts = [text](std::size_t at) { // a word or figures
        return at > 0 && at < text.size() && (isLetter(text[at]) || isAsciiDigit(text[at]))
            && (isLetter(text[at - 1]) || isAsciiDigit(text[at - 1]));
    };
    end = std::min(end, text.size());
    while (begin < end && cuts(begin))
        ++begin;
    while (end > begin && cuts(end))
        --end;
    std::vector<LeakToken> tokens = leakTokensOf(text.substr(begin, end - begin), PlainWords::Kept);
    for (LeakToken &token : tokens) {
        token.begin += std::uint32_t(begin);
        token.end += std::uint32_t(begin);
    }
    return tokens;
}

std::string dialledDigits(std::string_view text, const std::vector<LeakToken> &tokens,
                          const std::vector<std::size_t> &trail)
{
    std::string digits;
    std::uint32_t waiting = 0; // "forty", which waits for its "two", or "seiscientos"
    std::uint32_t room = 0; // what may come is smaller
    const auto flush = [&] {
        if (waiting != 0)
            digits += std::to_string(waiting);
        waiting = room = 0;
    };
    for (const std::size_t i : trail) {
        const LeakToken &token = tokens[i];
        if (token.kind == LeakToken::Kind::Figures) {
            flush();
            std::ranges::copy_if(text.substr(token.begin, token.end - token.begin), std::back_inserter(digits),
                                 isAsciiDigit);
            continue;
        }
        std::uint32_t value = token.value;
        if (value == 20 && digits.ends_with('4') && i > 0 && tokens[i - 1].value == 4
            && tokens[i - 1].end + 1 == token.begin) {
            digits.pop_back(); // "quatre vingt"
            value = 80;
        }
        if (value == 0 || value >= room)
            flush();
        if (value == 1'000 || (value == 100 && !digits.empty() && waiting == 0)) {
            digits += value == 100 ? "00" : "000"; // "nine hundred"
            continue;
        }
        waiting += value;
        const bool tens = value >= 20 && value < 100 && value % 10 == 0;
        // "soixante-douze", "quatre-vingt-dix" count on to nineteen.
        room = value >= 100 && value % 100 == 0 ? 100 : !tens ? 0 : value == 60 || value == 20 || value == 80 ? 20 : 10;
        if (room == 0) {
            std::size_t times = 1;
            if (i > 0 && tokens[i - 1].kind == LeakToken::Kind::Word && waiting < 10)
                times = timesOf(foldedWord(text.substr(tokens[i - 1].begin, tokens[i - 1].end - tokens[i - 1].begin)));
            for (; times > 0; --times)
                digits += std::to_string(waiting);
            waiting = 0;
        }
    }
    flush();
    return digits;
}

std::string spokenDigitsOf(std::string_view text)
{
    const std::vector<LeakToken> tokens = leakTokensOf(text, PlainWords::Counted);
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].isNumber())
            numbers.push_back(i);
    }
    return dialledDigits(text, tokens, numbers);
}

} // namespace muster
