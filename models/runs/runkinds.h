// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"
#include "models/store/journal.h"
#include "network/wire/service.h"

#include <memory>
#include <optional>

namespace muster {

class TenantConnection;
class Workspace;

/// What Muster has to know of a kind of run beside the run itself. A further kind is a row in runkinds.cpp.
struct RunMaker
{
    using Connection = std::shared_ptr<TenantConnection>;

    RunKind kind;
    const char *key; ///< See runKindKey().
    /// The run, to go on from where `entry` and its files say. Damaged when the order does not read. nullptr: runs of
    /// this kind do not survive a restart, and what follows does not matter.
    Result<Run *> (*resume)(const JournalRun &entry, Workspace &workspace, const Connection &connection,
                            QObject *parent)
        = nullptr;
    /// Removes what belongs to the run alone. Called before the discarding is audited and journalled, on StoreThread:
    /// of the workspace it uses runFile() alone.
    Result<void> (*discard)(const JournalRun &entry, Workspace &workspace)
        = [](const JournalRun &, Workspace &) { return Result<void>(); };
    /// Changes nothing at the tenant any more, so that it may go on without anybody's word (F04), and while the
    /// profile is look-only (S42).
    bool (*onlyReads)(const JournalRun &entry) = [](const JournalRun &) { return false; };
    /// The code of the InUse that keeps two runs from one place (JournalRun::target), where each would take the other's
    /// work for a stranger's; kinds that have the same code keep each other off. nullptr: they may.
    const char *inUse = nullptr;
    /// A halted run is held back by the breakers of its tenant alone; otherwise it keeps itself back as well.
    bool breakersHold = false;
};

/// Stable name for journal, audit and `--json`: "segment_export".
[[nodiscard]] QString runKindKey(RunKind kind);

[[nodiscard]] const RunMaker &runMaker(RunKind kind);
/// nullptr: not a kind that can be resumed (or one of a newer Muster).
[[nodiscard]] const RunMaker *runMaker(const QString &journalKind);

} // namespace muster
