// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"
#include "models/store/journal.h"

#include <memory>

namespace muster {

class TenantConnection;
class Workspace;

/// What a job must give so that its runs survive a restart: its name in the journal, how a run is made again from an
/// entry, and what a discarded run leaves to be removed. A further job is one line in runkinds.cpp.
struct RunMaker
{
    using Connection = std::shared_ptr<TenantConnection>;

    RunKind kind; ///< runKindKey() is JournalRun::kind.
    /// The run, to go on from where `entry` and its files say. Damaged when the order does not read.
    Result<Run *> (*resume)(const JournalRun &entry, Workspace &workspace, const Connection &connection,
                            QObject *parent);
    /// Removes what belongs to the run alone. Called before the discarding is audited and journalled, on StoreThread:
    /// of the workspace it uses runFile() alone.
    Result<void> (*discard)(const JournalRun &entry, Workspace &workspace);
    /// Changes nothing at the tenant any more, so that it may go on without anybody's word (F04), and while the
    /// profile is look-only (S42).
    bool (*onlyReads)(const JournalRun &entry) = [](const JournalRun &) { return false; };
};

/// Of runs that change contacts of a list (JournalRun::target): two at a time would each take the other's work for a
/// stranger's.
[[nodiscard]] bool changesList(RunKind kind);

/// nullptr: not a kind that can be resumed (or one of a newer Muster).
[[nodiscard]] const RunMaker *runMaker(const QString &journalKind);

} // namespace muster
