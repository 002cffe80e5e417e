// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/heldvalue.h"
#include "models/store/unitlogformat.h"
#include "network/wire/result.h"

#include <QString>
#include <array>
#include <optional>

namespace muster {

/// Why a contact stands where it stands; UnitChange::reason. The numbers are in files: add at the end only.
enum class EnrichReason : std::uint8_t {
    None,
    Lost, ///< No answer, or none that can be believed (F45).
    ServerTrouble, ///< 5xx (F20).
    OtherCount, ///< The service counted another number of contacts than it was sent, or none (F26).
    Refused, ///< 400 that names the contact, or for it alone.
    TooLarge, ///< 413 for the contact alone.
    // Of an undo
    InDoubt, ///< An earlier attempt's outcome was not known; a reading then proved that nothing came of it.
    AsBefore, ///< There is nothing to bring back.
    ChangedSince, ///< Something has another value than the run wrote, and nothing is left to bring back.
    WasEmpty, ///< It held nothing before, and the service cannot clear.
    NotWritable, ///< What it held is none of the attribute's type, or the attribute is gone.
    Gone, ///< It is not in the list any more.
    NotDone, ///< The service took it, and a reading shows that it was not done.
    LeftOut, ///< A person chose that it stays as it is.
};
constexpr int enrichReasonCount = 14;
[[nodiscard]] QString enrichReasonKey(EnrichReason reason); ///< "lost", "server_trouble", ...

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

/// How many values, and contacts, an undo finds how.
struct UndoCounts
{
    std::array<qint64, undoFateCount> values{}; ///< By UndoFate.
    qint64 contacts = 0; ///< Of the backup.
    qint64 contactsBack = 0; ///< With at least one value that comes back.
    qint64 contactsGone = 0;
    qint64 contactsInList = 0; ///< That the reading showed.
    [[nodiscard]] qint64 count(UndoFate fate) const { return values[std::size_t(fate)]; }
    bool operator==(const UndoCounts &) const = default;
};

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
