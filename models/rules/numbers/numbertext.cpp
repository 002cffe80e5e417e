// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/numbertext.h"

#include "models/rules/numbers/labelledtext.h"
#include "models/rules/numbers/numberfindings.h"

namespace muster {

namespace {

enum Class : std::uint8_t {
    Digit = 0,
    Sign = 1, ///< May stand between digits and can begin no extension.
    Plus = 2,
    Word = 4, ///< Letters and #: are not trimmed off the end.
    Rest = 8, ///< Other ASCII.
    Beyond = 16, ///< Control characters and everything outside ASCII.
};

constexpr std::array<std::uint8_t, 256> makeClasses()
{
    std::array<std::uint8_t, 256> classes{};
    for (unsigned c = 0; c < 256; ++c) {
        if (c >= '0' && c <= '9')
            classes[c] = Digit;
        else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '#')
            classes[c] = Word;
        else
            classes[c] = c < 0x20 || c > 0x7e ? Beyond : Rest;
    }
    // The library's valid punctuation without x and ~, which may also announce an extension, and its star sign.
    for (const unsigned char c : std::string_view("- ().[]/*"))
        classes[c] = Sign;
    classes['+'] = Plus;
    classes[';'] = Beyond; // may begin a parameter of RFC 3966, which changes what is read
    return classes;
}

constexpr std::array<std::uint8_t, 256> classes = makeClasses();

std::uint8_t classOf(char c)
{
    return classes[std::uint8_t(c)];
}

/// False: there is something in it that this pass does not know.
bool readPlain(std::string_view text, NumberText &result)
{
    std::size_t begin = 0, end = text.size();
    unsigned skipped = 0;
    while (begin < end && (classOf(text[begin]) & (Sign | Word | Rest | Beyond)) != 0)
        skipped |= classOf(text[begin++]);
    while (end > begin && (classOf(text[end - 1]) & (Sign | Plus | Rest | Beyond)) != 0)
        skipped |= classOf(text[--end]) & Beyond;
    if (skipped & Beyond)
        return false;
    std::size_t at = begin;
    while (at < end && text[at] == '+')
        ++at;
    result.plus = at != begin;
    unsigned seen = 0;
    std::size_t count = 0;
    const std::size_t first = at;
    for (; at < end; ++at) {
        const auto c = std::uint8_t(text[at]);
        result.digits[count] = c & 15u;
        count += classes[c] == Digit;
        seen |= classes[c];
    }
    if ((seen & ~unsigned(Sign)) != 0)
        return false;
    // Two digits are a number only when they stand alone.
    const bool viable = count >= 3 || (count == 2 && !result.plus && end - first == 2);
    result.count = std::uint8_t(count);
    result.kind = viable ? NumberText::Kind::Number : NumberText::Kind::NotANumber;
    result.findings = (skipped & Word) != 0 && end > begin ? NumberFinding::TextBeforeNumber : 0;
    return true;
}

} // namespace

void NumberText::read(std::string_view text, NumberText &result)
{
    result.extensionLength = 0;
    result.extensionOffset = 0;
    if (text.size() > maxBytes) {
        result.kind = Kind::NotCovered;
        return;
    }
    if (!readPlain(text, result))
        LabelledText(text).read(result);
    if (maybeSpreadsheetDamage(text) && spreadsheetDamage(text))
        result.findings |= NumberFinding::SpreadsheetDamage;
}

} // namespace muster
