// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskpolicy.h"
#include "models/rules/masking/maskscratch.h"
#include "models/rules/numbers/numberengine.h"

#include <string_view>
#include <vector>

namespace muster {

class Conversation;
struct LocatorPattern;

/// What of a policy the rules ask for at every place. Immutable.
struct MaskScope
{
    std::array<bool, entityCount> wanted{};
    bool contractOnly = false; ///< Nothing but the contract's three patterns is looked for.
    bool spoken = false, context = false;
    const NumberEngine *numbers = nullptr; ///< Set unless contractOnly.
    std::vector<RegionIndex> regions; ///< Those of the policy that are known.

    /// `policy` without spoken forms, context and regions, and with the other kinds kept, is contractOnly. Builds the
    /// number engine at first need, which takes tens of milliseconds.
    [[nodiscard]] static MaskScope of(const MaskPolicy &policy);
    [[nodiscard]] bool wants(Entity entity) const { return wanted[static_cast<std::size_t>(entity)]; }
    /// What a locator has to look for.
    [[nodiscard]] std::vector<LocatorPattern> patterns() const;
};

/// One search, as the rules see it. Candidates go to `scratch.candidates`, work is counted in `scratch.steps`.
struct MaskSearch
{
    std::string_view text; ///< Folded, all texts, a line feed behind each.
    const Conversation &conversation;
    const MaskScope &scope;
    MaskScratch &scratch;
};

} // namespace muster
