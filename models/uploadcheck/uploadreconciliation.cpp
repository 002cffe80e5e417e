// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/uploadcheck/uploadreconciliation.h"

#include <algorithm>

namespace muster {

namespace {

ReconciledCount reconciled(UploadCount count, qint64 least, qint64 most, qint64 told)
{
    UploadMatch match = UploadMatch::NotTold;
    if (told >= 0 && told < least)
        match = UploadMatch::TooFew;
    else if (told > most)
        match = UploadMatch::TooMany;
    else if (told >= 0)
        match = least == most ? UploadMatch::AsExpected : UploadMatch::Possible;
    return {.count = count, .least = least, .most = most, .told = std::max<qint64>(told, -1), .match = match};
}

} // namespace

UploadReconciliation UploadReconciliation::of(const UploadReport &report, const ContactListSummary &list)
{
    // A row that breaks a rule may be refused, counted as invalid, or taken after all.
    const qint64 sound = report.rows - report.broken;
    return {.counts = {reconciled(UploadCount::Records, sound, report.rows, list.contactCount),
                       reconciled(UploadCount::Valid, sound - report.unjudged, report.rows, list.facts.valid),
                       reconciled(UploadCount::Invalid, 0, report.broken + report.unjudged, list.facts.invalid)},
            .isEarlier = list.facts.uploaded.isValid() && list.facts.uploaded < report.checked};
}

bool UploadReconciliation::isAsExpected() const
{
    return !isEarlier && std::ranges::all_of(counts, [](const ReconciledCount &count) {
        return count.match == UploadMatch::AsExpected;
    });
}

bool UploadReconciliation::isOpen() const
{
    return isEarlier || std::ranges::any_of(counts, [](const ReconciledCount &count) {
               return count.match != UploadMatch::AsExpected && count.match != UploadMatch::Possible;
           });
}

} // namespace muster
