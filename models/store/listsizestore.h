// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/listsizes.h"
#include "models/store/diskaccess.h"
#include "network/wire/contactlist.h"
#include "network/wire/result.h"

namespace muster {

/// How large the lists of each connection were when they were looked at: list ids, days and counts, nothing of who is
/// in them. A small file per connection in a private folder, mode 0600; what goes missing is only a comparison.
///
/// Calls block on the disk: for the StoreThread, which does one after the other.
class ListSizeStore
{
public:
    static constexpr qsizetype maxLists = 2000; ///< Of a connection; of more, the rest is not kept.
    static constexpr qsizetype maxDays = 40; ///< Of a list; the oldest go.

    ListSizeStore(QString folder, bool isReadOnly, DiskAccess &disk = DiskAccess::system());

    /// Keeps what the tenant tells of these lists as that of `day` (UTC) and gives all that is known then. What was
    /// kept of lists that are no longer there is dropped. Where nothing may be written nothing is kept. A damaged file
    /// is kept beside and begun anew; Damaged "newer_version", File.
    [[nodiscard]] Result<ListSizeHistory> note(const QString &profileId, const QList<ContactListSummary> &lists,
                                               const QDate &day) const;

private:
    [[nodiscard]] QString fileOf(const QString &profileId) const;

    const QString m_folder;
    const bool m_isReadOnly;
    DiskAccess &m_disk;
};

} // namespace muster
