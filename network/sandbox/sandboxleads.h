// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxdata.h"

#include <string>
#include <string_view>

namespace muster {

/// What is the matter with a lead's number. In each block of 60 leads every kind has its share.
enum class SandboxLead : std::uint8_t {
    CleanUs,
    CleanGb,
    CleanCa,
    National, ///< (212) 555-0123, 020 7946 0123: no country code.
    Punctuated,
    Extension,
    Letters,
    TextAround,
    TooShort,
    TooLong,
    TollFree,
    Voip,
    Premium,
    OtherRegion, ///< JM and others under +1; FR, DE, AU.
    Exponent, ///< 4.42079E+11
    LostPlus,
    LostZero, ///< National, and the leading zero gone.
    Apostrophe,
    Empty,
    Words,
    OtherScript,
    Twin, ///< The number of the block's first CleanUs, written differently.
};
constexpr int sandboxLeadCount = 22;

struct SandboxLeadPhone
{
    SandboxLead kind = SandboxLead::CleanUs;
    std::string phone;
    std::string_view country; ///< That the number belongs to; empty where that cannot be told.
};

/// How many leads the list has: whole blocks.
constexpr qint64 sandboxLeads = 2400;
/// The number of the lead at `place`, in [0, sandboxLeads). US and GB numbers meet only in twins; where the range for
/// fiction is smaller (toll-free, Jamaica), two leads may well share one.
[[nodiscard]] SandboxLeadPhone sandboxLeadPhone(const SandboxData &data, qint64 place);

/// A fictional number in the US as E.164, different for each `place` in [0, 6000).
[[nodiscard]] std::string sandboxUsNumber(const SandboxData &data, qint64 place);

} // namespace muster
