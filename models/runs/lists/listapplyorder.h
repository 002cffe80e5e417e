// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/listorders.h"

namespace muster {

/// An apply order as the journal keeps it: what the run was told, and which plan, without the plan itself. The run
/// keeps its own copy of the plan as Workspace::runFile(id, "plan"), bound by the digest (F115).
struct FrozenListApply
{
    ListApplyOrder order; ///< `plan` is nullptr when it was thawed: the run reads its copy.
    QString planDigest;
    QString profileId, profileName;
    Environment environment = Environment::Sandbox;
    QString listId, listName;
    qint64 fixes = 0, purges = 0; ///< Of the plan.
    QByteArray json; ///< Canonical.
    QString digest; ///< SHA-256 of `json`, 64 lower-case hexadecimal digits.
};

/// `order.plan` must be there.
[[nodiscard]] FrozenListApply freeze(const ListApplyOrder &order);
/// Damaged "order_digest_differs", "order_unreadable", "order_not_canonical", "order_too_large".
[[nodiscard]] Result<FrozenListApply> thawListApply(const QByteArray &json, const QString &digest);

/// A restore order as the journal keeps it.
struct FrozenListRestore
{
    ListRestoreOrder order;
    QString backupDigest; ///< BackupInfo::digest: what the restore was confirmed for.
    QString profileId, profileName;
    QString listId, listName;
    QByteArray json;
    QString digest;
};
[[nodiscard]] FrozenListRestore freeze(const FrozenListRestore &unfrozen); ///< Sets json and digest.
[[nodiscard]] Result<FrozenListRestore> thawListRestore(const QByteArray &json, const QString &digest);

} // namespace muster
