// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/resultfindings.h"

#include <array>

namespace muster {

std::span<const char *const> resultFindingKeys()
{
    static constexpr std::array keys{
        "duplicates",
        "conflicts",
        "quarantined",
        "formula_cells",
        "count_mismatch",
        "undelivered",
        "recalculated",
        "recalculation_unknown",
        "rejected",
        "unknown",
        "accepted",
        "absent",
        "skipped",
        "backup_in_clear",
        "evidence_not_kept",
        "not_removed",
        "not_attempted",
        "repeated",
        "present",
        "has_old_number",
        "not_writable",
        "not_restored",
        "number_changed",
        "lookup_failed",
        "lookup_unasked",
        "enrich_unknown",
        "enrich_rejected",
        "transcripts_held",
        "transcripts_missing",
        "transcripts_failed",
        "transcripts_unexpected",
        "transcripts_left_out",
        "size_jump",
        "estimate_missed",
        "evaluation_failed",
        "superseded",
        "stored_otherwise",
        "rows_left_out",
        "undo_changed_since",
        "undo_was_empty",
        "undo_not_writable",
        "undo_left_out",
        "not_undoable",
    };
    return keys;
}

} // namespace muster
