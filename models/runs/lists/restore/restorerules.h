// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/backupfile.h"
#include "models/store/unitlog.h"
#include "network/wire/contactlist.h"

#include <optional>

namespace muster {

/// Why a contact of a backup stands where it stands; UnitChange::reason. The numbers are in files: add at the end only.
enum class RestoreReason : std::uint8_t {
    None,
    InDoubt, ///< An earlier attempt's outcome was not known; a reading then proved that nothing came of it.
    Present, ///< The contact is in the list already and is left alone.
    HasOldNumber, ///< There is nothing to write back.
    OtherNumber, ///< Neither the old number nor the one that the run wrote: somebody else's business.
    NotWritable, ///< The old number is none that the service takes as a correction (isWritable()).
    Refused,
    NotDone, ///< The service took it, and a reading shows that it was not done.
    Gone, ///< The contact whose number is to be written back is not in the list any more.
    Lost, ///< No answer, or one that proves nothing.
    NotSendable, ///< It cannot be put into the form that the service takes; never sent.
    NotOurs, ///< It is not proved that the run which made the backup put the number into the group.
    NotInGroup, ///< The number is not in force in the group any more.
};
constexpr int restoreReasonCount = 13;

/// What is to be brought back of one contact.
struct RestoreUnit
{
    BackupRecord::Why why = BackupRecord::Why::Purged;
    std::string contactId;
    std::string phone; ///< To be brought back.
    std::string newPhone; ///< What the run wrote, or put into a group; empty for a removal.
    std::string members = {}; ///< ContactPhone::members.
    NumberForm form = NumberForm::Text; ///< How the tenant keeps numbers.
    bool isOurs = true; ///< False: not proved that the run put the number into the group; it is left there.
};

/// What restoring can do for a contact of a backup (contract section 6.1). The numbers are places in arrays.
enum class RestoreChance : std::uint8_t {
    ComesBack, ///< It was removed: the service takes it back under its own id, with any text as number.
    NumberBack, ///< Its number was corrected, and the old one can be written.
    NotWritable, ///< The service takes no such text as a correction (isWritable()).
    Unblocked, ///< Its number was put into a do-not-call group, and can be taken out again.
};
constexpr int restoreChanceCount = 4;

/// What a whole reading of the list says about a contact of the backup.
enum class RestoreSighting : std::uint8_t { Gone, OldNumber, NewNumber, OtherNumber };

/// What answers and readings make of a unit. Pure. A number is only written back where the list still has the one that
/// the run wrote, and a contact is only brought back that is not there: nothing newer is ever overwritten.
namespace RestoreRules {

[[nodiscard]] RestoreChance chanceOf(BackupRecord::Why why, std::string_view oldPhone,
                                     NumberForm form = NumberForm::Text);
[[nodiscard]] RestoreSighting sightingOf(const RestoreUnit &unit, std::string_view phoneInList);
/// To be recorded before the unit is sent.
[[nodiscard]] UnitChange intent(std::uint32_t unit, const LoggedUnit &now);
[[nodiscard]] UnitChange afterAnswer(std::uint32_t unit, BackupRecord::Why why, const LoggedUnit &now,
                                     const RecordFate &fate);
/// What a whole reading, begun after the last write had ended, proves; nullopt: nothing new.
[[nodiscard]] std::optional<UnitChange> afterReading(std::uint32_t ordinal, const RestoreUnit &unit,
                                                     const LoggedUnit &now, RestoreSighting sighting);
/// The same of a blocked contact and a whole reading of the group.
[[nodiscard]] std::optional<UnitChange> afterGroupReading(std::uint32_t ordinal, const RestoreUnit &unit,
                                                          const LoggedUnit &now, bool isInGroup);

} // namespace RestoreRules

} // namespace muster
