// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/networknames.h"

#include "models/rules/masking/maskfinding.h"
#include "models/rules/masking/textclass.h"

#include <QChar>
#include <algorithm>

namespace muster {

namespace {

constexpr std::string_view localSigns = ".!#$%&'*+-/=?^_`{|}~"; // RFC 5322, atext and the dot
constexpr std::size_t longestQuote = 64, longestLocal = 128, longestDomain = 255;

bool isLetterBefore(std::string_view text, std::size_t end, std::size_t &size)
{
    const CodePoint point = CodePoint::before(text, end);
    size = point.size;
    return point.value >= 0x80 && point.value != 0xfffd && QChar::isLetterOrNumber(point.value);
}

std::size_t localBegin(std::string_view text, std::size_t at, std::size_t floor)
{
    std::size_t begin = at;
    if (begin > floor && text[begin - 1] == '"') { // "ann lee"@example.com
        const std::size_t from = std::max(floor, begin > longestQuote ? begin - longestQuote : 0);
        const std::size_t open = text.substr(0, begin - 1).rfind('"');
        return open != std::string_view::npos && open >= from && open + 2 < begin ? open : at;
    }
    while (begin > floor && at - begin < longestLocal) {
        const char byte = text[begin - 1];
        std::size_t size = 1;
        if (isWide(byte) ? !isLetterBefore(text, begin, size)
                         : !isAsciiAlnum(byte) && localSigns.find(byte) == std::string_view::npos)
            break;
        begin -= size;
    }
    // Signs in front belong to the sentence.
    while (begin < at && !isAsciiAlnum(text[begin]) && !isWide(text[begin]) && text[begin] != '_')
        ++begin;
    return begin;
}

std::size_t domainEnd(std::string_view text, std::size_t at)
{
    std::size_t end = at + 1;
    while (end < text.size() && end - at < longestDomain) {
        const char byte = text[end];
        if (isAsciiAlnum(byte) || byte == '-' || byte == '.') {
            ++end;
            continue;
        }
        const CodePoint point = CodePoint::at(text, end);
        if (!isWide(byte) || point.value == 0xfffd || !QChar::isLetterOrNumber(point.value))
            break;
        end += point.size;
    }
    while (end > at + 1 && (text[end - 1] == '.' || text[end - 1] == '-'))
        --end;
    return end;
}

/// Between brackets or bare: at most eight groups, "::" at most once.
bool isIpV6(std::string_view text)
{
    std::size_t groups = 0, digits = 0, all = 0, doubles = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == ':') {
            if (i + 1 < text.size() && text[i + 1] == ':')
                ++doubles;
            else if (i + 1 == text.size() && (i == 0 || text[i - 1] != ':'))
                return false;
            else if (i == 0)
                return false;
            digits = 0;
            if (doubles > 0 && i > 0 && text[i - 1] == ':' && i + 1 < text.size() && text[i + 1] == ':')
                return false; // ":::"
            continue;
        }
        if (digits++ == 0)
            ++groups;
        ++all;
        if (digits > 4)
            return false;
    }
    return doubles == 1 ? groups >= 1 && groups <= 7 && all >= 3 : doubles == 0 && groups == 8;
}

} // namespace

void findWideAddresses(const MaskSearch &search)
{
    const std::string_view text = search.text;
    std::size_t floor = 0;
    for (const std::uint32_t mark : search.scratch.hits.of(MaskMark::At)) {
        const std::size_t at = mark - 1U;
        const std::size_t begin = localBegin(text, at, floor), end = domainEnd(text, at);
        search.scratch.steps += end - begin;
        floor = at + 1;
        const std::string_view domain = text.substr(at + 1, end - at - 1);
        if (begin == at || domain.empty())
            continue;
        const bool dotted = domain.find('.', 1) != std::string_view::npos;
        const bool lettered = std::ranges::any_of(domain, [](char c) { return isAsciiLetter(c) || isWide(c); });
        if (!lettered || (!dotted && domain.size() < 3))
            continue;
        search.scratch.candidates.push_back(
            {begin, end, Entity::Email, std::uint16_t(MaskRule::EmailWide), std::uint8_t(dotted ? 95 : 55)});
    }
}

void findIpV6(const MaskSearch &search)
{
    const std::string_view text = search.text;
    constexpr std::size_t longest = 40;
    const auto part = [&](std::size_t at) {
        const char lower = toAsciiLower(text[at]);
        return isAsciiDigit(lower) || (lower >= 'a' && lower <= 'f') || lower == ':';
    };
    std::size_t done = 0;
    for (const std::uint32_t mark : search.scratch.hits.of(MaskMark::Colons)) {
        if (mark <= done)
            continue;
        std::size_t begin = mark - 1U, end = mark;
        while (begin > done && mark - begin <= longest && part(begin - 1))
            --begin;
        while (end < text.size() && end - begin <= longest && part(end))
            ++end;
        search.scratch.steps += end - begin;
        done = end;
        if (end - begin > longest
            || (begin > 0 && (isAsciiWord(text[begin - 1]) || text[begin - 1] == ':' || isWide(text[begin - 1]))))
            continue;
        std::size_t shown = end;
        if (text[end] == '.') { // an IPv4 tail stands for two groups
            const std::size_t tail = text.substr(0, end).rfind(':') + 1;
            while (shown < text.size() && shown - tail < 15 && (isAsciiDigit(text[shown]) || text[shown] == '.'))
                ++shown;
            if (isIpV6(std::string(text.substr(begin, tail - begin)) + "0:0"))
                end = tail;
        }
        if (isAsciiWord(text[shown]))
            continue;
        const std::string whole = end < shown && text[end - 1] == ':'
            ? std::string(text.substr(begin, end - begin)) + "0:0"
            : std::string(text.substr(begin, end - begin));
        if (isIpV6(whole))
            search.scratch.candidates.push_back({begin, shown, Entity::IpAddress, std::uint16_t(MaskRule::IpV6), 90});
    }
}

} // namespace muster
