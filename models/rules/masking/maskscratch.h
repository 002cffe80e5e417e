// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/foldedtext.h"
#include "models/rules/masking/maskcandidate.h"
#include "models/rules/masking/maskhits.h"

#include <memory>
#include <vector>

struct hs_scratch;

namespace muster {

/// Digits without anything between them; bytes of the searched text.
struct DigitGroup
{
    std::uint32_t begin = 0, end = 0;
    [[nodiscard]] std::uint32_t size() const { return end - begin; }
};

/// Memory of one thread's searches, kept between them. Any engine may use it, one search at a time.
struct MaskScratch
{
    struct FreeVectorscan
    {
        void operator()(hs_scratch *scratch) const;
    };

    FoldedText folded;
    MaskHits hits;
    std::vector<DigitGroup> groupsOfDigits;
    std::vector<MaskCandidate> candidates;
    std::unique_ptr<hs_scratch, FreeVectorscan> vectorscan; ///< Grows to fit every database it is used with.
    std::uint64_t vectorscanFits = 0; ///< Number of the database it was last made to fit; addresses come again.
    std::uint32_t groups = 0; ///< Given to candidates so far.
    std::uint64_t steps = 0; ///< Work done by the rules since the scratch was made; tests watch that it grows linearly.
};

} // namespace muster
