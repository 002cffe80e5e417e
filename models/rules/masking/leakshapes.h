// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskfinding.h"

#include <memory>
#include <string_view>
#include <vector>

namespace muster {

struct MaskPolicy;

/// A place in a LeakText.
struct LeakPlace
{
    std::size_t begin = 0, end = 0; ///< Bytes.
    Entity entity = Entity::Email;
};

/// What anybody would take for personal by its form alone, in the texts one by one and joined. Knows no numbering plans
/// and no context, and flags no bare number that an order may have. Immutable; any thread. Linear time.
class LeakShapes
{
public:
    /// Without the kinds that `policy` keeps.
    explicit LeakShapes(const MaskPolicy &policy);
    ~LeakShapes();
    LeakShapes(const LeakShapes &) = delete;
    LeakShapes &operator=(const LeakShapes &) = delete;
    [[nodiscard]] std::vector<LeakPlace> find(std::string_view text) const;

private:
    struct Pattern;
    std::vector<Pattern> m_patterns;
};

} // namespace muster
