// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/undomatcher.h"
#include "models/sinks/writtenfile.h"

#include <stop_token>

namespace muster {

/// The values that an undo does not bring back, as CSV for spreadsheets (see CsvRows): contactId, attribute, before,
/// written, reason (undoFateKey()). So that a person can see to them. AsBefore is not among them. `leftOut`: per
/// unit, on top of what the matcher knows of; empty: nobody. The file appears when it is
/// complete and synced, mode 0600; "exists" where there is one. Blocks; for a worker. Cancelled when stopped.
[[nodiscard]] Result<WrittenFile> writeNotUndone(const UndoMatcher &matcher, const std::vector<bool> &leftOut,
                                                 const QString &file, const std::stop_token &stop);

} // namespace muster
