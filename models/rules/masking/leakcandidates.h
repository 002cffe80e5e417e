// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskfinding.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

struct LeakToken;
struct MaskScope;

/// A place in a masked text that could still be personal, whatever it looks like, and what speaks for and against it.
struct LeakCandidate
{
    Entity entity = Entity::Phone; ///< Phone (or card, by its length) of numbers, Email of addresses that are said.
    std::size_t begin = 0, end = 0; ///< Bytes of the LeakText.
    std::string digits; ///< Of a number, as it would be dialled; "forty two" is "42".
    std::vector<std::string> evidence; ///< "w:order": names of ContextWeights.

    /// A piece of evidence that counts something: "d:10", above `most` "d:17+".
    [[nodiscard]] static std::string counted(const char *name, std::size_t count, std::size_t most);
    /// Fewer digits are no phone; they only count where they repeat what was masked.
    [[nodiscard]] bool canBeWeighed() const { return entity == Entity::Email || digits.size() >= 7; }
};

/// What is left in `text` (turns end with line feeds) that has the digits of a phone or the ending of an address. No
/// rule decides here: numbers in figures and words are gathered over whatever stands between them, by the number words
/// of the Unicode CLDR, and addresses are found from their endings backwards. Linear time.
/// `scope`: whose plans are asked whether they know a number.
[[nodiscard]] std::vector<LeakCandidate> leakCandidates(std::string_view text, const MaskScope &scope);
// Its two halves.
void addLeftNumbers(std::string_view text, const std::vector<LeakToken> &tokens, const MaskScope &scope,
                    std::vector<LeakCandidate> &candidates);
void addLeftAddresses(std::string_view text, const std::vector<LeakToken> &tokens,
                      std::vector<LeakCandidate> &candidates);

} // namespace muster
