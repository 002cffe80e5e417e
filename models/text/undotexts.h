// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/undorules.h"

#include <QString>

namespace muster {

/// What an undo does with a value: "Comes back", "Changed since: stays as it is", ...
[[nodiscard]] QString undoFateText(UndoFate fate);
/// Why so many values do not come back, as a sentence; empty for those that do.
[[nodiscard]] QString undoLeftText(UndoFate fate, qint64 count);
[[nodiscard]] QString undoActText(qint64 values); ///< "Bring back 450 values"

} // namespace muster
