// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/contactfacts.h"
#include "network/wire/contactlist.h"

#include "models/rules/lists/numberrepair.h"
#include "models/rules/lists/sanitizationplan.h"
#include "models/rules/numbers/numberengine.h"

#include <algorithm>

namespace muster {

namespace {

constexpr ContactFacts formatFact(FormatClass format)
{
    return ContactFacts(unsigned(format) << ContactFact::formatShift);
}
constexpr ContactFacts damageFact(DamageState damage)
{
    return ContactFacts(unsigned(damage) << ContactFact::damageShift);
}

bool isBlank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// "+" and exactly the digits of `e164`?
bool isE164Text(std::string_view text, std::uint64_t e164)
{
    if (text.size() < 3 || text.size() > 16 || text.front() != '+')
        return false;
    for (std::size_t at = text.size() - 1; at > 0; --at) {
        if (e164 == 0 || text[at] != char('0' + e164 % 10))
            return false;
        e164 /= 10;
    }
    return e164 == 0;
}

/// Without a default region the library says "invalid country code" to every national form. That is no verdict on the
/// number (F74): only a plus with a calling code behind it that nobody has is one. No calling code begins with 0, so
/// "+00 44" is a prefix of dialling abroad that a region would explain. In doubt it is the region that is missing.
bool needsRegion(std::string_view text)
{
    const std::size_t first = text.find_first_of("+0123456789");
    const std::size_t wide = text.find("\xEF\xBC\x8B"); // full-width plus
    if (wide != std::string_view::npos && (first == std::string_view::npos || wide < first))
        return true;
    if (first == std::string_view::npos || text[first] != '+')
        return true;
    const std::size_t digit = text.find_first_of("0123456789", first);
    if (digit == std::string_view::npos || text[digit] == '0')
        return true;
    return std::any_of(text.begin() + std::ptrdiff_t(first), text.end(),
                       [](char c) { return std::uint8_t(c) >= 0x80; });
}

FormatClass formatClass(const NumberVerdict &verdict, std::string_view text, RegionIndex defaultRegion)
{
    switch (verdict.error) {
    case NumberError::None:
        return verdict.valid() && verdict.e164 > greatestE164 ? FormatClass::BeyondE164 : FormatClass::ByCode;
    case NumberError::InvalidCountryCode:
        return defaultRegion == 0 && needsRegion(text) ? FormatClass::NoDefaultRegion : FormatClass::InvalidCountryCode;
    case NumberError::NotANumber:
        return isBlank(text) ? FormatClass::Empty : FormatClass::NotANumber;
    case NumberError::TooShortAfterIdd:
    case NumberError::TooShortNsn:
        return FormatClass::TooShort;
    case NumberError::TooLongNsn:
        return FormatClass::TooLong;
    }
    return FormatClass::NotANumber;
}

ContactReading readingOf(const NumberVerdict &verdict, std::string_view text, RegionIndex defaultRegion)
{
    ContactReading reading{.code = packCode(verdict),
                           .findings = verdict.findings,
                           .e164 = verdict.e164 == NumberVerdict::doesNotFit ? 0 : verdict.e164};
    reading.facts = formatFact(formatClass(verdict, text, defaultRegion));
    if (isE164Text(text, reading.e164))
        reading.facts |= ContactFact::AlreadyE164;
    return reading;
}

ContactReading readSuspicious(const NumberEngine &engine, std::string_view text, RegionIndex defaultRegion,
                              const NumberVerdict &verdict)
{
    if (const auto repair = repairNumber(engine, text, defaultRegion, verdict)) {
        ContactReading reading = readingOf(repair->verdict, repair->text, defaultRegion);
        reading.facts = ContactFacts((reading.facts & ~unsigned(ContactFact::AlreadyE164))
                                     | damageFact(DamageState::Repaired)); // the contact's own text is another
        return reading;
    }
    ContactReading reading = readingOf(verdict, text, defaultRegion);
    if (looksDamaged(text)) {
        // Whatever the library read out of it is not the number that it once was.
        reading = {.code = packCode(0, NumberType::Unknown, NumberPossible::NotParsed),
                   .findings = NumberFinding::SpreadsheetDamage,
                   .facts = damageFact(DamageState::Unproven)};
    }
    return reading;
}

/// "tel:+49-30-123456" (RFC 3966) and "callto:" are ways to write a number, no text around it; some write "//" as in an
/// address. A label with a space behind it ("Tel: 030 ...") is text.
std::string_view withoutScheme(std::string_view text)
{
    std::string_view rest = text.substr(std::min(text.find_first_not_of(" \t"), text.size()));
    const auto take = [&rest](std::string_view word) {
        const bool begins = rest.size() > word.size()
            && std::equal(word.begin(), word.end(), rest.begin(),
                          [](char small, char c) { return c == small || (c >= 'A' && c <= 'Z' && c + 32 == small); });
        if (begins)
            rest.remove_prefix(word.size());
        return begins;
    };
    if (!take("tel:") && !take("callto:"))
        return text;
    (void)take("//");
    const bool isNumber = rest.front() == '+' || rest.front() == '(' || (rest.front() >= '0' && rest.front() <= '9');
    return isNumber ? rest : text;
}

ContactReading readText(const NumberEngine &engine, std::string_view text, RegionIndex defaultRegion)
{
    constexpr unsigned suspicious = NumberFinding::LettersAsDigits | NumberFinding::TextAfterNumber
        | NumberFinding::TextBeforeNumber | NumberFinding::SpreadsheetDamage;
    if (text.size() > PlanLimits::maxNumberBytes) {
        return {.code = packCode(0, NumberType::Unknown, NumberPossible::NotParsed),
                .facts = formatFact(FormatClass::BeyondE164)};
    }
    const NumberVerdict verdict = engine.classify(text, defaultRegion);
    return verdict.valid() && (verdict.findings & suspicious) == 0
        ? readingOf(verdict, text, defaultRegion)
        : readSuspicious(engine, text, defaultRegion, verdict);
}

} // namespace

ContactReading readContact(const NumberEngine &engine, std::string_view text, RegionIndex defaultRegion,
                           NumberForm form)
{
    if (const std::string_view number = withoutScheme(text); number.size() < text.size()) {
        ContactReading reading = readText(engine, number, defaultRegion);
        reading.facts &= ContactFacts(~unsigned(ContactFact::AlreadyE164)); // the contact's own text is longer
        return reading;
    }
    const ContactReading plain = readText(engine, text, defaultRegion);
    const bool isDigits = !text.empty() && text.size() <= 15 && text.find_first_not_of("0123456789") == text.npos;
    if (form != NumberForm::Digits || !isDigits)
        return plain;
    ContactReading international = readText(engine, '+' + std::string(text), 0);
    if (!international.valid() || (international.facts & ContactFact::AlreadyE164) == 0)
        return plain;
    if (!plain.valid() || plain.e164 == international.e164)
        return international;
    ContactReading doubtful = plain;
    doubtful.facts |= ContactFact::CountryDisagrees;
    return doubtful;
}

} // namespace muster
