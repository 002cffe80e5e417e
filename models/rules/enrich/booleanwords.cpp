// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/booleanwords.h"

#include "models/rules/enrich/valueform.h"

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

} // namespace muster
