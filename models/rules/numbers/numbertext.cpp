// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/numbertext.h"

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

namespace {

/// Decodes one UTF-8 sequence of two or three bytes; 0: malformed, or four bytes, which the library judges.
char32_t decode(std::string_view text, std::size_t &length)
{
    const auto byte = [&](std::size_t i) { return i < text.size() ? std::uint8_t(text[i]) : std::uint8_t(0); };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xc0u) == 0x80u; };
    if ((byte(0) & 0xe0u) == 0xc0u && follows(1)) {
        length = 2;
        const char32_t c = ((byte(0) & 0x1fu) << 6) | (byte(1) & 0x3fu);
        return c < 0x80 ? 0 : c;
    }
    if ((byte(0) & 0xf0u) == 0xe0u && follows(1) && follows(2)) {
        length = 3;
        const char32_t c = ((byte(0) & 0x0fu) << 12) | ((byte(1) & 0x3fu) << 6) | (byte(2) & 0x3fu);
        return c < 0x800 ? 0 : c;
    }
    return 0;
}

bool isPunctuation(char32_t c) // kValidPunctuation beyond ASCII, without the no-break space
{
    return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x30fc || c == 0xff0d || c == 0xff0f || c == 0xad
        || c == 0x200b || c == 0x2060 || c == 0x3000 || c == 0xff08 || c == 0xff09 || c == 0xff3b || c == 0xff3d
        || c == 0x2053 || c == 0x223c;
}

bool isMark(char32_t c) // invisible marks: no punctuation to the library, trimmed off both ends
{
    return c == 0x200c || c == 0x200d || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

bool isLatinLetter(char32_t c) // categories L and N of Latin-1: not trimmed off the end, never viable
{
    return (c >= 0xc0 && c <= 0xff && c != 0xd7 && c != 0xf7) || c == 0xaa || c == 0xb5 || c == 0xba || c == 0xb2
        || c == 0xb3 || c == 0xb9 || (c >= 0xbc && c <= 0xbe);
}

constexpr std::string_view keypad = "22233344455566677778889999"; // ITU-T E.161

constexpr std::size_t afterExplicitLabel = 20, afterLikelyLabel = 15, afterAmbiguousLabel = 9, whenNotSure = 6;

} // namespace

LabelledText::LabelledText(std::string_view text)
{
    fold(text);
}

void LabelledText::put(std::uint8_t symbol, std::size_t offset)
{
    m_symbols[m_end] = symbol;
    m_offsets[m_end++] = std::uint8_t(offset);
}

bool LabelledText::foldCodePoint(char32_t c, std::size_t offset)
{
    if (c == 0xa0)
        put(NoBreakSpace, offset);
    else if (isPunctuation(c))
        put(Sign, offset);
    else if (c == 0xff0b)
        put('+', offset);
    else if ((c >= 0x660 && c <= 0x669) || (c >= 0x6f0 && c <= 0x6f9) || (c >= 0xff10 && c <= 0xff19)) {
        put(std::uint8_t('0' + (c >= 0xff10 ? c - 0xff10 : c & 15)), offset);
        m_foreignDigits = true;
    } else if (c == 0xf3 || c == 0xd3) {
        return false; // may belong to the label "extensión"
    } else if (isLatinLetter(c))
        put(Letter, offset);
    else if (isMark(c) || (c > 0xa0 && c < 0x100))
        put(Other, offset);
    else
        return false;
    return true;
}

void LabelledText::fold(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const auto c = std::uint8_t(text[at]);
        std::size_t length = 1;
        if (c >= 0x80) {
            m_findings |= NumberFinding::OtherScript;
            m_covered = foldCodePoint(decode(text.substr(at), length), at);
        } else if (c == 0x7f || (c < 0x20 && c != '\t')) {
            m_covered = false;
        } else {
            put(c, at);
        }
        if (!m_covered)
            return;
        at += length;
    }
    // Parameters of RFC 3966 change what is read at all.
    const std::string_view symbols(reinterpret_cast<const char *>(m_symbols.data()), m_end);
    m_covered
        = symbols.find(";phone-context=") == std::string_view::npos && symbols.find(";isub=") == std::string_view::npos;
    m_offsets[m_end] = std::uint8_t(text.size());
    // Every way of writing an extension has one of these ("int" its i).
    m_maybeExtension = symbols.find_first_of(";,#xX~iI") != std::string_view::npos;
}

bool LabelledText::isSign(std::size_t at) const
{
    switch (m_symbols[at]) {
    case '-':
    case 'x':
    case 'X':
    case ' ':
    case '(':
    case ')':
    case '.':
    case '[':
    case ']':
    case '/':
    case '~':
    case '*':
    case NoBreakSpace:
    case Sign:
        return true;
    default:
        return false;
    }
}

bool LabelledText::isSpace(std::size_t at, bool comma, bool dash) const
{
    const std::uint8_t c = m_symbols[at];
    return c == ' ' || c == '\t' || c == NoBreakSpace || (comma && c == ',') || (dash && c == '-');
}

/// IsViablePhoneNumber of the symbols from m_begin to `end`.
bool LabelledText::viable(std::size_t end) const
{
    if (end - m_begin == 2 && isDigit(m_begin) && isDigit(m_begin + 1))
        return true;
    std::size_t at = m_begin;
    while (at < end && m_symbols[at] == '+')
        ++at;
    for (int digits = 0; digits < 3; ++at) {
        if (at >= end)
            return false;
        if (isDigit(at))
            ++digits;
        else if (!isSign(at))
            return false;
    }
    Extension extension;
    for (;; ++at) {
        if (at == end || extensionAt(at, end, extension))
            return true;
        if (!isSign(at) && !isDigit(at) && !isLetter(at))
            return false;
    }
}

bool LabelledText::word(std::size_t at, std::size_t end, std::string_view letters) const
{
    if (at + letters.size() > end)
        return false;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        if (lower(at + i) != std::uint8_t(letters[i]))
            return false;
    }
    return true;
}

/// Takes the longest label there is: no label's rest can be read as what follows a label.
bool LabelledText::labelAt(std::size_t &at, std::size_t end, bool &explicitLabel) const
{
    if (at >= end || (isSign(at) && lower(at) != 'x' && m_symbols[at] != '~') || isDigit(at))
        return false;
    static constexpr std::array<std::string_view, 9> labels
        = {"anexo", "extension", "extensio", "xtension", "xtensio", "extn", "ext", "xtn", "xt"};
    for (const std::string_view label : labels) {
        if (word(at, end, label)) {
            at += label.size();
            explicitLabel = true;
            return true;
        }
    }
    explicitLabel = false;
    if (word(at, end, "int")) {
        at += 3;
        return true;
    }
    if (lower(at) == 'x' || m_symbols[at] == '#' || m_symbols[at] == '~') {
        ++at;
        return true;
    }
    return false;
}

bool LabelledText::digitsToEnd(std::size_t at, std::size_t end, std::size_t most, bool hash, Extension &extension) const
{
    const std::size_t first = at;
    while (at < end && isDigit(at))
        ++at;
    if (at == first || at - first > most)
        return false;
    extension.digits = first;
    extension.length = at - first;
    if (hash && at < end && m_symbols[at] == '#')
        ++at;
    return at == end;
}

/// One match of the library's extension expression from `at` up to `end`, its alternatives in their order.
bool LabelledText::extensionAt(std::size_t at, std::size_t end, Extension &extension) const
{
    if (!m_maybeExtension || isDigit(at))
        return false;
    const auto skip = [&](std::size_t from, bool comma, bool dash) {
        while (from < end && isSpace(from, comma, dash))
            ++from;
        return from;
    };
    const auto afterLabel = [&](std::size_t from) {
        if (from < end && (m_symbols[from] == ':' || m_symbols[from] == '.'))
            ++from;
        return skip(from, true, true);
    };
    if (word(at, end, ";ext=") && digitsToEnd(at + 5, end, afterExplicitLabel, false, extension))
        return true;
    std::size_t label = skip(at, true, false);
    bool explicitLabel = false;
    if (labelAt(label, end, explicitLabel)
        && digitsToEnd(afterLabel(label), end, explicitLabel ? afterExplicitLabel : afterAmbiguousLabel, true,
                       extension))
        return true;
    // American style: "- 503#"
    std::size_t dashes = at;
    while (dashes < end && (m_symbols[dashes] == '-' || m_symbols[dashes] == ' '))
        ++dashes;
    if (dashes > at && m_symbols[end - 1] == '#' && digitsToEnd(dashes, end - 1, whenNotSure, false, extension))
        return true;
    // Automatic dialling: ",," or ";", then any number of commas.
    const std::size_t commas = skip(at, false, false);
    if (commas < end && m_symbols[commas] == ';')
        return digitsToEnd(afterLabel(commas + 1), end, afterLikelyLabel, true, extension);
    if (!word(commas, end, ","))
        return false;
    if (word(commas, end, ",,") && digitsToEnd(afterLabel(commas + 2), end, afterLikelyLabel, true, extension))
        return true;
    std::size_t behind = commas;
    while (behind < end && m_symbols[behind] == ',')
        ++behind;
    return digitsToEnd(afterLabel(behind), end, afterAmbiguousLabel, true, extension);
}

/// "x302/x2303" is two numbers; the last slash or backslash that an x follows ends the first one.
void LabelledText::cutSecondNumber()
{
    for (std::size_t at = m_end; at-- > m_begin;) {
        if (m_symbols[at] != '/' && m_symbols[at] != '\\')
            continue;
        std::size_t behind = at + 1;
        while (behind < m_end && m_symbols[behind] == ' ')
            ++behind;
        if (behind < m_end && m_symbols[behind] == 'x') {
            m_end = at;
            m_findings |= NumberFinding::TextAfterNumber;
            return;
        }
    }
}

/// Normalize of the symbols up to `end`; letters count only when there are three.
void LabelledText::normalize(NumberText &result, std::size_t end)
{
    std::size_t letters = 0;
    for (std::size_t at = m_begin; at < end; ++at)
        letters += isLetter(at);
    if (letters >= 3) {
        m_findings |= NumberFinding::LettersAsDigits;
        m_covered = m_covered && !m_foreignDigits; // the library drops them then
    } else if (letters > 0) {
        m_findings |= NumberFinding::TextAfterNumber;
    }
    for (std::size_t at = m_begin; at < end; ++at) {
        if (isDigit(at))
            result.digits[result.count++] = m_symbols[at] & 15u;
        else if (letters >= 3 && isLetter(at))
            result.digits[result.count++] = std::uint8_t(keypad[std::size_t(lower(at) - 'a')] - '0');
    }
}

void LabelledText::read(NumberText &result)
{
    result.kind = NumberText::Kind::NotCovered;
    result.findings = 0;
    result.count = 0;
    if (!m_covered)
        return;
    bool skippedLetters = false;
    while (m_begin < m_end && !isDigit(m_begin) && m_symbols[m_begin] != '+')
        skippedLetters |= isLetter(m_begin) || m_symbols[m_begin] == Letter, ++m_begin;
    while (m_end > m_begin && !isDigit(m_end - 1) && !isLetter(m_end - 1) && m_symbols[m_end - 1] != '#'
           && m_symbols[m_end - 1] != Letter)
        --m_end;
    if (m_begin < m_end && skippedLetters)
        m_findings |= NumberFinding::TextBeforeNumber;
    cutSecondNumber();
    result.kind = NumberText::Kind::NotANumber;
    if (m_end > m_begin && viable(m_end)) {
        result.kind = NumberText::Kind::Number;
        result.plus = m_symbols[m_begin] == '+';
        std::size_t end = m_end;
        Extension extension;
        for (std::size_t at = m_begin; at < m_end; ++at) {
            if (!extensionAt(at, m_end, extension))
                continue;
            if (at > m_begin && viable(at)) { // else the digits are part of the number
                end = at;
                result.extensionOffset = m_offsets[extension.digits];
                result.extensionLength = std::uint8_t(extension.length);
                m_findings |= NumberFinding::HasExtension;
                m_covered = m_covered && !m_foreignDigits; // its digits are kept as they were written
            }
            break; // only the leftmost match counts
        }
        normalize(result, end);
    }
    result.findings = std::uint8_t(m_findings);
    if (!m_covered)
        result.kind = NumberText::Kind::NotCovered;
}

} // namespace muster
