// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/spokendigits.h"

#include "models/rules/masking/textclass.h"

namespace muster {

namespace {

using Kind = NumberWord::Kind;

/// Walks over the tokens of one number.
class Reader
{
public:
    Reader(std::string_view text, std::span<const NumberToken> tokens, SpokenLanguage language)
        : m_text(text)
        , m_tokens(tokens)
        , m_language(language)
    {
    }

    SpokenDigits read()
    {
        while (m_at < m_tokens.size()) {
            if (m_tokens[m_at].word == nullptr) {
                const NumberToken &token = m_tokens[m_at];
                push(m_text.substr(token.begin, token.end - token.begin));
                ++m_at;
                continue;
            }
            const NumberWord word = wordAt(m_at);
            if (word.kind == Kind::Repeat)
                repeat(word.value);
            else
                value(word);
        }
        return std::move(m_result);
    }

private:
    [[nodiscard]] NumberWord wordAt(std::size_t at) const
    {
        return at < m_tokens.size() && m_tokens[at].word != nullptr
            ? (*m_tokens[at].word)[static_cast<std::size_t>(m_language)]
            : NumberWord{};
    }
    /// The word behind the one at `m_at`, if it is said in one breath with it: at most "y", "e" or "et" between them.
    [[nodiscard]] NumberWord next() const
    {
        if (m_at + 1 >= m_tokens.size())
            return {};
        const std::string_view between
            = m_text.substr(m_tokens[m_at].end, m_tokens[m_at + 1].begin - m_tokens[m_at].end);
        const bool close = between == " " || between == "-" || between == " y " || between == " e " || between == " et "
            || between == "-et-" || between == " and ";
        return close ? wordAt(m_at + 1) : NumberWord{};
    }
    void push(std::string_view digits)
    {
        m_result.digits += digits;
        m_result.tokens.resize(m_result.digits.size(), std::uint32_t(m_at));
    }
    void repeat(unsigned times)
    {
        ++m_at;
        if (m_at >= m_tokens.size())
            return;
        const NumberToken &token = m_tokens[m_at];
        if (token.word == nullptr) {
            push(std::string(times - 1, m_text[token.begin])); // and once by itself
        } else if (const NumberWord word = wordAt(m_at); word.kind == Kind::Digit) {
            push(std::string(times, char('0' + word.value)));
            ++m_at;
        }
    }
    /// Takes the smaller words that belong to a larger one, and says what both are.
    unsigned below100(NumberWord word)
    {
        unsigned value = word.value;
        const NumberWord more = next();
        if (word.kind == Kind::Tens) {
            // French counts on from sixty and eighty: soixante-dix, quatre-vingt-douze.
            const bool teen
                = m_language == SpokenLanguage::French && more.kind == Kind::Teen && (value == 60 || value == 80);
            // German says the ones first, in one word: "vierzig sechs" are two numbers.
            const bool ones = more.kind == Kind::Digit && more.value > 0 && m_language != SpokenLanguage::German
                && m_language != SpokenLanguage::Dutch;
            if (teen || ones) {
                value += more.value;
                ++m_at;
                if (teen && more.value == 10 && tenGoesOn()) {
                    value += next().value;
                    ++m_at;
                }
            }
        } else if (word.kind == Kind::Teen && value == 10 && tenGoesOn()) {
            value += more.value; // dix-sept
            ++m_at;
        }
        return value;
    }
    [[nodiscard]] bool tenGoesOn() const
    {
        const NumberWord more = next();
        return m_language == SpokenLanguage::French && more.kind == Kind::Digit && more.value >= 7;
    }
    void value(NumberWord word)
    {
        const std::size_t first = m_at;
        unsigned value = word.kind == Kind::Thousand ? word.value : below1000(word);
        const bool isThousands
            = next().kind == Kind::Thousand && word.kind != Kind::Thousand && value > 0 && value < 100;
        if (isThousands) {
            value *= next().value;
            ++m_at;
        }
        // "mil novecientos ochenta": what is below a thousand belongs to it, digits that follow one by one do not.
        const NumberWord more = isThousands || word.kind == Kind::Thousand ? next() : NumberWord{};
        if (more.kind == Kind::Hundred || more.kind == Kind::Hundreds || more.kind == Kind::Whole
            || more.kind == Kind::Teen || more.kind == Kind::Tens) {
            ++m_at;
            value += below1000(more);
        }
        const std::size_t last = m_at;
        m_at = first; // the digits belong to the first word
        if (word.kind != Kind::None)
            push(std::to_string(value));
        m_at = last + 1;
    }
    /// Takes what belongs to the word at `m_at`, and stops at its last word.
    unsigned below1000(NumberWord word)
    {
        unsigned value = word.value;
        if (word.kind == Kind::Digit) {
            const NumberWord more = next();
            if (m_language == SpokenLanguage::French && value == 4 && more.kind == Kind::Tens && more.value == 20) {
                ++m_at; // quatre-vingts
                value = below100({Kind::Tens, 80});
            } else if (more.kind == Kind::Hundred && value > 0) {
                ++m_at;
                value = hundreds(value * 100);
            }
        } else if (word.kind == Kind::Hundred) {
            value = hundreds(100);
        } else if (word.kind == Kind::Hundreds) {
            value = hundreds(value);
        } else if (word.kind == Kind::Teen || word.kind == Kind::Tens) {
            value = below100(word);
        }
        return value;
    }
    /// "cent douze", "novecientos doce". English and German say "eight hundred" and go on with other digits.
    unsigned hundreds(unsigned value)
    {
        const NumberWord more = next();
        const bool goesOn = m_language != SpokenLanguage::English && m_language != SpokenLanguage::German
            && m_language != SpokenLanguage::Dutch
            && (more.kind == Kind::Tens || more.kind == Kind::Teen || more.kind == Kind::Whole
                || (more.kind == Kind::Digit && more.value > 0));
        if (!goesOn)
            return value;
        ++m_at;
        return value + (more.kind == Kind::Digit || more.kind == Kind::Whole ? more.value : below100(more));
    }

    const std::string_view m_text;
    const std::span<const NumberToken> m_tokens;
    const SpokenLanguage m_language;
    std::size_t m_at = 0;
    SpokenDigits m_result;
};

} // namespace

SpokenDigits SpokenDigits::read(std::string_view text, std::span<const NumberToken> tokens, SpokenLanguage language)
{
    return Reader(text, tokens, language).read();
}

} // namespace muster
