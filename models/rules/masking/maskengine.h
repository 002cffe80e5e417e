// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/conversation.h"
#include "models/rules/masking/foldedtext.h"
#include "models/rules/masking/maskexceptions.h"
#include "models/rules/masking/maskfinding.h"
#include "models/rules/masking/masklocator.h"
#include "models/rules/masking/maskpolicy.h"
#include "models/rules/masking/maskscope.h"
#include "network/wire/result.h"

#include <memory>
#include <vector>

namespace re2 {
class RE2;
}

namespace muster {

class Conversation;

/// The policy's patterns, compiled by RE2: no look-ahead, no back-references, linear time on any text. Immutable.
class OwnPatterns
{
public:
    static constexpr qsizetype maxPatterns = 64, maxPattern = 1'000; ///< Characters of one.
    static constexpr int maxProgram = 20'000; ///< RE2's instructions: what a pattern costs a byte of text.

    /// BadInput with the pattern's name as subject; `code`: "pattern_empty", "pattern_invalid" (`detail`: RE2's words),
    /// "pattern_too_long", "pattern_too_costly", "pattern_matches_nothing" (it would match between any two letters).
    /// LimitExceeded, "too_many_patterns".
    [[nodiscard]] static Result<std::unique_ptr<const OwnPatterns>> make(const QList<OwnPattern> &patterns);
    ~OwnPatterns();

    /// Appends to `scratch.candidates`. Each text is searched for itself: "^" and "$" are its ends.
    void find(const Conversation &conversation, MaskScratch &scratch) const;

private:
    OwnPatterns();
    struct Pattern
    {
        std::uint16_t rule = 0;
        std::unique_ptr<const re2::RE2> expression;
    };
    std::vector<Pattern> m_patterns; ///< Without those that the policy keeps.
};

/// Sorts candidates and makes those that overlap one, whose span is all of theirs: what any rule took for personal
/// stays covered. It is named after the longest; of equally long ones after the surer, then after the first rule.
void mergeCandidates(std::vector<MaskCandidate> &candidates);

/// The findings of merged candidates: in texts of the conversation instead of the searched text, cut where a text ends,
/// without blanks at the ends. Pieces of one candidate share their group.
void toFindings(const std::vector<MaskCandidate> &candidates, const FoldedText &folded,
                const Conversation &conversation, std::vector<MaskFinding> &findings);

class MaskLocator;

/// Finds what is personal in conversations, by one policy. Immutable once made: any number of threads share one, each
/// with a MaskScratch of its own. Time is linear in the text, whatever the text is (S27). See
/// resources/decisions/masking-engine.md.
class MaskEngine
{
public:
    /// What looks for the places at which something may stand. Both lead to the same findings.
    enum class Locator {
        Best, ///< Vectorscan where this build has it and the machine can run it, else RE2.
        Vectorscan,
        Re2,
    };
    /// Compiles the policy, which takes up to some tenths of a second: on a worker. BadInput names the own pattern
    /// (`subject`) and what is wrong with it (`code`, `detail`); LimitExceeded too many patterns or exceptions.
    [[nodiscard]] static Result<std::shared_ptr<const MaskEngine>> make(const MaskPolicy &policy,
                                                                        Locator locator = Locator::Best);
    ~MaskEngine();

    /// `findings` is replaced by what was found: sorted by text and begin, none overlapping another or leaving its
    /// text. LimitExceeded: more than Conversation::maxBytes. Nothing is masked then: do not write the texts.
    [[nodiscard]] Result<void> find(const Conversation &conversation, const MaskContext &context, MaskScratch &scratch,
                                    std::vector<MaskFinding> &findings) const;

    /// "email.address", "phone.context", "own.2" (the policy's second pattern), "exception.deny".
    [[nodiscard]] std::string ruleKey(const MaskFinding &finding) const;

    [[nodiscard]] const MaskPolicy &policy() const { return m_policy; }
    [[nodiscard]] const MaskScope &scope() const { return m_scope; }
    [[nodiscard]] bool usesVectorscan() const { return m_locators.vectorscan != nullptr; }

private:
    explicit MaskEngine(const MaskPolicy &policy);
    static void findWidely(const MaskSearch &search);
    [[nodiscard]] bool locate(std::string_view text, MaskScratch &scratch) const;

    const MaskPolicy m_policy;
    const MaskExceptions m_exceptions;
    const MaskScope m_scope;
    std::unique_ptr<const OwnPatterns> m_own;
    MaskLocators m_locators;
};

} // namespace muster
