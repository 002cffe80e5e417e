// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskpolicy.h"
#include "models/rules/masking/maskscratch.h"
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

} // namespace muster
