// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/enrichundocheckrun.h"

#include <QString>
#include <optional>
#include <stop_token>
#include <vector>

namespace muster {

/// Which of an undo's values are looked at.
struct UndoFilter
{
    std::optional<UndoFate> fate; ///< nullopt: all.
    QString search; ///< Part of the contact id, of an attribute's name or of a value, whatever the case; empty: all.
};

/// The values of an undo that a filter shows, and what becomes of all of them as it was chosen.
struct UndoView
{
    static constexpr std::size_t maxRows = 10'000;
    struct Row
    {
        std::uint32_t unit = 0;
        std::uint32_t place = 0; ///< Among the unit's values.
    };
    std::vector<Row> rows; ///< In the backup's order; the first maxRows.
    bool isCut = false; ///< There are more.
    std::vector<bool> leftOut; ///< Per unit.
    UndoCounts counts; ///< With those left out.
};

/// With `leaveOut` every contact that has a value in the view, listed or not, is left out, or taken in again, first.
/// Some 0.1 s a million values, 1 s with a search: for a worker. `leftOut` is as large as there are units.
[[nodiscard]] UndoView makeUndoView(const UndoMatcher &preview, const UndoFilter &filter, std::vector<bool> leftOut,
                                    std::optional<bool> leaveOut, const std::stop_token &stop);

/// What becomes of one value when those are left out.
[[nodiscard]] UndoFate fateOf(const UndoMatcher &preview, const std::vector<bool> &leftOut, std::uint32_t unit,
                              std::size_t place);

} // namespace muster
