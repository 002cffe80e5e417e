// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/writtennumbers.h"

#include "models/rules/masking/checkdigits.h"
#include "models/rules/masking/maskwords.h"
#include "models/rules/masking/textclass.h"

#include <algorithm>
#include <array>

namespace muster {

namespace {

constexpr std::size_t fewestDigits = 5, repeatedGroups = 7;

unsigned valueAt(std::string_view text, const DigitGroup &group)
{
    unsigned value = 0;
    for (std::uint32_t at = group.begin; at < group.end && value < 100'000; ++at)
        value = value * 10 + unsigned(text[at] - '0');
    return value;
}

bool isDate(unsigned first, unsigned second)
{
    return first >= 1 && second >= 1 && ((first <= 12 && second <= 31) || (first <= 31 && second <= 12));
}

/// "version 10.0.0.1"
bool isVersion(std::string_view text, std::size_t begin)
{
    static constexpr std::array<std::string_view, 7> words
        = {"version", "versao", "release", "build", "firmware", "revision", "section"};
    while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == ':' || text[begin - 1] == '#'))
        --begin;
    return std::ranges::find(words, MaskWord::endingAt(text, begin).plain()) != words.end();
}

} // namespace

std::optional<AnnouncedKind> announcedBy(CueKind cue)
{
    switch (cue) {
    case CueKind::Phone:
        return AnnouncedKind{Entity::Phone, MaskRule::PhoneContext, 5, 15};
    case CueKind::Card:
        return AnnouncedKind{Entity::PaymentCard, MaskRule::CardContext, 8, 19};
    case CueKind::Ssn:
        return AnnouncedKind{Entity::Ssn, MaskRule::SsnContext, 7, 11};
    case CueKind::Nino:
        return AnnouncedKind{Entity::Nino, MaskRule::NinoContext, 6, 9};
    case CueKind::Sin:
        return AnnouncedKind{Entity::Sin, MaskRule::SinContext, 7, 11};
    case CueKind::NationalId:
        return AnnouncedKind{Entity::NationalId, MaskRule::NationalIdContext, 6, 18};
    case CueKind::Iban:
        return AnnouncedKind{Entity::Iban, MaskRule::IbanContext, 6, 34};
    case CueKind::Birth:
    case CueKind::Other:
    case CueKind::None:
        break;
    }
    return std::nullopt;
}

void findWrittenNumbers(const MaskSearch &search, DigitRun groups)
{
    for (std::size_t first = 0; first < groups.size();) {
        std::size_t last = first;
        while (last + 1 < groups.size() && last - first + 1 < maxRunGroups
               && joinsDigits(search.text, groups[last], groups[last + 1]))
            ++last;
        const DigitRun run = groups.subspan(first, last - first + 1);
        search.scratch.steps += run.size();
        if (countDigits(run) >= fewestDigits || run.size() >= 4)
            WrittenRun(search, run).judge();
        // Of a run that goes on, the next piece begins inside this one, so that nothing is cut at the seam.
        const bool goesOn = run.size() == maxRunGroups && last + 1 < groups.size()
            && joinsDigits(search.text, groups[last], groups[last + 1]);
        first = goesOn ? last + 1 - repeatedGroups : last + 1;
    }
}

WrittenRun::WrittenRun(const MaskSearch &search, DigitRun groups)
    : m_search(search)
    , m_text(search.text)
    , m_groups(groups)
{
}

std::uint32_t WrittenRun::maskOf(Part part)
{
    return std::uint32_t(((std::uint64_t(1) << (part.last + 1)) - 1) & ~((std::uint64_t(1) << part.first) - 1));
}

bool WrittenRun::isFree(Part part) const
{
    return (m_taken & maskOf(part)) == 0;
}

bool WrittenRun::startsAt(std::size_t group) const
{
    const std::uint32_t begin = m_groups[group].begin;
    if (group == 0)
        return !isTiedBefore(m_text, begin);
    const std::string_view between = m_text.substr(m_groups[group - 1].end, begin - m_groups[group - 1].end);
    return between.find(' ') != std::string_view::npos;
}

bool WrittenRun::endsAt(std::size_t group) const
{
    const std::uint32_t end = m_groups[group].end;
    if (group + 1 == m_groups.size())
        return !isTiedBehind(m_text, end);
    return m_text.substr(end, m_groups[group + 1].begin - end).find(' ') != std::string_view::npos;
}

bool WrittenRun::hasSizes(Part part, std::string_view sizes) const
{
    if (part.last - part.first + 1 != sizes.size())
        return false;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        if (m_groups[part.first + i].size() != std::uint32_t(sizes[i] - '0'))
            return false;
    }
    return true;
}

bool WrittenRun::tiedBy(Part part, std::string_view separators) const
{
    for (std::size_t i = part.first; i < part.last; ++i) {
        const std::uint32_t end = m_groups[i].end;
        if (m_groups[i + 1].begin != end + 1 || separators.find(m_text[end]) == std::string_view::npos)
            return false;
    }
    return true;
}

bool WrittenRun::isAmount(Part part) const
{
    static constexpr std::array<std::string_view, 13> units = {
        "eur", "usd", "gbp", "brl", "euro", "euros", "dollar", "dollars", "pounds", "reais", "units", "points", "km"};
    constexpr std::string_view euro = "\xe2\x82\xac", pound = "\xc2\xa3", yen = "\xc2\xa5";
    std::size_t begin = m_groups[part.first].begin, end = m_groups[part.last].end;
    if (begin >= 2 && m_text[begin - 1] == ',' && isAsciiDigit(m_text[begin - 2]))
        return true;
    if (end + 1 < m_text.size() && m_text[end] == ',' && isAsciiDigit(m_text[end + 1]))
        return true;
    if (begin > 0 && m_text[begin - 1] == ' ')
        --begin;
    const std::string_view before = m_text.substr(0, begin);
    if (before.ends_with('$') || before.ends_with('#') || before.ends_with(euro) || before.ends_with(pound)
        || before.ends_with(yen))
        return true;
    if (m_text[end] == ' ')
        ++end;
    const std::string_view behind = m_text.substr(end);
    return behind.starts_with('%') || behind.starts_with('$') || behind.starts_with(euro) || behind.starts_with(pound)
        || std::ranges::find(units, MaskWord::beginningAt(m_text, end).plain()) != units.end();
}

CueKind WrittenRun::cue()
{
    if (!m_cue) {
        m_cue = cueBefore(m_text, m_groups.front().begin).kind;
        if (*m_cue == CueKind::None)
            m_cue = cueBehind(m_text, m_groups.back().end).kind;
        m_search.scratch.steps += 8;
    }
    return *m_cue;
}

void WrittenRun::offerParts(std::size_t fewest, std::size_t most, bool (WrittenRun::*taken)(Part))
{
    for (std::size_t first = 0; first < m_groups.size(); ++first) {
        if (!isFree({first, first}) || !startsAt(first))
            continue;
        // How far it goes at most; then from the longest to the shortest.
        std::size_t digits = 0, last = first;
        for (; last < m_groups.size() && last - first < repeatedGroups && isFree({last, last}); ++last) {
            if (digits + m_groups[last].size() > most)
                break;
            digits += m_groups[last].size();
        }
        while (last > first) {
            --last;
            m_search.scratch.steps += 1;
            if (digits < fewest)
                break;
            if (endsAt(last) && (this->*taken)({first, last})) {
                take({first, last});
                break;
            }
            digits -= m_groups[last].size();
        }
    }
}

void WrittenRun::add(Part part, Entity entity, MaskRule rule, int score)
{
    std::size_t begin = m_groups[part.first].begin, end = m_groups[part.last].end;
    if (entity == Entity::Phone) { // signs that belong to it
        const bool open = begin > 0 && m_text[begin - 1] == '(';
        if (open)
            --begin;
        if (begin > 0 && m_text[begin - 1] == '+')
            --begin;
    }
    if (m_search.scope.wants(entity))
        m_search.scratch.candidates.push_back({begin, end, entity, std::uint16_t(rule), std::uint8_t(score)});
}

void WrittenRun::judge()
{
    skipTimesAndDates();
    findNetworkAddresses();
    findCards();
    findIds();
    findPhones();
    if (m_search.scope.context)
        findAnnounced();
}

void WrittenRun::skipTimesAndDates()
{
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        const DigitGroup &group = m_groups[i];
        const bool clock = (m_text[group.end] == ':' && isAsciiDigit(m_text[group.end + 1]))
            || (group.begin >= 2 && m_text[group.begin - 1] == ':' && isAsciiDigit(m_text[group.begin - 2]));
        if (clock && group.size() <= 2)
            take({i, i});
    }
    for (std::size_t i = 0; i + 2 < m_groups.size(); ++i) {
        const Part part = {i, i + 2};
        if (!tiedBy(part, "-./") || m_text[m_groups[i].end] != m_text[m_groups[i + 1].end])
            continue;
        const std::string_view separator = m_text.substr(m_groups[i].end, 1);
        const auto tied = [&](std::size_t a) { return tiedBy({a, a + 1}, separator); };
        if ((i > 0 && tied(i - 1)) || (i + 3 < m_groups.size() && tied(i + 2)))
            continue; // one of several pairs, as in French phones
        const unsigned a = valueAt(m_text, m_groups[i]), b = valueAt(m_text, m_groups[i + 1]),
                       c = valueAt(m_text, m_groups[i + 2]);
        const bool yearFirst = m_groups[i].size() == 4 && m_groups[i + 1].size() <= 2 && m_groups[i + 2].size() <= 2
            && a >= 1900 && a < 2100 && isDate(b, c);
        const bool yearLast = m_groups[i].size() <= 2 && m_groups[i + 1].size() <= 2 && isDate(a, b)
            && (m_groups[i + 2].size() == 2 || (m_groups[i + 2].size() == 4 && c >= 1900 && c < 2100));
        if (yearFirst || yearLast)
            take(part);
    }
}

void WrittenRun::findNetworkAddresses()
{
    for (std::size_t i = 0; i + 3 < m_groups.size(); ++i) {
        const Part part = {i, i + 3};
        if (!tiedBy(part, ".") || (i > 0 && tiedBy({i - 1, i}, "."))
            || (i + 4 < m_groups.size() && tiedBy({i + 3, i + 4}, ".")))
            continue;
        const auto fits = [&](const DigitGroup &group) { return group.size() <= 3 && valueAt(m_text, group) <= 255; };
        if (!std::ranges::all_of(of(part), fits) || (i == 0 && isTiedBefore(m_text, m_groups[0].begin)))
            continue;
        if (i == 0 && isVersion(m_text, m_groups[0].begin))
            continue;
        add(part, Entity::IpAddress, MaskRule::IpV4, 95);
        take(part);
    }
}

void WrittenRun::findAnnounced()
{
    const auto kind = announcedBy(cue());
    if (!kind)
        return;
    for (std::size_t first = 0; first < m_groups.size(); ++first) {
        if (!isFree({first, first}))
            continue;
        std::size_t last = first;
        while (last + 1 < m_groups.size() && isFree({last + 1, last + 1}))
            ++last;
        const Part part = {first, last};
        const std::size_t digits = countDigits(of(part));
        // Longer ones are masked, too: several numbers may follow one word.
        if (digits >= kind->fewest && !isAmount(part) && (first > 0 || !isTiedBefore(m_text, m_groups[0].begin)))
            add(part, kind->entity, kind->rule, digits <= kind->most ? 60 : 50);
        first = last;
    }
}

} // namespace muster
