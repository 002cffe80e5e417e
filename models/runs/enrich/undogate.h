// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/undomatcher.h"
#include "network/wire/result.h"

namespace muster {

/// What stands before an undo: as a purge (F111), it asks for its number where it changes more than 1,000 contacts or
/// more than 20 % of the list. Pure; run, window and command ask the same rules.
struct UndoGate
{
    [[nodiscard]] static bool asksForCount(const UndoCounts &counts);
    /// What was typed is UndoCounts::contactsBack. BadInput "undo_count_missing"; "undo_count_wrong" (always refused
    /// when given and wrong).
    [[nodiscard]] static Result<void> confirmed(const UndoCounts &counts, std::optional<qint64> typedCount);
    /// The same for what the run itself finds: fewer are as good, since some may have been changed meanwhile. BadInput
    /// "undo_count_missing", "undo_grew" (`subject`: how many more); `subject` is else UndoCounts::contactsBack.
    [[nodiscard]] static Result<void> mayRun(const UndoCounts &counts, std::optional<qint64> typedCount);
};

} // namespace muster
