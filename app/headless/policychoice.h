// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskpolicy.h"
#include "network/wire/result.h"

namespace muster {

class MaskPolicyStore;

/// What `--policy` names: a saved policy, else a file (relative to the working folder); empty: the built-in one.
/// BadInput "unknown_policy" where there is neither; errors as readWholeFile() and parsePolicyFile(). Blocks.
[[nodiscard]] Result<MaskPolicy> policyByNameOrFile(const MaskPolicyStore &store, const QString &wanted);

} // namespace muster
