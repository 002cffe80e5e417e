// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskscope.h"

namespace muster {

/// E-mail addresses that are said, wholly or in part: "ann dot lee at example dot com", "b as in bravo o b at gmail",
/// "marco punto conti chiocciola example punto it", "ann dot lee@example dot com", "sam at example.com"; over turns as
/// well. Read from the "at" both ways, in seven languages; what turns around it spell and repeat: addressdictation.h.
void findSpokenAddresses(const MaskSearch &search);

} // namespace muster
