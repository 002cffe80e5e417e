// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichrule.h"

#include <optional>
#include <string_view>

namespace muster {

/// What is wrong with a contact id out of a source (F62), or nullopt. `id`: trimmed, not empty and no guard word. The
/// rules of the ids that services send hold too (at most 256 bytes, no control characters, nothing that acts in a
/// path), so that an id accepted here is one that a list can have.
[[nodiscard]] std::optional<EnrichRule> contactIdFault(std::string_view id);

} // namespace muster
