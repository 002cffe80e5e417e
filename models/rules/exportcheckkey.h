// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportrules.h"

namespace muster {

/// Stable name of a check for `--json`, audit and errors, e.g. "segment_active".
[[nodiscard]] QString exportCheckKey(ExportCheck::Code code);
/// "passed", "warning", "failed", "waived".
[[nodiscard]] QString exportCheckStateKey(ExportCheck::State state);
/// The first failed check as an error: code is its key, details hold every failed check with its arguments.
[[nodiscard]] ApiError refusalOf(const ExportVerdict &verdict);

} // namespace muster
