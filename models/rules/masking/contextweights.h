// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/wordtable.h"

#include <span>
#include <string>

namespace muster {

/// What each piece of evidence about a LeakCandidate weighs: a logistic regression, fitted to labelled texts by
/// tests/fit (resources/leak-weights/README.md says with which). Immutable; any thread.
class ContextWeights
{
public:
    /// Log-odds in hundredths from which on a candidate counts as personal: where, of texts that the weights were not
    /// fitted to, one other number in twenty is taken for somebody's. See resources/decisions/masking-engine.md.
    static constexpr int suspicious = 100;

    [[nodiscard]] static const ContextWeights &shared();
    /// The sum of what is known of `evidence`, in hundredths; positive: rather personal.
    [[nodiscard]] int logOdds(std::span<const std::string> evidence) const;

private:
    ContextWeights();
    WordTable<int> m_weights;
};

} // namespace muster
