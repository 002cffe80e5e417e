// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/spokennetworkaddresses.h"

#include "models/rules/masking/maskwords.h"
#include "models/rules/masking/spokendigits.h"

#include <algorithm>
#include <array>
#include <string>

namespace muster {

namespace {

constexpr std::size_t mostOfOctet = 4; // words: "one hundred and twelve" is three

class SpokenNetworkSearch
{
public:
    SpokenNetworkSearch(const MaskSearch &search, std::span<const NumberToken> tokens)
        : m_search(search)
        , m_text(search.text)
        , m_tokens(tokens)
    {
    }

    void find() const
    {
        for (std::size_t i = 0; i + 1 < m_tokens.size();) {
            if (!isDot(i)) {
                ++i;
                continue;
            }
            std::size_t first = i;
            while (first > 0 && i - first < mostOfOctet - 1 && isOneBreath(first - 1))
                --first;
            const std::size_t last = networkAddressEnd(first);
            if (last > 0 && cueBefore(m_text, m_tokens[first].begin).kind != CueKind::Other) // a version's
                m_search.scratch.candidates.push_back(
                    {m_tokens[first].begin, m_tokens[last].end, Entity::IpAddress, std::uint16_t(MaskRule::IpV4), 85});
            i = last > 0 ? last + 1 : i + 1;
        }
    }

private:
    /// Whether "dot" and nothing else stands behind a token and before the next.
    [[nodiscard]] bool isDot(std::size_t token) const
    {
        constexpr std::size_t shortest = 5, longest = 8; // with a blank on both sides
        const std::uint32_t begin = m_tokens[token].end;
        const std::size_t size = m_tokens[token + 1].begin - begin;
        if (size < shortest || size > longest)
            return false;
        static constexpr std::array<std::string_view, 6> dots = {"dot", "point", "punkt", "punto", "ponto", "punt"};
        const MaskWord word = MaskWord::beginningAt(m_text, begin + 1);
        return m_text[begin] == ' ' && word.end + 1 == m_tokens[token + 1].begin
            && std::ranges::find(dots, word.plain()) != dots.end();
    }
    [[nodiscard]] bool isOneBreath(std::size_t token) const
    {
        const std::string_view between
            = m_text.substr(m_tokens[token].end, m_tokens[token + 1].begin - m_tokens[token].end);
        return between == " " || between == "-" || between == " and ";
    }
    /// The last token of an address whose first is `first`; 0: there is none.
    [[nodiscard]] std::size_t networkAddressEnd(std::size_t first) const
    {
        constexpr int octets = 4;
        std::size_t at = first;
        for (int octet = 0; octet < octets; ++octet) {
            std::size_t last = at;
            while (last + 1 < m_tokens.size() && last - at < mostOfOctet && isOneBreath(last))
                ++last;
            if (!isOctet(m_tokens.subspan(at, last - at + 1)))
                return 0;
            if (octet + 1 == octets)
                return last + 1 < m_tokens.size() && isDot(last) ? 0 : last; // five of them are a version
            if (last + 1 >= m_tokens.size() || !isDot(last))
                return 0;
            at = last + 1;
        }
        return 0;
    }
    [[nodiscard]] bool isOctet(std::span<const NumberToken> tokens) const
    {
        for (std::size_t language = 0; language < spokenLanguageCount; ++language) {
            if (std::ranges::any_of(tokens, [language](const NumberToken &token) {
                    return token.word != nullptr && (*token.word)[language].kind == NumberWord::Kind::None;
                }))
                continue;
            std::string digits = SpokenDigits::read(m_text, tokens, SpokenLanguage(language)).digits;
            if (digits.size() > 3 && digits.size() <= 5 && digits.substr(1, 2) == "00") // "one hundred" "thirteen"
                digits = digits.substr(0, 6 - digits.size()) + digits.substr(3);
            if (!digits.empty() && digits.size() <= 3 && std::stoi(digits) <= 255)
                return true;
        }
        return false;
    }

    const MaskSearch &m_search;
    const std::string_view m_text;
    const std::span<const NumberToken> m_tokens;
};

} // namespace

void findSpokenNetworkAddresses(const MaskSearch &search, std::span<const NumberToken> tokens)
{
    SpokenNetworkSearch(search, tokens).find();
}

} // namespace muster
