// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/sanitizationplan.h"
#include "models/sinks/writtenfile.h"
#include "network/wire/result.h"

#include <stop_token>

namespace muster {

/// Every change of a frozen plan as CSV (see CsvRows), fixes before purges: contactId, original, e164 (empty for a
/// purge), verdict ("fix", "purge"), reasons (keys, separated by spaces). What a person looks through before
/// confirming; the plan itself is what runs. The file appears when it is complete and synced, mode 0600; "exists" where
/// there is one and not `replace`. Blocks; for a worker. Cancelled when stopped.
[[nodiscard]] Result<WrittenFile> writePlannedChanges(const SanitizationPlan &plan, const QString &file,
                                                      TextProfile profile, bool replace, const std::stop_token &stop);

} // namespace muster
