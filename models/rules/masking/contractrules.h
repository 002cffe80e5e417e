// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/masklocator.h"

#include <string_view>

namespace muster {

/// The contract's three kinds (section 5), with the outcome of three replacing passes one after the other:
///   [A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}
///   \b\d{3}[-.]?\d{3}[-.]?\d{4}\b
///   \b\d{3}-\d{2}-\d{4}\b
/// A pass sees the tags of those before it, so a number that is glued to an address ends where the tag begins. Appends
/// to `scratch.candidates`, which must be empty. `ends`: bytes behind something in each run of digits, dots and dashes
/// that may hold a number.
void findContractKinds(std::string_view text, const std::vector<std::uint32_t> &ends, MaskScratch &scratch);

} // namespace muster
