// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string_view>

namespace muster {

/// A quick hash of 64 bits (multiply and fold, eight bytes a step; the family of wyhash). With a secret seed nobody can
/// aim at collisions. Not for digests; differs between kinds of machines.
[[nodiscard]] std::uint64_t textHash(std::string_view text, std::uint64_t seed);

} // namespace muster
