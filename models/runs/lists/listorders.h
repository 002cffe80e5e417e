// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/sanitizationplan.h"
#include "models/store/backupfile.h"

#include <QUrl>

namespace muster {

/// Read a whole contact list into memory. Nothing is changed, nothing has to be resumed: it is read again instead.
struct ListReadOrder
{
    QString listId, listName;
};

/// Carry out a plan: corrections first, then, unless withheld, the purge behind its gate. What was confirmed by whom.
struct ListApplyOrder
{
    SharedPlan plan;
    bool withholdPurge = false; ///< Only the corrections.
    std::optional<qint64> typedCount; ///< F111: what the person typed; see PurgeGate.
    QString typedName;
    QString backupFile; ///< Where the copy of the records goes; empty: Muster's own folder.
    bool plainBackup = false; ///< A person's word that the copy may lie in the clear where there is no key store (S37).
    QUrl aggregator; ///< Told when the run is complete; empty: none.
};

/// Bring back what a backup holds: removed contacts and old numbers.
struct ListRestoreOrder
{
    QString backupFile;
    QStringList only; ///< Contact ids; empty: all.
    std::optional<BackupInfo> known
        = std::nullopt; ///< What it is, where that was read already; else the start reads it.
};

} // namespace muster
