// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <cstdint>

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

} // namespace muster
