// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactfilter.h"
#include "models/lists/contactview.h"
#include "models/rules/lists/sanitizationplan.h"
#include "models/sinks/csvrows.h"
#include "network/wire/result.h"

#include <stop_token>

namespace muster {

/// What would run: fixes and purges among the contacts that the filter lets through, with the counts that are
/// confirmed. `header` comes with profile, list, directive, time and person; scope and counts are set here. A purge
/// without a reason that a purge may rest on (F113) and a fix that changes nothing are not planned: they count as
/// review and as unchanged. For a worker. Cancelled when stopped.
[[nodiscard]] Result<SharedPlan> makePlan(const JudgedContacts &list, const ContactFilter &scope, PlanHeader header,
                                          const std::stop_token &stop);

/// Every change of a frozen plan as CSV (see CsvRows), fixes before purges: contactId, original, e164 (empty for a
/// purge), verdict ("fix", "purge"), reasons (keys, separated by spaces). What a person looks through before
/// confirming; the plan itself is what runs. The file appears when it is complete and synced, mode 0600; "exists" where
/// there is one and not `replace`. Blocks; for a worker. Cancelled when stopped.
[[nodiscard]] Result<WrittenFile> writePlannedChanges(const SanitizationPlan &plan, const QString &file,
                                                      TextProfile profile, bool replace, const std::stop_token &stop);

} // namespace muster
