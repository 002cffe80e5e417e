// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/spelledoutwords.h"

#include "models/rules/masking/textclass.h"

#include <QString>
#include <algorithm>
#include <map>
#include <string>
#include <unicode/rbnf.h>

namespace muster {

std::string foldedWord(std::string_view utf8)
{
    if (!std::ranges::any_of(utf8, isWide)) {
        std::string word(utf8);
        std::ranges::transform(word, word.begin(), toAsciiLower);
        return word;
    }
    const QString apart = QString::fromUtf8(utf8.data(), qsizetype(utf8.size()))
                              .toCaseFolded()
                              .normalized(QString::NormalizationForm_KD);
    QString kept;
    for (const QChar c : apart) {
        if (c.category() != QChar::Mark_NonSpacing && c.category() != QChar::Other_Format)
            kept += c;
    }
    return kept.toStdString();
}

namespace {

/// Of each language the countries that count in another way.
struct Spelling
{
    int language;
    const char *locale;
    bool isOneWord = false; ///< Numbers up to 999 are written as one word.
};
constexpr std::array spellings
    = {Spelling{0, "en"},       Spelling{1, "de", true}, Spelling{2, "es"}, Spelling{3, "fr"},
       Spelling{3, "fr_BE"},    Spelling{3, "fr_CH"},    Spelling{4, "pt"}, Spelling{4, "pt_PT"},
       Spelling{5, "it", true}, Spelling{6, "nl", true}};

/// Said instead of a number when digits are read aloud; in no rule of the CLDR.
struct Said
{
    const char *word;
    std::uint32_t value;
    int language;
};
constexpr std::array saidBesides
    = {Said{"oh", 0, 0}, Said{"o", 0, 0}, Said{"nought", 0, 0}, Said{"zwo", 2, 1}, Said{"meia", 6, 4}};

using Words = std::map<std::string, SpelledOutWord>;

void add(Words &words, const std::string &word, std::uint32_t value, int language)
{
    SpelledOutWord &known = words.try_emplace(word, SpelledOutWord{value, 0}).first->second;
    // One spelling of two values, as "ein" within a longer word, counts as the smaller.
    known.value = std::min(known.value, value);
    known.languages |= std::uint8_t(1U << unsigned(language));
}

/// What a rule writes for a number: a single word, or the last one of "one hundred".
void addRuleSet(Words &words, const icu::RuleBasedNumberFormat &rules, const icu::UnicodeString &ruleSet,
                const Spelling &spelling)
{
    // Of the languages that write several words, the hundreds alone.
    const bool each = spelling.isOneWord && ruleSet == icu::UnicodeString(u"%spellout-numbering");
    for (std::uint32_t value = 0; value <= 1'000; value += value < 100 || each ? 1 : 100) {
        icu::UnicodeString written;
        icu::FieldPosition position;
        UErrorCode status = U_ZERO_ERROR;
        rules.format(std::int64_t(value), ruleSet, written, position, status);
        if (U_FAILURE(status) != 0)
            continue;
        std::string utf8;
        written.toUTF8String(utf8);
        std::string word = foldedWord(utf8);
        if (const std::size_t blank = word.rfind(' '); (value == 100 || value == 1'000) && blank != std::string::npos)
            word.erase(0, blank + 1);
        // "quatre-vingt-dix-huit"; of what English writes with a hyphen the parts are enough.
        const auto isLetter = [](char byte) { return isAsciiLetter(byte) || isWide(byte) || byte == '-'; };
        if (!word.empty() && std::ranges::all_of(word, isLetter))
            add(words, word, value, spelling.language);
    }
}

} // namespace

std::map<std::string, SpelledOutWord> spelledOutWords()
{
    Words words;
    for (const Spelling &spelling : spellings) {
        UErrorCode status = U_ZERO_ERROR;
        const icu::RuleBasedNumberFormat rules(icu::URBNF_SPELLOUT, icu::Locale(spelling.locale), status);
        if (U_FAILURE(status) != 0)
            continue;
        for (int i = 0; i < rules.getNumberOfRuleSetNames(); ++i) {
            const icu::UnicodeString name = rules.getRuleSetName(i);
            // Ordinals ("second") and years count something else.
            if (name.indexOf(u"ordinal") < 0 && name.indexOf(u"year") < 0)
                addRuleSet(words, rules, name, spelling);
        }
    }
    for (const Said &said : saidBesides)
        add(words, said.word, said.value, said.language);
    return words;
}

std::size_t timesOf(std::string_view folded)
{
    for (const char *two : {"double", "doppel", "doble", "duplo", "dupla", "doppio", "doppia", "dubbel", "dubbele"}) {
        if (folded == two)
            return 2;
    }
    for (const char *three : {"triple", "treble", "tripla", "triplo", "tripel"}) {
        if (folded == three)
            return 3;
    }
    return 1;
}

} // namespace muster
