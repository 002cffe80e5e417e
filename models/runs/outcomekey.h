// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"

namespace muster {

/// Stable name of how a run ended, the same in journal, audit and `--json`: "complete", "paused", "halted", "failed",
/// "refused", "cancelled".
[[nodiscard]] QString outcomeKey(RunOutcome::Kind kind);

} // namespace muster
