// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/uploadcheck/uploadreport.h"
#include "network/wire/contactlist.h"

#include <array>

namespace muster {

/// Counts that a tenant gives of a list, and a check has an expectation of.
enum class UploadCount { Records, Valid, Invalid };
template <>
inline constexpr KeyTable<UploadCount, 3> keyTable<UploadCount> = {{
    {UploadCount::Records, QLatin1String("records")},
    {UploadCount::Valid, QLatin1String("valid")},
    {UploadCount::Invalid, QLatin1String("invalid")},
}};

/// Whether a count is what was expected.
enum class UploadMatch {
    AsExpected,
    Possible, ///< It can be so, but rows of which nothing certain is known leave room.
    TooFew,
    TooMany,
    NotTold, ///< The tenant does not give it: nothing is known.
};
template <>
inline constexpr KeyTable<UploadMatch, 5> keyTable<UploadMatch> = {{
    {UploadMatch::AsExpected, QLatin1String("as_expected")},
    {UploadMatch::Possible, QLatin1String("possible")},
    {UploadMatch::TooFew, QLatin1String("too_few")},
    {UploadMatch::TooMany, QLatin1String("too_many")},
    {UploadMatch::NotTold, QLatin1String("not_told")},
}};

struct ReconciledCount
{
    UploadCount count = UploadCount::Records;
    qint64 least = 0, most = 0; ///< What was expected.
    qint64 told = -1; ///< -1: not told.
    UploadMatch match = UploadMatch::NotTold;

    /// By how much it is beyond what was expected, or below it (negative); 0 otherwise.
    [[nodiscard]] qint64 difference() const
    {
        return match == UploadMatch::TooMany ? told - most : match == UploadMatch::TooFew ? told - least : 0;
    }
    bool operator==(const ReconciledCount &) const = default;
};

/// A report held against what the tenant counts of a list that had no records before the upload. Pure.
struct UploadReconciliation
{
    std::array<ReconciledCount, 3> counts; ///< By UploadCount.
    bool isEarlier = false; ///< By the tenant's time the list took its last file before the check was made.

    [[nodiscard]] static UploadReconciliation of(const UploadReport &report, const ContactListSummary &list);
    /// Every count is told and as expected, and nothing speaks against it.
    [[nodiscard]] bool isAsExpected() const;
    /// Some count is not as expected, or nothing is known of it.
    [[nodiscard]] bool isOpen() const;
};

} // namespace muster
