// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/donotcall/donotcallchangeorder.h"

#include <QCoro/QCoroTask>
#include <QDateTime>
#include <QList>
#include <stop_token>

namespace muster {

class Workspace;
struct BackupInfo;
struct BackupRecord;

// The numbers of a change lie beside its order as the copies of lists do: sealed with a key of their own, for as long,
// erased with them. A run goes on from them, and an undo is made of them and of the run's log.

[[nodiscard]] BackupRecord changeRecord(const DoNotCallChange &change, std::uint32_t unit);
/// Damaged "backup_damaged".
[[nodiscard]] Result<DoNotCallChange> changeIn(const BackupRecord &record);

/// On the disk when it resumes, and found by BackupStore::list().
[[nodiscard]] QCoro::Task<Result<BackupInfo>> keepChanges(Workspace &workspace, QString runId,
                                                          FrozenDoNotCallChange order, std::stop_token stop);
/// Those of `file`. Damaged "backup_damaged" where it is not the one of `digest`; the errors of readBackup().
[[nodiscard]] QCoro::Task<Result<QList<DoNotCallChange>>> keptChanges(Workspace &workspace, QString file,
                                                                      QString digest, std::stop_token stop);

/// What an undo of a run is made of.
struct DoNotCallUndo
{
    FrozenDoNotCallChange order; ///< Of the run that is undone.
    QList<DoNotCallChange> changes; ///< What takes back what the run is proved to have changed.
    QDateTime provedAt; ///< UTC, by the service's clock: what has changed since was changed by others.

    /// As it is to be confirmed; `at`: when a person was told.
    [[nodiscard]] DoNotCallChangeOrder orderOfUndo(const QDateTime &at, const QString &runId) const;
};
/// BadInput "change_unknown" (no such change), "change_nothing_to_undo" (an undo, or nothing was changed),
/// "change_expired" where its numbers are past their time; Damaged "change_record_missing" where it cannot be told any
/// more what the run has changed. The numbers are read from their sealed file.
[[nodiscard]] QCoro::Task<Result<DoNotCallUndo>> undoOf(Workspace &workspace, QString runId, std::stop_token stop);

} // namespace muster
