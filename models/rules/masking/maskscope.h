// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/masklocator.h"
#include "models/rules/masking/maskpolicy.h"
#include "models/rules/masking/numberwords.h"
#include "models/rules/numbers/numberengine.h"

#include <cstdint>
#include <span>
#include <string>
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
    /// By SpokenLanguage: where it is spoken. Set where `foreign` is.
    std::array<std::vector<RegionIndex>, spokenLanguageCount> spokenIn;
    std::vector<RegionIndex> foreign; ///< Others whose languages are read: their numbers count by their form alone.

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

/// All groups of the text, from the locator's marks.
void findDigitGroups(std::string_view text, const std::vector<std::uint32_t> &marks, std::vector<DigitGroup> &groups);

/// Groups with nothing but signs of numbers between them: at most three of blank, "-", ".", "/", "(" and ")". Of at
/// most maxGroups groups: of longer runs, as hostile text has them, every piece is looked at with half of the one
/// before it.
using DigitRun = std::span<const DigitGroup>;
inline constexpr std::size_t maxRunGroups = 24;
[[nodiscard]] bool joinsDigits(std::string_view text, const DigitGroup &first, const DigitGroup &next);

/// The digits of groups, one after the other.
[[nodiscard]] std::string digitsOf(std::string_view text, DigitRun groups);
[[nodiscard]] std::size_t countDigits(DigitRun groups);

/// Part of a longer run of letters and digits, such as a UUID's: a letter touches it, or touches what a "-" or "_" ties
/// to it.
[[nodiscard]] bool isTiedBefore(std::string_view text, std::size_t begin);
[[nodiscard]] bool isTiedBehind(std::string_view text, std::size_t end);

} // namespace muster
