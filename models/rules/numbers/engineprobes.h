// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numberverdict.h"

#include <span>
#include <string_view>

namespace muster {

class NumberEngine;

/// A text and default region whose answer shows one of the library's habits that the fast path relies on.
struct EngineProbe
{
    std::string_view text, region;
};

[[nodiscard]] std::span<const EngineProbe> engineProbes();

/// Does the loaded library answer the probes as the engine's tables do? An upgraded library whose rules of reading
/// changed, not only its metadata, is found here before a single number is judged.
[[nodiscard]] bool probesAgree(const NumberEngine &engine);

/// Do all answers of the library agree with this verdict (findings aside)?
[[nodiscard]] bool sameAnswer(const NumberEngine &engine, const NumberVerdict &verdict, const NumberVerdict &library,
                              std::string_view text, RegionIndex defaultRegion);

} // namespace muster
