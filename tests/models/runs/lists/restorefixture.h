// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/restore/listrestorerun.h"
#include "models/runs/workspace.h"
#include "models/store/backupfile.h"
#include "tests/support/fakeclock.h"
#include "tests/support/listsworld.h"

#include <QTemporaryDir>
#include <memory>

namespace muster {
class TenantConnection;
}

namespace muster::test {

/// A data folder, a tenant of one list in memory, a backup of what was changed there, and runs that restore it, one
/// after the other.
class RestoreFixture
{
public:
    static constexpr int removed = 250; ///< Three calls.
    static constexpr int corrected = 30;
    static constexpr int kept = 20;

    RestoreFixture();
    ~RestoreFixture();

    RunOutcome run(RunStart start = RunStart::Fresh);
    /// The same without waiting; finish() before anything else is asked.
    ListRestoreRun &begin(RunStart start = RunStart::Fresh);
    RunOutcome finish();
    void restart(); ///< A new connection.
    void reopen(); ///< As a new process finds it: the data folder opened anew as well.

    [[nodiscard]] qint64 count(UnitState state) const; ///< As it is on the disk now.
    [[nodiscard]] QStringList auditEvents() const;
    /// Whether the list is what it was before, whatever the order.
    [[nodiscard]] bool isRestored() const;

    QTemporaryDir folder;
    FakeClock clock;
    ListsWorld world;
    std::unique_ptr<Workspace> workspace;
    QString runId;
    QStringList findings; ///< Writes without an intent on the disk.

private:
    [[nodiscard]] QList<LoggedUnit> units() const;
    void makeBackup();
    void watch(const ListsWorld::Write &write);
    void close();

    QHash<QByteArray, QByteArray> m_before; ///< Numbers by contact.
    BackupInfo m_backup;
    std::shared_ptr<TenantConnection> m_connection;
    std::unique_ptr<ListRestoreRun> m_run;
};

} // namespace muster::test
