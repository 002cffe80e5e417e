// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/libraryjudge.h"

#include "models/rules/numbers/numberverdict.h"

#include <phonenumbers/phonenumberutil.h>

namespace muster {

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

} // namespace muster
