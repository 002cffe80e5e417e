// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/leakcandidates.h"

#include "models/rules/masking/leaktokens.h"
#include "models/rules/masking/maskscope.h"
#include "models/rules/masking/spelledoutwords.h"

#include <algorithm>
#include <array>
#include <bit>

namespace muster {

namespace {

/// The numbers of a text that can be one number, and the words around them.
class Trails
{
public:
    Trails(std::string_view text, const std::vector<LeakToken> &tokens, const MaskScope &scope)
        : m_text(text)
        , m_tokens(tokens)
        , m_scope(scope)
    {
    }

    void find(std::vector<LeakCandidate> &candidates)
    {
        std::vector<std::size_t> trail;
        std::size_t gap = 0, turns = 0;
        for (std::size_t i = 0; i < m_tokens.size(); ++i) {
            const LeakToken &token = m_tokens[i];
            gap += token.wordsBefore;
            if (!trail.empty() && gap > (turns > 0 ? widestOverTurns : widest)) {
                judge(trail, candidates);
                trail.clear();
            }
            if (token.isNumber()) {
                if (trail.size() == mostTokens) { // only hostile texts have more
                    judge(trail, candidates);
                    trail.clear();
                }
                trail.push_back(i);
                gap = turns = 0;
            } else if (!trail.empty()) {
                gap += token.kind == LeakToken::Kind::Word ? 1 : 0;
                turns += token.kind == LeakToken::Kind::Turn ? 1 : 0;
                if (token.kind == LeakToken::Kind::Explained || gap > (turns > 0 ? widestOverTurns : widest)) {
                    judge(trail, candidates);
                    trail.clear();
                    gap = turns = 0;
                }
            }
        }
        judge(trail, candidates);
    }

private:
    static constexpr std::size_t widest = 3, widestOverTurns = 6; ///< Words between two numbers of a trail.
    static constexpr std::size_t mostTokens = 64;
    static constexpr std::size_t fewestDigits = 6, mostDigits = 34; ///< Said twice at most.

    [[nodiscard]] std::size_t wordsBetween(std::size_t a, std::size_t b) const
    {
        std::size_t words = 0;
        for (std::size_t i = a + 1; i <= b; ++i)
            words += m_tokens[i].wordsBefore + (i < b && m_tokens[i].kind == LeakToken::Kind::Word ? 1 : 0);
        return words;
    }

    /// The language that spells most of it; the others' words ("six" and "sei" are words of no number there) go.
    void keepOneLanguage(std::vector<std::size_t> &trail) const
    {
        std::array<std::size_t, SpelledOutWord::languageCount> counts{};
        for (const std::size_t i : trail) {
            for (std::size_t language = 0; language < counts.size(); ++language)
                counts[language] += m_tokens[i].languages >> language & 1U;
        }
        const auto most = std::size_t(std::ranges::max_element(counts) - counts.begin());
        std::erase_if(trail, [&](std::size_t i) {
            return m_tokens[i].kind == LeakToken::Kind::Spelled && (m_tokens[i].languages >> most & 1U) == 0;
        });
    }

    /// "one" and "un" far from the rest are articles.
    void trim(std::vector<std::size_t> &trail) const
    {
        const auto isLoose = [&](std::size_t i, std::size_t next) {
            return m_tokens[i].kind == LeakToken::Kind::Spelled && m_tokens[i].value <= 1
                && wordsBetween(std::min(i, next), std::max(i, next)) > 0;
        };
        while (trail.size() > 1 && isLoose(trail[0], trail[1]))
            trail.erase(trail.begin());
        while (trail.size() > 1 && isLoose(trail.back(), trail[trail.size() - 2]))
            trail.pop_back();
    }

    void judge(std::vector<std::size_t> trail, std::vector<LeakCandidate> &candidates) const
    {
        if (trail.empty())
            return;
        keepOneLanguage(trail);
        trim(trail);
        if (trail.empty())
            return;
        LeakCandidate candidate;
        candidate.digits = dialledDigits(m_text, m_tokens, trail);
        const std::size_t digits = candidate.digits.size();
        if (digits < fewestDigits || digits > mostDigits)
            return;
        candidate.begin = m_tokens[trail.front()].begin;
        candidate.end = m_tokens[trail.back()].end;
        candidate.entity = digits >= 15 && digits <= 19 ? Entity::PaymentCard : Entity::Phone;
        describe(trail, candidate);
        addWords(candidate);
        candidates.push_back(std::move(candidate));
    }

    /// What it is like, without the words around it.
    void describe(const std::vector<std::size_t> &trail, LeakCandidate &candidate) const
    {
        std::size_t groups = 0, longest = 0, spelled = 0, gaps = 0, turns = 0;
        bool dashes = false, dots = false;
        for (std::size_t k = 0; k < trail.size(); ++k) {
            const LeakToken &token = m_tokens[trail[k]];
            if (token.kind == LeakToken::Kind::Spelled) {
                ++spelled;
                ++groups;
                longest = std::max<std::size_t>(longest, token.value < 10 ? 1 : 2);
            } else {
                const FigureGroups parts(m_text.substr(token.begin, token.end - token.begin));
                groups += parts.sizes.size();
                longest = std::max(longest, std::ranges::max(parts.sizes));
                dashes = dashes || parts.between.find('-') != std::string::npos;
                dots = dots || parts.between.find('.') != std::string::npos;
            }
            if (k > 0) {
                gaps += wordsBetween(trail[k - 1], trail[k]);
                turns += std::size_t(std::count_if(
                    m_tokens.begin() + std::ptrdiff_t(trail[k - 1]), m_tokens.begin() + std::ptrdiff_t(trail[k]),
                    [](const LeakToken &one) { return one.kind == LeakToken::Kind::Turn; }));
            }
        }
        auto &evidence = candidate.evidence;
        evidence.emplace_back("n");
        evidence.push_back(LeakCandidate::counted("d:", candidate.digits.size(), 17));
        evidence.push_back(LeakCandidate::counted("g:", std::bit_width(groups), 4));
        evidence.push_back(LeakCandidate::counted("m:", longest, 7));
        evidence.emplace_back(spelled == 0 ? "k:figures" : spelled == trail.size() ? "k:spelled" : "k:both");
        evidence.push_back(LeakCandidate::counted("t:", turns, 2));
        evidence.push_back(LeakCandidate::counted("a:", std::bit_width(gaps * 2 / trail.size()), 3));
        if (dashes)
            evidence.emplace_back("s:-");
        if (dots)
            evidence.emplace_back("s:.");
        if (candidate.digits[0] == '0')
            evidence.emplace_back(spelled == 0 ? "z:0" : "z:spelled0");
        if (candidate.begin > 0 && m_text[candidate.begin - 1] == '+')
            evidence.emplace_back("z:+");
        if (groups == 1)
            evidence.push_back(LeakCandidate::counted("one:", candidate.digits.size(), 12));
        const std::string plan = planOf(candidate);
        evidence.push_back("p:" + plan);
        evidence.push_back("p:" + plan + (groups == 1 ? ":bare" : spelled == 0 ? ":groups" : ":said"));
    }

    /// Whether a plan knows the number: one of the policy's, another, none.
    [[nodiscard]] std::string planOf(const LeakCandidate &candidate) const
    {
        constexpr std::size_t longest = 15; // E.164
        if (m_scope.numbers == nullptr || candidate.digits.size() > longest)
            return "none";
        const bool plus = candidate.begin > 0 && m_text[candidate.begin - 1] == '+';
        const std::string written = (plus ? "+" : "") + candidate.digits;
        const auto knows = [&](RegionIndex region) { return m_scope.numbers->classify(written, region).valid(); };
        return std::ranges::any_of(m_scope.regions, knows) ? "own"
            : std::ranges::any_of(m_scope.foreign, knows)  ? "foreign"
                                                           : "none";
    }

    void addWords(LeakCandidate &candidate) const
    {
        constexpr std::size_t before = 12, near = 3, behind = 5, reachBefore = 140, reachBehind = 60; // words, bytes
        const std::size_t from = candidate.begin > reachBefore ? candidate.begin - reachBefore : 0;
        const std::vector<LeakToken> tokens = leakTokensAround(m_text, from, candidate.end + reachBehind);
        const auto inside
            = std::ranges::find_if(tokens, [&](const LeakToken &token) { return token.begin >= candidate.begin; });
        std::size_t seen = 0;
        for (auto token = inside; token != tokens.begin() && seen < before;) {
            if ((--token)->kind != LeakToken::Kind::Word)
                continue;
            if (addWord(*token, "w:", candidate) && seen < near)
                (void)addWord(*token, "near:", candidate);
            ++seen;
        }
        seen = 0;
        for (auto token = inside; token != tokens.end() && seen < behind; ++token) {
            if (token->kind != LeakToken::Kind::Word)
                continue;
            const bool isIn = token->end <= candidate.end;
            (void)addWord(*token, isIn ? "in:" : "w:", candidate);
            seen += isIn ? 0 : 1;
        }
    }

    bool addWord(const LeakToken &token, const char *name, LeakCandidate &candidate) const
    {
        constexpr std::size_t stem = 6; // what inflection leaves of most words
        std::string word = foldedWord(m_text.substr(token.begin, std::min<std::size_t>(token.end - token.begin, 60)));
        if (word.size() < 2)
            return false;
        word.resize(std::min(word.size(), stem));
        std::string evidence = name + word;
        if (std::ranges::find(candidate.evidence, evidence) == candidate.evidence.end())
            candidate.evidence.push_back(std::move(evidence));
        return true;
    }

    const std::string_view m_text;
    const std::vector<LeakToken> &m_tokens;
    const MaskScope &m_scope;
};

} // namespace

void addLeftNumbers(std::string_view text, const std::vector<LeakToken> &tokens, const MaskScope &scope,
                    std::vector<LeakCandidate> &candidates)
{
    Trails(text, tokens, scope).find(candidates);
}

} // namespace muster
