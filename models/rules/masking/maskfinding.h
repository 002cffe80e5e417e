// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/entity.h"

namespace muster {

/// One place in one text. What is spoken over several turns is one finding per turn, with the same group.
struct MaskFinding
{
    std::uint32_t text = 0; ///< Index of the text in what was searched.
    std::uint32_t begin = 0, end = 0; ///< Bytes of that UTF-8 text, end exclusive; never inside a code point.
    Entity entity = Entity::Email;
    std::uint8_t score
        = 100; ///< 1 to 100: how sure. Below reviewScore a person should look; it is masked all the same.
    std::uint16_t rule = 0; ///< Index of the rule in the engine's list; ruleKey() names it ("email.address").
    std::uint32_t group = 0; ///< Findings of one thing split over texts share it; unique per search otherwise.
    bool operator==(const MaskFinding &) const = default;
};

inline constexpr std::uint8_t reviewScore = 70;

} // namespace muster
