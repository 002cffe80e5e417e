// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/heldvalue.h"
#include "models/runs/enrich/enrichreason.h"
#include "models/store/unitlogformat.h"

#include <array>
#include <optional>

namespace muster {

/// What undoing does with one value that an enrichment wrote. The numbers are places in arrays.
enum class UndoFate : std::uint8_t {
    Gone, ///< The contact is not in the list any more.
    ComesBack,
    AsBefore, ///< There is nothing to bring back.
    ChangedSince, ///< Neither what was there nor what was written: somebody else's business.
    WasEmpty, ///< The service cannot clear (contract section 4: neither null nor the empty text).
    NotWritable, ///< What was there is none of the attribute's type, or the attribute is gone.
    LeftOut, ///< It could come back; a person chose that this contact stays as it is.
};
constexpr int undoFateCount = 7;
[[nodiscard]] QString undoFateKey(UndoFate fate); ///< "gone", "comes_back", ...

/// How many values of one contact have which fate.
using UndoSighting = std::array<std::uint32_t, undoFateCount>;

/// What readings make of values and contacts. Pure. A value is only written back where the list still shows the one
/// that the run wrote: nothing newer is ever overwritten.
namespace UndoRules {

/// `type`: of the attribute by the list's schema; nullopt: it has none that we know.
[[nodiscard]] UndoFate fateOf(std::optional<ListAttributeType> type, const HeldValue &before, const HeldValue &written,
                              const HeldValue &now);
/// What a whole reading, begun after the last write had ended, proves of a contact; nullopt: nothing new.
[[nodiscard]] std::optional<UnitChange> afterReading(std::uint32_t unit, const LoggedUnit &now,
                                                     const UndoSighting &seen);

} // namespace UndoRules

} // namespace muster
