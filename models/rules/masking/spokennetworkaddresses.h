// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskscope.h"

namespace muster {

/// "one nine two dot zero dot two dot seven", "203 punto 0 punto 113 punto 9". `tokens`: the numbers and number words
/// of the text, in their order.
void findSpokenNetworkAddresses(const MaskSearch &search, std::span<const NumberToken> tokens);

} // namespace muster
