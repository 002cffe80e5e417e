// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string_view>

namespace muster {

/// The line types of libphonenumber, in its numbering. A number is valid exactly when its type is not Unknown.
enum class NumberType : std::uint8_t {
    FixedLine,
    Mobile,
    FixedLineOrMobile,
    TollFree,
    PremiumRate,
    SharedCost,
    Voip,
    PersonalNumber,
    Pager,
    Uan,
    Voicemail,
    Unknown,
};

/// libphonenumber's ValidationResult, in its numbering; NotParsed where there is no number to ask about.
enum class NumberPossible : std::uint8_t {
    IsPossible,
    IsPossibleLocalOnly,
    InvalidCountryCode,
    TooShort,
    InvalidLength,
    TooLong,
    NotParsed = 7,
};

/// libphonenumber's ErrorType, in its numbering.
enum class NumberError : std::uint8_t {
    None,
    InvalidCountryCode,
    NotANumber,
    TooShortAfterIdd,
    TooShortNsn,
    TooLongNsn
};

/// What the text shows beyond libphonenumber's verdict. Separate bits; they never change the verdict.
struct NumberFinding
{
    enum : std::uint8_t {
        LettersAsDigits = 1, ///< Three or more letters were read by the telephone keypad.
        TextAfterNumber = 2, ///< Letters or a second number behind the digits were passed over.
        TextBeforeNumber = 4, ///< Letters or digits-free text in front were passed over.
        SpreadsheetDamage = 8, ///< Looks like 4.93012E+11, 493012345678.0, '030... or ="...".
        LocalOnly = 16, ///< Can only be dialled within its area.
        AmbiguousRegion = 32, ///< Valid in more than one region of its calling code.
        HasExtension = 64,
        OtherScript = 128, ///< Digits or signs outside ASCII.
    };
};

/// The bit of a type in a set of types.
[[nodiscard]] constexpr std::uint16_t typeBit(NumberType type)
{
    return std::uint16_t(1u << unsigned(type));
}

using RegionIndex = std::uint16_t; ///< Of an engine's region list; 0: no region. Below 512.

/// The answer for one text. Plain value of 24 bytes; compare fields, not memory.
struct NumberVerdict
{
    static constexpr std::uint64_t doesNotFit = ~std::uint64_t(0);
    static constexpr std::uint8_t askLibrary = 0xff;

    std::uint64_t e164 = 0; ///< Calling code and national number as one decimal number; 0: did not parse.
                            ///< doesNotFit: 20 digits, never valid; NumberEngine::e164Text() still knows them.
    RegionIndex region = 0; ///< libphonenumber's GetRegionCodeForNumber; 0 for its "ZZ".
    NumberType type = NumberType::Unknown;
    NumberPossible possible = NumberPossible::NotParsed;
    NumberError error = NumberError::NotANumber;
    std::uint8_t findings = 0; ///< Bits of NumberFinding.
    std::uint16_t extensionOffset = 0; ///< Byte in the text at which the extension's digits begin.
    std::uint8_t extensionLength = 0; ///< Bytes; 0: none; askLibrary: NumberEngine::extension() knows.
    bool byLibrary = false; ///< The fast path did not cover it.

    [[nodiscard]] bool parsed() const { return error == NumberError::None; }
    [[nodiscard]] bool valid() const { return type != NumberType::Unknown; }
    bool operator==(const NumberVerdict &) const = default;
};

/// The three small answers in 16 bits, for columns: region 9 bits, type 4 bits, possible 3 bits.
using NumberCode = std::uint16_t;
/// The code of a text that was not judged yet; no answer has it, because the 4 bits of the type hold 12 values.
constexpr NumberCode notJudged = 0xffff;
[[nodiscard]] constexpr NumberCode packCode(RegionIndex region, NumberType type, NumberPossible possible)
{
    return NumberCode((region << 7) | (unsigned(type) << 3) | unsigned(possible));
}
[[nodiscard]] constexpr NumberCode packCode(const NumberVerdict &verdict)
{
    return packCode(verdict.region, verdict.type, verdict.possible);
}
[[nodiscard]] constexpr RegionIndex regionOf(NumberCode code)
{
    return RegionIndex(code >> 7);
}
[[nodiscard]] constexpr NumberType typeOf(NumberCode code)
{
    return NumberType((code >> 3) & 15);
}
[[nodiscard]] constexpr NumberPossible possibleOf(NumberCode code)
{
    return NumberPossible(code & 7);
}

/// libphonenumber's names in lower case: "fixed_line_or_mobile", "unknown", ...
[[nodiscard]] std::string_view numberTypeName(NumberType type);
/// "is_possible", "is_possible_local_only", "invalid_country_code", "too_short", ...; empty for NotParsed.
[[nodiscard]] std::string_view numberPossibleName(NumberPossible possible);

/// What a spreadsheet leaves behind: 4.93012E+11 (or with comma), 493012345678.0, a leading apostrophe, ="...", ####.
[[nodiscard]] bool spreadsheetDamage(std::string_view text);

/// Cheap and never false where spreadsheetDamage() is true.
[[nodiscard]] inline bool maybeSpreadsheetDamage(std::string_view text)
{
    if (text.size() < 2)
        return false;
    const char first = text.front(), beforeLast = text[text.size() - 2],
               third = text[text.size() - std::size_t(text.size() > 2 ? 3 : 2)];
    return first == '\'' || first == '=' || first == '#' || beforeLast == '.' || beforeLast == ',' || third == '+'
        || third == '.' || third == ',' || beforeLast == '+';
}

/// The findings of a text that the fast path did not cover, read off the text alone.
[[nodiscard]] std::uint8_t textFindings(std::string_view text, bool hasExtension);

} // namespace muster
