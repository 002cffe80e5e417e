// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/valueform.h"

#include "network/wire/mapped.h"

#include "models/rules/masking/textclass.h"

#include <QUtf8StringView>
#include <algorithm>
#include <array>
#include <tuple>

namespace muster {

namespace {

struct LanguageWords
{
    QLocale::Language language;
    const char *yes, *no; // UTF-8, words parted by spaces
};

// The words for yes and no, true and false, and their first letter where that is how forms print it.
constexpr std::array languages = {
    LanguageWords{QLocale::German, "ja j wahr", "nein n falsch"},
    LanguageWords{QLocale::French, "oui o vrai", "non n faux"},
    LanguageWords{QLocale::Spanish, "sí si s verdadero", "no n falso"},
    LanguageWords{QLocale::Italian, "sì si s vero", "no n falso"},
    LanguageWords{QLocale::Portuguese, "sim s verdadeiro", "não nao n falso"},
    LanguageWords{QLocale::Dutch, "ja j waar", "nee n onwaar"},
    LanguageWords{QLocale::Danish, "ja j sand", "nej n falsk"},
    LanguageWords{QLocale::Swedish, "ja j sant", "nej n falskt"},
    LanguageWords{QLocale::NorwegianBokmal, "ja j sann", "nei n usann"},
    LanguageWords{QLocale::Finnish, "kyllä k tosi", "ei e epätosi"},
    LanguageWords{QLocale::Polish, "tak t prawda", "nie n fałsz"},
    LanguageWords{QLocale::Czech, "ano a pravda", "ne n nepravda"},
    LanguageWords{QLocale::Hungarian, "igen i igaz", "nem n hamis"},
    LanguageWords{QLocale::Turkish, "evet e doğru", "hayır h yanlış"},
    LanguageWords{QLocale::Russian, "да д истина", "нет н ложь"},
    LanguageWords{QLocale::Japanese, "はい 真", "いいえ 偽"},
    LanguageWords{QLocale::Chinese, "是 真", "否 假"},
    LanguageWords{QLocale::Korean, "예 참", "아니요 거짓"},
};

constexpr std::size_t longestWord = 256; // bytes; anything longer is no word

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
}

QStringList wordsOf(const char *text)
{
    return QString::fromUtf8(text).split(u' ');
}

} // namespace

BooleanWords::BooleanWords(const QStringList &yes, const QStringList &no)
{
    for (const QString &word : yes)
        add(word, true);
    for (const QString &word : no)
        add(word, false);
    std::sort(m_words.begin(), m_words.end(), [](const Word &one, const Word &other) {
        return std::tie(one.text, one.value) < std::tie(other.text, other.value);
    });
}

QList<YesNoWords> yesNoWordsOfLanguages()
{
    return mapped(languages,
                  [](const LanguageWords &words) { return YesNoWords{wordsOf(words.yes), wordsOf(words.no)}; });
}

BooleanWords BooleanWords::of(const QLocale &locale)
{
    QStringList yes = wordsOf("true t yes y 1"), no = wordsOf("false f no n 0");
    for (const LanguageWords &words : languages) {
        if (words.language == locale.language()) {
            yes += wordsOf(words.yes);
            no += wordsOf(words.no);
        }
    }
    return BooleanWords(yes, no);
}

void BooleanWords::add(const QString &word, bool value)
{
    const QString plain = word.trimmed();
    const std::array<QString, 4> spellings
        = {plain, plain.toLower(), plain.toUpper(), plain.left(1).toUpper() + plain.mid(1).toLower()};
    for (const QString &spelling : spellings) {
        std::string text = spelling.toStdString();
        std::transform(text.begin(), text.end(), text.begin(), lowered);
        if (text.empty() || text.size() > longestWord)
            continue;
        m_longest = std::max(m_longest, text.size());
        m_words.push_back({std::move(text), value});
    }
}

std::optional<bool> BooleanWords::read(std::string_view text) const
{
    text = trimmedText(text);
    if (text.empty() || text.size() > m_longest)
        return std::nullopt;
    std::array<char, longestWord> buffer;
    std::transform(text.begin(), text.end(), buffer.begin(), lowered);
    const std::string_view word(buffer.data(), text.size());
    const auto found = std::lower_bound(m_words.begin(), m_words.end(), word,
                                        [](const Word &one, std::string_view other) { return one.text < other; });
    return found != m_words.end() && found->text == word ? std::optional(found->value) : std::nullopt;
}

bool BooleanWords::isContradictory() const
{
    return std::adjacent_find(
               m_words.begin(), m_words.end(),
               [](const Word &one, const Word &other) { return one.text == other.text && one.value != other.value; })
        != m_words.end();
}

namespace {

std::string_view takeDigits(std::string_view &text)
{
    const std::size_t count = std::size_t(std::find_if_not(text.begin(), text.end(), isAsciiDigit) - text.begin());
    const std::string_view digits = text.substr(0, count);
    text.remove_prefix(count);
    return digits;
}

bool takeOne(std::string_view &text, std::string_view marks)
{
    if (text.empty() || marks.find(text.front()) == std::string_view::npos)
        return false;
    text.remove_prefix(1);
    return true;
}

/// A number in parts: [sign] whole [. fraction] [e [sign] exponent].
struct NumberParts
{
    bool negative = false, hasExponent = false;
    std::string_view whole, fraction;
    char exponentSign = 0;
    std::string_view exponent;

    [[nodiscard]] bool isZero() const
    {
        const auto zero = [](char c) { return c == '0'; };
        return std::all_of(whole.begin(), whole.end(), zero) && std::all_of(fraction.begin(), fraction.end(), zero);
    }
    /// As thousands are written: one to three digits, a point, three digits.
    [[nodiscard]] bool looksGrouped() const
    {
        return !hasExponent && fraction.size() == 3 && !whole.empty() && whole.size() <= 3 && whole.front() != '0';
    }
};

std::optional<NumberParts> numberParts(std::string_view text)
{
    NumberParts parts;
    parts.negative = text.starts_with('-');
    takeOne(text, "+-");
    parts.whole = takeDigits(text);
    if (takeOne(text, "."))
        parts.fraction = takeDigits(text);
    if (parts.whole.empty() && parts.fraction.empty())
        return std::nullopt;
    if (takeOne(text, "eE")) {
        parts.hasExponent = true;
        parts.exponentSign = text.empty() ? '\0' : text.front();
        if (!takeOne(text, "+-"))
            parts.exponentSign = 0;
        parts.exponent = takeDigits(text);
        if (parts.exponent.empty())
            return std::nullopt;
    }
    return text.empty() ? std::optional(parts) : std::nullopt;
}

std::string_view withoutZeros(std::string_view digits)
{
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    return digits;
}

/// Beyond what a double can hold, or close to it.
bool isHuge(std::string_view exponent)
{
    return exponent.size() > 3 || (exponent.size() == 3 && exponent.front() > '2');
}

/// Bytes of the blank that the text begins with; 0: none.
std::size_t blankAtStart(std::string_view text)
{
    const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    if (text.empty())
        return 0;
    if (byte(0) <= 0x20)
        return byte(0) == 0x20 || (byte(0) >= 0x09 && byte(0) <= 0x0D) ? 1 : 0;
    if (byte(0) == 0xC2 && text.size() >= 2)
        return byte(1) == 0x85 || byte(1) == 0xA0 ? 2 : 0;
    if (text.size() < 3)
        return 0;
    const unsigned point = (byte(0) & 0x0FU) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU);
    if ((byte(0) & 0xF0U) != 0xE0 || (byte(1) & 0xC0U) != 0x80 || (byte(2) & 0xC0U) != 0x80)
        return 0;
    const bool space = point == 0x1680 || (point >= 0x2000 && point <= 0x200B) || point == 0x2028 || point == 0x2029
        || point == 0x202F || point == 0x205F || point == 0x2060 || point == 0x3000 || point == 0xFEFF;
    return space ? 3 : 0;
}

std::size_t blankAtEnd(std::string_view text)
{
    for (std::size_t length = 1; length <= 3 && length <= text.size(); ++length) {
        if (blankAtStart(text.substr(text.size() - length)) == length)
            return length;
    }
    return 0;
}

std::optional<EnrichRule> appendDate(std::string_view text, std::string &result)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return EnrichRule::NotDate;
    CalendarDay day;
    for (const std::size_t at : {0, 1, 2, 3, 5, 6, 8, 9}) {
        if (!isAsciiDigit(text[at]))
            return EnrichRule::NotDate;
        int &part = at < 4 ? day.year : at < 7 ? day.month : day.day;
        part = part * 10 + (text[at] - '0');
    }
    if (!isCalendarDay(day))
        return EnrichRule::NoSuchDay;
    result += text;
    return std::nullopt;
}

} // namespace

std::optional<EnrichRule> ValueForm::append(ListAttributeType type, std::string_view text, std::string &result) const
{
    switch (type) {
    case ListAttributeType::Text:
        if (text.size() > maxText)
            return EnrichRule::TooLong;
        if (!isPlainText(text))
            return EnrichRule::NotText;
        result += text;
        return std::nullopt;
    case ListAttributeType::Integer:
        return appendNumber(true, trimmedText(text), result);
    case ListAttributeType::Decimal:
        return appendNumber(false, trimmedText(text), result);
    case ListAttributeType::Boolean: {
        const std::optional<bool> value = m_words.read(text);
        if (!value)
            return EnrichRule::NotBoolean;
        result += *value ? "true" : "false";
        return std::nullopt;
    }
    case ListAttributeType::Date:
        return appendDate(trimmedText(text), result);
    }
    Q_UNREACHABLE();
}

std::optional<EnrichRule> ValueForm::appendNumber(bool whole, std::string_view text, std::string &result) const
{
    const auto parts = numberParts(text);
    if (!parts)
        return whole ? EnrichRule::NotInteger : EnrichRule::NotDecimal;
    if (text.size() > maxNumber || isHuge(withoutZeros(parts->exponent)))
        return EnrichRule::TooLong;
    const bool hasFraction = !withoutZeros(parts->fraction).empty();
    // "1.000" is a thousand to half of the world; for an integer even where the point is the decimal mark.
    if (parts->looksGrouped() && (m_decimalComma || (whole && !hasFraction)))
        return EnrichRule::AmbiguousNumber;
    if (whole && parts->hasExponent)
        return EnrichRule::Exponent;
    if (whole && hasFraction)
        return EnrichRule::Fraction;
    if (parts->negative && !parts->isZero())
        result += '-';
    const std::string_view digits = withoutZeros(parts->whole);
    result += digits.empty() ? std::string_view("0") : digits;
    if (whole)
        return std::nullopt;
    if (!parts->fraction.empty()) {
        result += '.';
        result += parts->fraction;
    }
    if (parts->hasExponent) {
        result += 'e';
        if (parts->exponentSign != 0)
            result += parts->exponentSign;
        result += parts->exponent;
    }
    return std::nullopt;
}

bool isPlainText(std::string_view text)
{
    return text.find('\0') == std::string_view::npos
        && QUtf8StringView(text.data(), qsizetype(text.size())).isValidUtf8();
}

std::string_view trimmedText(std::string_view text)
{
    while (const std::size_t blank = blankAtStart(text))
        text.remove_prefix(blank);
    while (const std::size_t blank = blankAtEnd(text))
        text.remove_suffix(blank);
    return text;
}

std::string_view shortenedText(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80)
        --bytes;
    return text.substr(0, bytes);
}

bool isCalendarDay(CalendarDay day)
{
    static constexpr std::array<int, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (day.year < 1 || day.year > 9999 || day.month < 1 || day.month > 12 || day.day < 1)
        return false;
    const bool leap = day.year % 4 == 0 && (day.year % 100 != 0 || day.year % 400 == 0);
    return day.day <= lengths.at(std::size_t(day.month - 1)) + (day.month == 2 && leap ? 1 : 0);
}

void appendIsoDate(CalendarDay day, std::string &result)
{
    const auto append = [&result](int value, int digits) {
        for (int power = digits == 4 ? 1000 : 10; power > 0; power /= 10)
            result += char('0' + value / power % 10);
    };
    append(day.year, 4);
    result += '-';
    append(day.month, 2);
    result += '-';
    append(day.day, 2);
}

} // namespace muster
