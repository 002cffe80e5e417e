// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/numberengine.h"

#include <algorithm>
#include <array>
#include <phonenumbers/phonenumberutil.h>

namespace muster {

namespace {
bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

void appendDigits(std::string &text, DigitSpan digits)
{
    for (const std::uint8_t digit : digits)
        text += char('0' + digit);
}
} // namespace

bool NationalFormat::compile(const NumberFormatRule &source, Rule &rule)
{
    auto pattern = PatternMatcher::compile(source.pattern);
    auto leading = PatternMatcher::compile(source.leadingDigits);
    if (!pattern || !leading)
        return false;
    rule.pattern = std::move(*pattern);
    rule.hasLeading = !source.leadingDigits.empty();
    rule.leading = std::move(*leading);
    // The national prefix rule takes the place of the first group: "$1 $2" with "(0$1)" is "(0$1) $2".
    std::string format = source.format;
    if (!source.nationalPrefixRule.empty()) {
        std::size_t group = format.find('$');
        while (group != std::string::npos && (group + 1 >= format.size() || !isDigit(format[group + 1])))
            group = format.find('$', group + 1);
        if (group != std::string::npos) {
            const std::string name = format.substr(group, 2);
            std::string replacement;
            const std::string &text = source.nationalPrefixRule;
            for (std::size_t i = 0; i < text.size(); ++i) {
                if (text[i] == '\\')
                    return false;
                if (text[i] != '$') {
                    replacement += text[i];
                } else if (i + 1 < text.size() && text[i + 1] == '1'
                           && (i + 2 == text.size() || !isDigit(text[i + 2]))) {
                    replacement += name;
                    ++i;
                } else {
                    return false;
                }
            }
            format.replace(group, 2, replacement);
        }
    }
    std::string text;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] == '\\')
            return false;
        if (format[i] != '$') {
            text += format[i];
            continue;
        }
        // A digit right behind a group could belong to its number in ICU's reading.
        if (i + 1 >= format.size() || !isDigit(format[i + 1]) || (i + 2 < format.size() && isDigit(format[i + 2]))
            || format[i + 1] - '0' > rule.pattern.groupCount() || format[i + 1] == '0')
            return false;
        rule.parts.emplace_back(std::move(text), format[++i] - '0');
        text.clear();
    }
    rule.parts.emplace_back(std::move(text), 0);
    return true;
}

NationalFormat::NationalFormat(const RegionPlan &plan)
    : m_extensionPrefix(plan.extensionPrefix)
{
    for (const NumberFormatRule &source : plan.formats) {
        Rule rule;
        m_covered = m_covered && compile(source, rule);
        m_rules.push_back(std::move(rule));
    }
}

std::string NationalFormat::write(DigitSpan national, std::string_view extension) const
{
    std::string result;
    const Rule *chosen = nullptr;
    PatternMatcher::Match match;
    for (const Rule &rule : m_rules) {
        if ((!rule.hasLeading || rule.leading.matchAt(national, 0, match)) && rule.pattern.matchesAll(national)) {
            chosen = &rule;
            break;
        }
    }
    std::size_t at = 0;
    while (chosen != nullptr && at < national.size() && chosen->pattern.find(national, at, match)) {
        appendDigits(result, national.subspan(at, match.begin - at));
        for (const auto &[text, number] : chosen->parts) {
            result += text;
            const PatternMatcher::Group &group = match.groups[std::size_t(number)];
            if (number > 0 && !group.empty())
                appendDigits(result, national.subspan(std::size_t(group.begin), std::size_t(group.end - group.begin)));
        }
        if (match.end == match.begin)
            break;
        at = match.end;
    }
    appendDigits(result, national.subspan(at));
    if (!extension.empty())
        result.append(m_extensionPrefix).append(extension);
    return result;
}

namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

const PhoneNumberUtil &library()
{
    return *PhoneNumberUtil::GetInstance();
}

NumberError parse(std::string_view text, const std::string &region, PhoneNumber &number)
{
    return NumberError(library().Parse(std::string(text), region.empty() ? "ZZ" : region, &number));
}

std::string formatted(std::string_view text, const std::string &region, PhoneNumberUtil::PhoneNumberFormat format)
{
    PhoneNumber number;
    std::string result;
    if (parse(text, region, number) == NumberError::None)
        library().Format(number, format, &result);
    return result;
}

} // namespace

std::uint64_t packE164(std::string_view e164)
{
    if (e164.size() > 20)
        return NumberVerdict::doesNotFit;
    std::uint64_t packed = 0;
    for (const char c : e164.substr(1))
        packed = packed * 10 + std::uint64_t(c - '0');
    return packed;
}

NumberVerdict LibraryJudge::classify(std::string_view text, RegionIndex defaultRegion) const
{
    NumberVerdict verdict;
    verdict.byLibrary = true;
    PhoneNumber number;
    verdict.error = parse(text, m_regions.id(defaultRegion), number);
    verdict.findings = textFindings(text, !number.extension().empty());
    if (!verdict.parsed())
        return verdict;
    std::string word;
    library().Format(number, PhoneNumberUtil::E164, &word);
    verdict.e164 = packE164(word);
    library().GetRegionCodeForNumber(number, &word);
    verdict.region = m_regions.indexOf(word);
    verdict.type = NumberType(library().GetNumberType(number));
    verdict.possible = NumberPossible(library().IsPossibleNumberWithReason(number));
    if (verdict.possible == NumberPossible::IsPossibleLocalOnly)
        verdict.findings |= NumberFinding::LocalOnly;
    if (const std::string &extension = number.extension(); !extension.empty()) {
        const std::size_t at = text.rfind(extension);
        const bool found = at != std::string_view::npos && at <= 0xffff && extension.size() < NumberVerdict::askLibrary;
        verdict.extensionOffset = found ? std::uint16_t(at) : std::uint16_t(0);
        verdict.extensionLength = found ? std::uint8_t(extension.size()) : NumberVerdict::askLibrary;
    }
    return verdict;
}

std::string LibraryJudge::e164(std::string_view text, RegionIndex defaultRegion) const
{
    return formatted(text, m_regions.id(defaultRegion), PhoneNumberUtil::E164);
}

std::string LibraryJudge::extension(std::string_view text, RegionIndex defaultRegion) const
{
    PhoneNumber number;
    return parse(text, m_regions.id(defaultRegion), number) == NumberError::None ? number.extension() : std::string();
}

std::string LibraryJudge::nationalFormat(std::string_view text, RegionIndex defaultRegion) const
{
    return formatted(text, m_regions.id(defaultRegion), PhoneNumberUtil::NATIONAL);
}

NumberEngine::NumberEngine(Mode mode)
    : m_library(m_regions)
    , m_edition(installedEdition())
{
    if (mode == Mode::LibraryOnly)
        return;
    const auto plan = loadInstalledPlan();
    if (!plan || m_regions.size() > 512) // a RegionIndex has 9 bits
        return;
    setPlan(*plan);
    if (mode == Mode::Checked && !probesAgree(*this))
        m_tables.reset();
}

NumberEngine::NumberEngine(const NumberPlan &plan)
    : NumberEngine()
{
    if (m_tables != nullptr) // the library still reads as the tables' parser does
        setPlan(plan);
}

void NumberEngine::setPlan(const NumberPlan &plan)
{
    m_edition = plan.edition;
    m_tables = std::make_unique<const NumberTables>(plan, m_regions);
    m_formats.clear();
    for (const CallingCodeRules &code : m_tables->callingCodes())
        m_formats.emplace(code.callingCode, NationalFormat(plan.regions[code.mainRegion]));
}

namespace {

std::function<std::optional<NumberPlan>()> &sharedPlan()
{
    static std::function<std::optional<NumberPlan>()> plan;
    return plan;
}

NumberEngine sharedEngine()
{
    if (const auto plan = sharedPlan() ? sharedPlan()() : std::nullopt)
        return NumberEngine(*plan);
    return NumberEngine();
}

} // namespace

void NumberEngine::setSharedPlan(std::function<std::optional<NumberPlan>()> plan)
{
    sharedPlan() = std::move(plan);
}

const NumberEngine &NumberEngine::shared()
{
    static const NumberEngine engine = sharedEngine();
    return engine;
}

bool NumberEngine::classifyFast(std::string_view text, RegionIndex defaultRegion, NumberVerdict &verdict) const
{
    NumberText read;
    NumberText::read(text, read);
    if (read.kind == NumberText::Kind::NotCovered)
        return false;
    verdict.findings = read.findings;
    if (read.kind == NumberText::Kind::NotANumber)
        return true;
    NumberParser::Scratch scratch;
    NumberParser::Parsed parsed;
    if (!NumberParser(*m_tables).parse({read.digits.data(), read.count}, read.plus, defaultRegion, scratch, parsed))
        return false;
    verdict.error = parsed.error;
    if (parsed.error != NumberError::None) {
        verdict.findings &= std::uint8_t(~NumberFinding::HasExtension);
        return true;
    }
    const CallingCodeRules &code = *parsed.code;
    std::uint64_t packed = std::uint64_t(code.callingCode);
    for (const std::uint8_t digit : parsed.national)
        packed = packed * 10 + digit;
    verdict.e164 = code.digits + parsed.national.size() > 19 ? NumberVerdict::doesNotFit : packed;
    answerByTables(code, parsed.national, verdict);
    verdict.extensionOffset = read.extensionOffset;
    verdict.extensionLength = read.extensionLength;
    return true;
}

void NumberEngine::answerByTables(const CallingCodeRules &code, DigitSpan national, NumberVerdict &verdict) const
{
    const std::uint16_t answer = code.automaton->answer(national);
    verdict.region = CallingCodeRules::regionOfAnswer(answer);
    verdict.type = CallingCodeRules::typeOfAnswer(answer);
    verdict.possible = m_tables->regions()[code.mainRegion].possible[national.size()];
    verdict.findings &= std::uint8_t(~NumberFinding::LocalOnly);
    if (verdict.possible == NumberPossible::IsPossibleLocalOnly)
        verdict.findings |= NumberFinding::LocalOnly;
    if (answer & CallingCodeRules::ambiguous)
        verdict.findings |= NumberFinding::AmbiguousRegion;
}

NumberVerdict NumberEngine::classifySlowly(std::string_view text, RegionIndex defaultRegion) const
{
    NumberVerdict verdict = m_library.classify(text, defaultRegion);
    if (m_tables == nullptr || !verdict.parsed() || verdict.e164 == NumberVerdict::doesNotFit)
        return verdict;
    std::vector<std::uint8_t> digits;
    for (const char c : std::to_string(verdict.e164))
        digits.push_back(std::uint8_t(c - '0'));
    const CallingCodeRules *code = digits.size() < 3 ? nullptr : m_tables->callingCode(digits);
    if (code == nullptr || !code->covered || digits.size() - code->digits > DigitAutomaton::maxLength)
        return verdict;
    answerByTables(*code, DigitSpan(digits).subspan(code->digits), verdict);
    return verdict;
}

std::string unpackE164(std::uint64_t e164)
{
    return '+' + std::to_string(e164);
}

std::string NumberEngine::e164Text(const NumberVerdict &verdict, std::string_view text, RegionIndex defaultRegion) const
{
    if (!verdict.parsed())
        return {};
    if (verdict.e164 == NumberVerdict::doesNotFit)
        return m_library.e164(text, defaultRegion);
    return unpackE164(verdict.e164);
}

std::string NumberEngine::extension(const NumberVerdict &verdict, std::string_view text,
                                    RegionIndex defaultRegion) const
{
    if (verdict.extensionLength == NumberVerdict::askLibrary)
        return m_library.extension(text, defaultRegion);
    return std::string(text.substr(verdict.extensionOffset, verdict.extensionLength));
}

std::string NumberEngine::nationalFormat(const NumberVerdict &verdict, std::string_view text,
                                         RegionIndex defaultRegion) const
{
    if (!verdict.parsed())
        return {};
    if (m_tables == nullptr || verdict.e164 == NumberVerdict::doesNotFit)
        return m_library.nationalFormat(text, defaultRegion);
    std::vector<std::uint8_t> digits;
    for (const char c : std::to_string(verdict.e164))
        digits.push_back(std::uint8_t(c - '0'));
    const CallingCodeRules *code = digits.size() < 3 ? nullptr : m_tables->callingCode(digits);
    const auto format = code == nullptr ? m_formats.end() : m_formats.find(code->callingCode);
    if (format == m_formats.end() || !format->second.covered())
        return m_library.nationalFormat(text, defaultRegion);
    return format->second.write(DigitSpan(digits).subspan(code->digits), extension(verdict, text, defaultRegion));
}

std::vector<int> NumberEngine::uncovered() const
{
    return m_tables != nullptr ? m_tables->uncovered() : std::vector<int>();
}

namespace {

// Grouped by what they show. One probe costs the library about 30 us, and more where a pattern is met first.
constexpr std::array probes = {
    // Plain forms, several types and regions.
    EngineProbe{"+493012345678", ""},
    EngineProbe{"030 12345678", "DE"},
    EngineProbe{"0151 23456789", "DE"},
    EngineProbe{"+1 (201) 555-0123", ""},
    EngineProbe{"(650) 253-0000", "US"},
    EngineProbe{"18002345678", "US"},
    EngineProbe{"+44 20 7031 3000", ""},
    EngineProbe{"07912 345678", "GB"},
    EngineProbe{"+800 1234 5678", ""},
    EngineProbe{"+881 612 345 678", ""},
    EngineProbe{"+39 02 1234 5678", ""},
    EngineProbe{"02 1234 5678", "IT"},
    EngineProbe{"+7 701 123 45 67", ""},
    EngineProbe{"8 (912) 345-67-89", "RU"},
    // International prefix, plus signs, calling code of the default region.
    EngineProbe{"011 49 30 12345678", "US"},
    EngineProbe{"0049 30 12345678", "FR"},
    EngineProbe{"00 0 49 30", "DE"},
    EngineProbe{"0011 49 30 12345678", "AU"},
    EngineProbe{"++493012345678", ""},
    EngineProbe{"4930123456", "DE"},
    EngineProbe{"49 151 23456789", "DE"},
    EngineProbe{"+999 123456", ""},
    EngineProbe{"+0 123456", "DE"},
    EngineProbe{"+011 49 30 123456", "US"},
    EngineProbe{"493012345678", ""},
    EngineProbe{"1 650 253 0000", "US"},
    // National prefixes with a transformation.
    EngineProbe{"0343 15 555 1212", "AR"},
    EngineProbe{"011 15 8765 4321", "AR"},
    EngineProbe{"4567890", "AG"},
    EngineProbe{"0 15 21 3456 7890", "BR"},
    EngineProbe{"044 55 1234 5678", "MX"},
    EngineProbe{"1831 412345678", "AU"},
    EngineProbe{"886123", "SM"},
    EngineProbe{"06 1 234 5678", "HU"},
    // Length: too short, too long, local only.
    EngineProbe{"253-0000", "US"},
    EngineProbe{"+1 650", ""},
    EngineProbe{"+49 1", ""},
    EngineProbe{"12", "DE"},
    EngineProbe{"1 2", "DE"},
    EngineProbe{"+1 650 253 00000", ""},
    EngineProbe{"12345678901234567890", "DE"},
    EngineProbe{"+881 12345678901234567", ""},
    EngineProbe{"00", "IT"},
    EngineProbe{"000", "IT"},
    // Extensions.
    EngineProbe{"+1 650 253 0000 ext. 123", ""},
    EngineProbe{"+1 650 253 0000 x123", ""},
    EngineProbe{"650-253-0000 extension 5", "US"},
    EngineProbe{"650-253-0000,,123", "US"},
    EngineProbe{"650-253-0000;123", "US"},
    EngineProbe{"650-253-0000 - 503#", "US"},
    EngineProbe{"650-253-0000 int 7", "US"},
    EngineProbe{"650-253-0000 anexo 7", "US"},
    EngineProbe{"650-253-0000~7", "US"},
    EngineProbe{"650-253-0000;ext=77", "US"},
    EngineProbe{"(530) 583-6985 x302/x2303", "US"},
    EngineProbe{"650-253-0000 x1234567890", "US"},
    EngineProbe{"650-253-0000 ext 123456789012345678901", "US"},
    // Letters, text around, nothing at all.
    EngineProbe{"1-800-FLOWERS", "US"},
    EngineProbe{"650-253-000a", "US"},
    EngineProbe{"Tel: 650-253-0000", "US"},
    EngineProbe{"650-253-0000 (home)", "US"},
    EngineProbe{"", "US"},
    EngineProbe{"n/a", "US"},
    EngineProbe{"+", "US"},
    EngineProbe{"4.93012E+11", "DE"},
    EngineProbe{"650 253 0000 / 650 253 0001", "US"},
    EngineProbe{"*650253000", "US"},
    // Signs and digits outside ASCII.
    EngineProbe{"+49\xc2\xa0"
                "30\xc2\xa0"
                "12345678",
                ""},
    EngineProbe{"030\xe2\x80\x93"
                "12345678",
                "DE"},
    EngineProbe{"\xef\xbc\x8b"
                "493012345678",
                ""},
    EngineProbe{"\xd9\xa0\xd9\xa3\xd9\xa0 12345678", "DE"},
    EngineProbe{"\xe2\x80\xaa+493012345678\xe2\x80\xac", ""},
    EngineProbe{"030\xe2\x80\x8b"
                "12345678",
                "DE"},
    EngineProbe{"030 12345678 B\xc3\xbcro", "DE"},
    EngineProbe{"\xef\xbc\x90"
                "30 12345678",
                "DE"},
    EngineProbe{"030\xe2\x80\x8e"
                "12345678",
                "DE"},
    EngineProbe{"030 12345678\xc2\xb2", "DE"},
};

} // namespace

std::span<const EngineProbe> engineProbes()
{
    return probes;
}

bool sameAnswer(const NumberEngine &engine, const NumberVerdict &verdict, const NumberVerdict &library,
                std::string_view text, RegionIndex defaultRegion)
{
    if (verdict.error != library.error || verdict.e164 != library.e164 || verdict.region != library.region
        || verdict.type != library.type || verdict.possible != library.possible)
        return false;
    return (verdict.extensionLength == 0 && library.extensionLength == 0)
        || engine.extension(verdict, text, defaultRegion) == engine.extension(library, text, defaultRegion);
}

bool probesAgree(const NumberEngine &engine)
{
    return std::all_of(probes.begin(), probes.end(), [&engine](const EngineProbe &probe) {
        const RegionIndex region = engine.regions().indexOf(probe.region);
        return sameAnswer(engine, engine.classify(probe.text, region),
                          engine.referenceJudge().classify(probe.text, region), probe.text, region);
    });
}

} // namespace muster
