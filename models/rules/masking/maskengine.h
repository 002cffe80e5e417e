// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/conversation.h"
#include "models/rules/masking/maskexceptions.h"
#include "models/rules/masking/maskfinding.h"
#include "models/rules/masking/maskpolicy.h"
#include "models/rules/masking/maskscope.h"
#include "network/wire/result.h"

#include <memory>

namespace muster {

class MaskLocator;
class OwnPatterns;

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
    [[nodiscard]] bool usesVectorscan() const { return m_vectorscan != nullptr; }

private:
    explicit MaskEngine(const MaskPolicy &policy);
    static void findWidely(const MaskSearch &search);
    [[nodiscard]] bool locate(std::string_view text, MaskScratch &scratch) const;

    const MaskPolicy m_policy;
    const MaskExceptions m_exceptions;
    const MaskScope m_scope;
    std::unique_ptr<const OwnPatterns> m_own;
    std::unique_ptr<const MaskLocator> m_vectorscan; ///< nullptr: by RE2.
    std::unique_ptr<const MaskLocator> m_re2;
};

} // namespace muster
