// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/numberengine.h"

#include "models/rules/numbers/engineprobes.h"

namespace muster {

NumberEngine::NumberEngine(Mode mode)
    : m_library(m_regions)
{
    if (mode == Mode::LibraryOnly)
        return;
    const auto plan = loadInstalledPlan();
    if (!plan || m_regions.size() > 512) // a RegionIndex has 9 bits
        return;
    m_tables = std::make_unique<const NumberTables>(*plan, m_regions);
    for (const CallingCodeRules &code : m_tables->callingCodes())
        m_formats.emplace(code.callingCode, NationalFormat(plan->regions[code.mainRegion]));
    if (mode == Mode::Checked && !probesAgree(*this))
        m_tables.reset();
}

const NumberEngine &NumberEngine::shared()
{
    static const NumberEngine engine;
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
    const std::uint16_t answer = code.automaton->answer(parsed.national);
    verdict.region = CallingCodeRules::regionOfAnswer(answer);
    verdict.type = CallingCodeRules::typeOfAnswer(answer);
    verdict.possible = m_tables->regions()[code.mainRegion].possible[parsed.national.size()];
    if (verdict.possible == NumberPossible::IsPossibleLocalOnly)
        verdict.findings |= NumberFinding::LocalOnly;
    if (answer & CallingCodeRules::ambiguous)
        verdict.findings |= NumberFinding::AmbiguousRegion;
    verdict.extensionOffset = read.extensionOffset;
    verdict.extensionLength = read.extensionLength;
    return true;
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
    if (code->automaton->answer(DigitSpan(digits).subspan(code->digits)) & CallingCodeRules::ambiguous)
        verdict.findings |= NumberFinding::AmbiguousRegion;
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

} // namespace muster
