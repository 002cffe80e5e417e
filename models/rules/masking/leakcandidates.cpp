// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/leakcandidates.h"

#include "models/rules/masking/leaktokens.h"

#include <algorithm>

namespace muster {

std::string LeakCandidate::counted(const char *name, std::size_t count, std::size_t most)
{
    return name + std::to_string(std::min(count, most)) + (count > most ? "+" : "");
}

std::vector<LeakCandidate> leakCandidates(std::string_view text, const MaskScope &scope)
{
    const std::vector<LeakToken> tokens = leakTokensOf(text, PlainWords::Counted);
    std::vector<LeakCandidate> candidates;
    addLeftNumbers(text, tokens, scope, candidates);
    addLeftAddresses(text, tokens, candidates);
    return candidates;
}

} // namespace muster
