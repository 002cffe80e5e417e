// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichfindings.h"
#include "network/wire/enrichment.h"

#include <QLocale>
#include <QStringList>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

struct YesNoWords
{
    QStringList yes, no;
};
/// Those that languages have beside the English ones, a language each.
[[nodiscard]] QList<YesNoWords> yesNoWordsOfLanguages();

/// Words for yes and no. Compared without regard to case, white space at both ends aside; allocates nothing. Immutable.
class BooleanWords
{
public:
    BooleanWords(const QStringList &yes, const QStringList &no);
    /// true, t, yes, y, 1 and false, f, no, n, 0, and what the language says (ja, nein). For a language without words
    /// of its own just the former.
    [[nodiscard]] static BooleanWords of(const QLocale &locale);

    [[nodiscard]] std::optional<bool> read(std::string_view text) const;
    [[nodiscard]] bool isContradictory() const; ///< A word means both.

private:
    struct Word
    {
        std::string text; ///< ASCII letters in lower case.
        bool value = false;
    };
    void add(const QString &word, bool value);

    std::vector<Word> m_words; ///< Sorted by text.
    std::size_t m_longest = 0;
};

/// Turns text into the one form in which a value of a type is sent (contract section 4), and says why when it cannot.
/// White space around numbers, dates and words does not count. Nothing is rounded, cut or guessed.
class ValueForm
{
public:
    static constexpr std::size_t maxText = 64 * 1024; ///< Bytes.
    static constexpr std::size_t maxNumber = longestNumber; ///< Bytes.

    /// `decimalComma`: in the mapping's language a point parts thousands, so that "1.234" is ambiguous.
    ValueForm(BooleanWords words, bool decimalComma)
        : m_words(std::move(words))
        , m_decimalComma(decimalComma)
    {
    }

    /// Appends to `result`. Any thread; allocates nothing once `result` is large enough.
    [[nodiscard]] std::optional<EnrichRule> append(ListAttributeType type, std::string_view text,
                                                   std::string &result) const;

private:
    [[nodiscard]] std::optional<EnrichRule> appendNumber(bool whole, std::string_view text, std::string &result) const;

    BooleanWords m_words;
    bool m_decimalComma;
};

/// Valid UTF-8 without NUL. (RFC 3629: no surrogates, nothing overlong.)
[[nodiscard]] bool isPlainText(std::string_view text);
/// Without white space (Unicode's, U+200B, U+2060 and U+FEFF) at both ends.
[[nodiscard]] std::string_view trimmedText(std::string_view text);
/// At most `bytes` of it, cut between characters.
[[nodiscard]] std::string_view shortenedText(std::string_view text, std::size_t bytes);

/// A day of the calendar from year 1 to 9999.
struct CalendarDay
{
    int year = 0, month = 0, day = 0;
};
[[nodiscard]] bool isCalendarDay(CalendarDay day); ///< Gregorian, also before its time.
void appendIsoDate(CalendarDay day, std::string &result); ///< YYYY-MM-DD

} // namespace muster
