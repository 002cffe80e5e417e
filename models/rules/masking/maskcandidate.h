// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/entity.h"

#include <cstddef>

namespace muster {

/// What a rule took for personal, before overlaps are made one. Offsets in the text that is searched.
struct MaskCandidate
{
    std::size_t begin = 0, end = 0;
    Entity entity = Entity::Email;
    std::uint16_t rule = 0; ///< A MaskRule, or firstOwnRule and the pattern's index.
    std::uint8_t score = 100;
    std::uint32_t group = 0; ///< Not 0: pieces of one thing.
    bool operator==(const MaskCandidate &) const = default;
};

} // namespace muster
