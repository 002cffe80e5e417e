// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/writtennumbers.h"

#include "models/rules/masking/checkdigits.h"
#include "models/rules/masking/phoneextension.h"
#include "models/rules/masking/speakerlabel.h"
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
    static constexpr std::array<std::string_view, 9> words
        = {"version", "versao", "versie", "versione", "release", "build", "firmware", "revision", "section"};
    while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == ':' || text[begin - 1] == '#'))
        --begin;
    return std::ranges::find(words, MaskWord::endingAt(text, begin).plain()) != words.end();
}

/// "mobile-07700900123": what a phone's own word ties to it.
bool isNamedBefore(std::string_view text, std::size_t begin)
{
    return begin > 0 && text[begin - 1] == '-'
        && meaningOf(MaskWord::endingAt(text, begin - 1).plain()).kind == CueKind::Phone;
}

/// "card #", "my # is": the sign stands for "number" behind a word of somebody's.
bool isNamed(std::string_view text, std::size_t sign)
{
    while (sign > 0 && text[sign - 1] == ' ')
        --sign;
    const CueMeaning meaning = meaningOf(MaskWord::endingAt(text, sign).plain());
    return meaning.isOwner || (meaning.kind != CueKind::None && meaning.kind != CueKind::Other);
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
    if (group == m_afterLabel)
        return group > 0 || !isTiedBefore(m_text, begin) || isNamedBefore(m_text, begin);
    const std::string_view between = m_text.substr(m_groups[group - 1].end, begin - m_groups[group - 1].end);
    return between.find(' ') != std::string_view::npos;
}

bool WrittenRun::endsAt(std::size_t group) const
{
    const std::uint32_t end = m_groups[group].end;
    if (group + 1 == m_groups.size())
        return !isTiedBehind(m_text, end) || phoneEnd(m_text, end) != end;
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
    static constexpr std::array<std::string_view, 17> units
        = {"eur",   "usd",   "gbp",    "brl", "euro", "euros", "dollar", "dollars", "pounds",
           "reais", "units", "points", "km",  "mm",   "cm",    "kg",     "kwh"};
    constexpr std::string_view euro = "\xe2\x82\xac", pound = "\xc2\xa3", yen = "\xc2\xa5";
    std::size_t begin = m_groups[part.first].begin, end = m_groups[part.last].end;
    if (begin >= 2 && m_text[begin - 1] == ',' && isAsciiDigit(m_text[begin - 2]))
        return true;
    if (end + 1 < m_text.size() && m_text[end] == ',' && isAsciiDigit(m_text[end + 1]))
        return true;
    if (begin > 0 && m_text[begin - 1] == ' ')
        --begin;
    const std::string_view before = m_text.substr(0, begin);
    if ((before.ends_with('#') && !isNamed(m_text, begin - 1)) || before.ends_with('$') || before.ends_with(euro)
        || before.ends_with(pound) || before.ends_with(yen))
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
        m_cue = cueBefore(m_text, m_groups[std::min(m_afterLabel, m_groups.size() - 1)].begin).kind;
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
    if (entity == Entity::Phone)
        end = phoneEnd(m_text, end);
    if (m_search.scope.wants(entity))
        m_search.scratch.candidates.push_back({begin, end, entity, std::uint16_t(rule), std::uint8_t(score)});
}

void WrittenRun::judge()
{
    skipLabel();
    skipTimesAndDates();
    findNetworkAddresses();
    findCards();
    findIds();
    findPhones();
    if (m_search.scope.context)
        findAnnounced();
}

/// "[10:31] Agent 2 - 415 ...": what says who speaks and when is nobody's number.
void WrittenRun::skipLabel()
{
    const SpeakerLabel label = SpeakerLabel::before(m_text, m_groups.front().begin);
    for (std::size_t i = 0; i < m_groups.size() && m_groups[i].begin < label.end; ++i) {
        if (m_groups[i].begin >= label.begin) {
            take({i, i});
            m_afterLabel = i + 1;
        }
    }
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

void WrittenRun::findCards()
{
    if (!m_search.scope.wants(Entity::PaymentCard))
        return;
    for (std::size_t first = 0; first < m_groups.size(); ++first) {
        std::size_t digits = 0;
        for (std::size_t last = first; last < m_groups.size() && last - first < 6; ++last) {
            digits += m_groups[last].size();
            const Part part = {first, last};
            if (digits > 19)
                break;
            if (digits >= 12 && isFree(part) && tiedBy(part, " -") && takeCard(part)) {
                take(part);
                first = last;
                break;
            }
        }
    }
}

bool WrittenRun::takeCard(Part part)
{
    const std::string digits = digitsOf(m_text, of(part));
    m_search.scratch.steps += digits.size();
    const bool inGroups
        = hasSizes(part, "4444") || hasSizes(part, "44443") || hasSizes(part, "465") || hasSizes(part, "464");
    const bool bare = part.first == part.last;
    const bool standsAlone = (part.first > 0 || !isTiedBefore(m_text, m_groups[0].begin))
        && (part.last + 1 < m_groups.size() || !isTiedBehind(m_text, m_groups.back().end));
    if (!isCardRange(digits) || !standsAlone || (!inGroups && !bare && cue() != CueKind::Card))
        return false;
    if (luhnHolds(digits)) {
        add(part, Entity::PaymentCard, MaskRule::CardChecked, cue() == CueKind::Other ? 65 : inGroups ? 100 : 90);
        return true;
    }
    if (!inGroups || isOther())
        return false;
    add(part, Entity::PaymentCard, MaskRule::CardGrouped, 60);
    return true;
}

void WrittenRun::findIds()
{
    offerParts(8, 15, &WrittenRun::takeId);
}

bool WrittenRun::takeId(Part part)
{
    const std::uint32_t begin = m_groups[part.first].begin;
    if (begin > 0 && m_text[begin - 1] == '+')
        return false;
    const bool alone = part.first == 0 && part.last + 1 == m_groups.size();
    const std::string digits = digitsOf(m_text, of(part));
    if (hasSizes(part, "324") && tiedBy(part, " -.") && isSsnRange(digits) && !isOther()) {
        add(part, Entity::Ssn, MaskRule::SsnDigits, 85);
        return true;
    }
    if (alone && hasSizes(part, "333") && tiedBy(part, " -") && sinHolds(digits) && !isOther()
        && cue() != CueKind::Phone) {
        add(part, Entity::Sin, MaskRule::SinChecked, 80);
        return true;
    }
    if (digits.size() == 11 && cpfHolds(digits) && !isOther() && (hasSizes(part, "3332") || part.first == part.last)) {
        add(part, Entity::NationalId, MaskRule::NationalIdBr, part.first == part.last ? 72 : 95);
        return true;
    }
    if (hasSizes(part, "2333") && steuerIdHolds(digits) && !isOther()) {
        add(part, Entity::NationalId, MaskRule::NationalIdDe, 90);
        return true;
    }
    if (nirHolds(digits) && !isOther()) {
        add(part, Entity::NationalId, MaskRule::NationalIdFr, 95);
        return true;
    }
    return takeAnnouncedId(part, digits);
}

bool WrittenRun::takeAnnouncedId(Part part, const std::string &digits)
{
    const CueKind kind = cue();
    const auto is = [&](bool holds, Entity entity, MaskRule rule) {
        if (holds)
            add(part, entity, rule, 95);
        return holds;
    };
    if (kind == CueKind::Ssn)
        return is(digits.size() == 9 && isSsnRange(digits), Entity::Ssn, MaskRule::SsnDigits);
    if (kind == CueKind::Sin)
        return is(sinHolds(digits), Entity::Sin, MaskRule::SinChecked);
    if (kind != CueKind::NationalId)
        return false;
    return is(steuerIdHolds(digits), Entity::NationalId, MaskRule::NationalIdDe)
        || is(nifHolds(digits), Entity::NationalId, MaskRule::NationalIdPt)
        || is(bsnHolds(digits), Entity::NationalId, MaskRule::NationalIdNl)
        || is(cpfHolds(digits), Entity::NationalId, MaskRule::NationalIdBr);
}

void WrittenRun::findPhones()
{
    offerParts(7, 17, &WrittenRun::takePhone);
}

bool WrittenRun::isPlanned(std::string_view text) const
{
    const auto &scope = m_search.scope;
    m_search.scratch.steps += 4 * scope.regions.size();
    const std::size_t first = text.find_first_not_of("+(");
    return std::ranges::any_of(scope.regions, [&](RegionIndex region) {
        const NumberVerdict verdict = scope.numbers->classify(text, region);
        if (!verdict.valid() || text[first] == '0')
            return verdict.valid();
        // Where numbers are dialled with a leading 0, nobody writes them without it.
        const std::string national = scope.numbers->nationalFormat(verdict, text, region);
        return m_cue == CueKind::Phone || !(national.starts_with('0') || national.starts_with("(0"));
    });
}

bool WrittenRun::takePhone(Part part)
{
    const std::size_t digits = countDigits(of(part)), groups = part.last - part.first + 1;
    std::size_t begin = m_groups[part.first].begin;
    const std::size_t end = m_groups[part.last].end;
    if (begin > 0 && m_text[begin - 1] == '(')
        --begin;
    const bool plus = begin > 0 && m_text[begin - 1] == '+';
    if (plus)
        --begin;
    if (plus && digits >= 8) { // nobody writes it before anything else
        const bool valid = m_search.scope.numbers->classify(m_text.substr(begin, end - begin), 0).valid();
        m_search.scratch.steps += 4;
        if (valid || digits <= 15) {
            add(part, Entity::Phone, MaskRule::PhoneInternational, valid ? 95 : 65);
            return true;
        }
    }
    const bool dialsOut
        = m_text.substr(m_groups[part.first].begin, 2) == "00" || m_text.substr(m_groups[part.first].begin, 3) == "011";
    if (digits > 12 && !dialsOut && hasTrunkForm(part) && looksNational(part)) {
        add(part, Entity::Phone, MaskRule::PhoneGrouped, 65);
        return true;
    }
    if (digits + 1 < 2 * groups || (digits > 12 && !dialsOut)
        || !looksNational(part)) // single digits are read as speech
        return isGrouped(part) && takeGrouped(part);
    if (isPlanned(m_text.substr(begin, end - begin))) {
        add(part, Entity::Phone, MaskRule::PhonePlan, cue() == CueKind::Phone ? 95 : groups > 1 ? 90 : 75);
        return true;
    }
    if (isForeign(part, m_text.substr(begin, end - begin))) {
        add(part, Entity::Phone, MaskRule::PhonePlan, 75);
        return true;
    }
    if (hasTrunkForm(part)) {
        add(part, Entity::Phone, MaskRule::PhoneGrouped, 65);
        return true;
    }
    const bool international
        = m_text[m_groups[part.first].begin] == '0' && m_text[m_groups[part.first].begin + 1] == '0' && digits >= 10;
    if (international) {
        const std::string written = "+" + digitsOf(m_text, of(part)).substr(2);
        const bool valid = m_search.scope.numbers->classify(written, 0).valid();
        // Of no plan, but written as it is dialled from abroad: "0044 7700 900123".
        if (valid || (groups > 1 && digits >= 11 && written[1] != '0')) {
            add(part, Entity::Phone, MaskRule::PhoneInternational, valid ? 85 : 60);
            return true;
        }
    }
    return isGrouped(part) && takeGrouped(part);
}

/// Any valid number that begins with the trunk's zero; others only in the very groups in which their plan writes them
/// and with no other number beside them, unless these are the groups of an amount: "912 345 678".
bool WrittenRun::isForeign(Part part, std::string_view text) const
{
    const auto &scope = m_search.scope;
    const std::size_t groups = part.last - part.first + 1;
    const bool isTrunk = text[text.find_first_not_of("+(")] == '0' && m_groups[part.first].size() >= 2;
    const auto isThree = [](const DigitGroup &group) { return group.size() == 3; };
    const bool isAlone = part.first == m_afterLabel && part.last + 1 == m_groups.size();
    if (groups < (isTrunk ? 2U : 3U) || countDigits(of(part)) < 9
        || (!isTrunk && (!isAlone || std::ranges::all_of(of(part).subspan(1), isThree))))
        return false;
    m_search.scratch.steps += 4 * scope.foreign.size();
    return std::ranges::any_of(scope.foreign, [&](RegionIndex region) {
        const NumberVerdict verdict = scope.numbers->classify(text, region);
        if (!verdict.valid() || isTrunk)
            return verdict.valid();
        const std::string national = scope.numbers->nationalFormat(verdict, text, region);
        std::string sizes;
        for (std::size_t at = 0; at < national.size();) {
            std::size_t digits = 0;
            while (at < national.size() && isAsciiDigit(national[at])) {
                ++digits;
                ++at;
            }
            if (digits > 0)
                sizes += char('0' + digits);
            else
                ++at;
        }
        return hasSizes(part, sizes);
    });
}

bool WrittenRun::hasTrunkForm(Part part) const
{
    if (!m_search.scope.context)
        return false;
    const DigitGroup &first = m_groups[part.first];
    const std::size_t digits = countDigits(of(part)), groups = part.last - part.first + 1;
    const bool isTrunk = m_text[first.begin] == '0' && first.size() >= 2 && m_text[first.begin + 1] != '0';
    // "069 90009-123-45": what is dialled through is tied to the number.
    const std::size_t most = groups > 1 && tiedBy({part.last - 1, part.last}, "-/") ? 15 : 12;
    if (!isTrunk || digits < 9 || digits > most)
        return false;
    if (part.first == part.last) // a mobile's beginning in most of Europe
        return digits == 11 && m_text[first.begin + 1] == '7';
    const auto fits = [](const DigitGroup &group) { return group.size() >= 2 && group.size() <= 8; };
    return std::ranges::all_of(of(part), fits);
}

bool WrittenRun::isGrouped(Part part) const
{
    return hasSizes(part, "334") && m_text[m_groups[part.first].begin] >= '2'
        && m_text[m_groups[part.first + 1].begin] >= '2';
}

/// In the contract's groups with other signs between them: whatever announces it, as the contract has it.
bool WrittenRun::takeGrouped(Part part)
{
    if (isAmount(part))
        return false;
    add(part, Entity::Phone, MaskRule::PhoneGrouped, isOther() ? 50 : 65);
    return true;
}

bool WrittenRun::looksNational(Part part)
{
    if (isAmount(part) || isOther())
        return false;
    if (m_search.scope.context && cue() != CueKind::None && cue() != CueKind::Phone && cue() != CueKind::Birth)
        return false; // announced as something else that is personal
    if (part.first == part.last) { // bare digits: only long ones, and such as begin like a number that is dialled
        const DigitGroup &group = m_groups[part.first];
        const char first = m_text[group.begin];
        return cue() == CueKind::Phone || first == '0' || (group.size() == 11 && first == '1')
            || (group.size() == 9 && (first == '6' || first == '7' || first == '9'));
    }
    // "1.234.567" is an amount in most of Europe.
    if (tiedBy(part, ".") && m_groups[part.first].size() <= 3 && m_text[m_groups[part.first].begin] != '0') {
        const auto three = [](const DigitGroup &group) { return group.size() == 3; };
        if (std::ranges::all_of(of(part).subspan(1), three))
            return false;
    }
    return true;
}

} // namespace muster
