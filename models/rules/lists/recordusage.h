// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/contactlist.h"
#include "network/wire/donotcall.h"

#include <QList>
#include <algorithm>
#include <optional>

namespace muster {

/// How much of what a tenant can hold is used: records of calling lists and of do-not-call groups together.
struct RecordUsage
{
    qint64 ceiling = 0; ///< 0: none is known.
    qint64 listRecords = 0; ///< As far as it is told. Rows that became no record may be among them.
    int listsNotTold = 0; ///< Lists of which it is not told.
    std::optional<qint64> doNotCall; ///< Records of all groups, likewise; unset: nobody asked, or got no answer.
    int groupsNotTold = 0;

    [[nodiscard]] qint64 used() const { return listRecords + doNotCall.value_or(0); }
    /// Of the ceiling, 0 to 1; 0 where there is none.
    [[nodiscard]] double share() const { return ceiling <= 0 ? 0 : std::min(1.0, double(used()) / double(ceiling)); }
    [[nodiscard]] bool isOver() const { return ceiling > 0 && used() > ceiling; }
    /// More than what is counted may be used.
    [[nodiscard]] bool isAtLeast() const { return listsNotTold > 0 || !doNotCall || groupsNotTold > 0; }
    bool operator==(const RecordUsage &) const = default;
};

/// `groups`: unset where they are not known.
[[nodiscard]] inline RecordUsage recordUsage(const QList<ContactListSummary> &lists,
                                             const std::optional<QList<DoNotCallGroup>> &groups, qint64 ceiling)
{
    RecordUsage usage{.ceiling = ceiling};
    for (const ContactListSummary &list : lists) {
        usage.listRecords += std::max<qint64>(0, list.contactCount);
        usage.listsNotTold += list.contactCount < 0 ? 1 : 0;
    }
    if (groups) {
        usage.doNotCall = 0;
        for (const DoNotCallGroup &group : *groups) {
            *usage.doNotCall += std::max<qint64>(0, group.numbers);
            usage.groupsNotTold += group.numbers < 0 ? 1 : 0;
        }
    }
    return usage;
}

} // namespace muster
