// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace muster {

/// What kind of line a provider says a number is. Finer than the numbering plan, which cannot tell VoIP apart in North
/// America. Stable numbers: caches keep them.
enum class LookupLineType {
    Unknown = 0,
    Mobile = 1,
    Landline = 2,
    FixedVoip = 3, ///< VoIP tied to an address.
    NonFixedVoip = 4,
    Personal = 5,
    TollFree = 6,
    Premium = 7,
    SharedCost = 8,
    Uan = 9,
    Voicemail = 10,
    Pager = 11,
};

/// A provider's answer about one number. Holds neither the number nor the carrier: nobody here needs to keep them.
struct LineAnswer
{
    LookupLineType type = LookupLineType::Unknown;
    bool assigned = true; ///< false: the provider knows no such number (404, or told as not valid).
    /// The provider's own word, as a key: its line type ("nonFixedVoip"), its error code ("60600"), "not_valid",
    /// "not_found". At most 64 letters, digits, '_', '-' and '.'; never the number.
    QString reason;
    bool operator==(const LineAnswer &) const = default;
};

} // namespace muster
