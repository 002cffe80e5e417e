// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/leakcandidates.h"

#include "models/rules/masking/leaktokens.h"
#include "models/rules/masking/textclass.h"

#include <algorithm>
#include <array>
#include <bit>
#include <span>

namespace muster {

namespace {

/// Addresses as they are said, from their endings backwards.
class Endings
{
public:
    Endings(std::string_view text, const std::vector<LeakToken> &tokens)
        : m_text(text)
        , m_tokens(tokens)
    {
    }

    void find(std::vector<LeakCandidate> &candidates) const
    {
        for (std::size_t i = 0; i < m_tokens.size(); ++i) {
            const AddressPart part = m_tokens[i].part;
            if (part != AddressPart::Provider && (part != AddressPart::Ending || !isDotBefore(i)))
                continue;
            judge(i, part, candidates);
            // "example dot co dot uk" is one.
            while (i + 2 < m_tokens.size() && continues(i))
                ++i;
        }
    }

private:
    static constexpr std::size_t reach = 14, reachBytes = 200; ///< Tokens in front of an ending.

    [[nodiscard]] bool is(std::size_t i, AddressPart part) const { return m_tokens[i].part == part; }
    [[nodiscard]] bool isDotBefore(std::size_t i) const
    {
        const std::size_t begin = m_tokens[i].begin;
        return (i > 0 && m_tokens[i].wordsBefore == 0 && is(i - 1, AddressPart::Dot))
            || (begin > 1 && m_text[begin - 1] == '.' && isAsciiAlnum(m_text[begin - 2]));
    }
    [[nodiscard]] bool continues(std::size_t i) const
    {
        return m_tokens[i + 1].wordsBefore == 0
            && (is(i + 1, AddressPart::Dot) || is(i + 1, AddressPart::Ending) || is(i + 1, AddressPart::Provider));
    }

    /// About where the address begins that `tokens` end with: a person looks at it.
    [[nodiscard]] std::size_t beginOf(std::span<const LeakToken> tokens, std::size_t end) const
    {
        constexpr std::size_t most = 8;
        static constexpr std::array<std::string_view, 26> never
            = {"is", "its",    "it",  "to", "mail", "email", "e",   "ist", "das", "meine", "an",   "es",   "el",
               "mi", "correo", "est", "c",  "le",   "mon",   "meu", "la",  "mia", "het",   "mijn", "naar", "s"};
        std::size_t begin = end;
        for (std::size_t count = 0; count < most && !tokens.empty();
             ++count, tokens = tokens.first(tokens.size() - 1)) {
            const LeakToken &token = tokens.back();
            if (token.kind == LeakToken::Kind::Turn || token.kind == LeakToken::Kind::Explained
                || std::ranges::find(never, foldedOf(token)) != never.end())
                break;
            begin = token.begin;
        }
        return begin;
    }
    [[nodiscard]] std::string foldedOf(const LeakToken &token) const
    {
        constexpr std::size_t longest = 60;
        return foldedWord(m_text.substr(token.begin, std::min<std::size_t>(token.end - token.begin, longest)));
    }

    void judge(std::size_t ending, AddressPart part, std::vector<LeakCandidate> &candidates) const
    {
        LeakCandidate candidate;
        candidate.entity = Entity::Email;
        auto &evidence = candidate.evidence;
        evidence.emplace_back("e");
        evidence.emplace_back(part == AddressPart::Provider ? "e:provider" : "e:ending");
        std::size_t letters = 0, dots = 0, joints = 0, figures = 0, turns = 0, words = 0;
        std::size_t at = 0; // how far the word for "@" is
        const std::size_t end = m_tokens[ending].begin;
        const std::vector<LeakToken> tokens = leakTokensAround(m_text, end > reachBytes ? end - reachBytes : 0, end);
        for (std::size_t i = tokens.size(); i-- > 0 && tokens.size() - i <= reach;) {
            const LeakToken &token = tokens[i];
            if (token.kind == LeakToken::Kind::Explained)
                break;
            turns += token.kind == LeakToken::Kind::Turn ? 1 : 0;
            figures += token.isNumber() ? 1 : 0;
            if (token.kind != LeakToken::Kind::Word)
                continue;
            ++words;
            const std::string folded = foldedOf(token);
            if (token.part == AddressPart::At || folded == "at") {
                at = at == 0 ? words : at;
                continue;
            }
            dots += token.part == AddressPart::Dot ? 1 : 0;
            joints += token.part == AddressPart::Joint ? 1 : 0;
            letters += folded.size() == 1 ? 1 : 0;
            if (folded.size() > 1 && token.part == AddressPart::None)
                evidence.push_back("ew:" + folded.substr(0, 6));
        }
        evidence.push_back(at == 0 ? "e:noat" : LeakCandidate::counted("e:at", at, 4));
        evidence.push_back(LeakCandidate::counted("e:letters", std::bit_width(letters), 3));
        evidence.push_back(LeakCandidate::counted("e:dots", dots, 2));
        evidence.push_back(LeakCandidate::counted("e:joints", joints, 1));
        evidence.push_back(LeakCandidate::counted("e:figures", figures, 2));
        evidence.push_back(LeakCandidate::counted("e:turns", turns, 1));
        while (ending + 2 < m_tokens.size() && continues(ending))
            ++ending;
        candidate.begin = beginOf(tokens, end);
        candidate.end = m_tokens[ending].end;
        candidates.push_back(std::move(candidate));
    }

    const std::string_view m_text;
    const std::vector<LeakToken> &m_tokens;
};

} // namespace

void addLeftAddresses(std::string_view text, const std::vector<LeakToken> &tokens,
                      std::vector<LeakCandidate> &candidates)
{
    Endings(text, tokens).find(candidates);
}

} // namespace muster
