// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/apply/listapplyrun.h"
#include "models/runs/workspace.h"
#include "tests/support/fakeclock.h"
#include "tests/support/listsworld.h"
#include "tests/support/memoryvault.h"

#include <QTemporaryDir>
#include <functional>
#include <memory>

namespace muster {
class TenantConnection;
}

namespace muster::test {

/// A data folder, a tenant of one list in memory, a plan for it, and runs of that plan one after the other.
class ApplyFixture
{
public:
    static constexpr int kept = 20; ///< Contacts that the plan does not name.

    ApplyFixture(int fixes, int purges);
    ~ApplyFixture();

    /// Runs the plan to its end, or goes on with the last run.
    RunOutcome run(RunStart start = RunStart::Fresh);
    /// A person's word that it may go on; as RunManager::resume() writes it.
    [[nodiscard]] bool rearm();
    /// The same without waiting: for pausing. finish() before anything else is asked.
    ListApplyRun &begin(RunStart start = RunStart::Fresh);
    RunOutcome finish();
    /// A new plan over the list as it stands.
    void plan();
    void changeHeader(const std::function<void(PlanHeader &)> &change); ///< Of the plan to be run.
    /// As a kill would leave it: a new connection, no memory of the breaker.
    void restart();
    /// As a new process finds it: the data folder opened anew as well.
    void reopen();

    [[nodiscard]] QString file(const char *kind) const { return workspace->runFile(runId, kind); }
    [[nodiscard]] QList<LoggedUnit> units() const; ///< As they are on the disk now.
    [[nodiscard]] qint64 count(UnitState state) const;
    [[nodiscard]] QStringList auditEvents() const;
    [[nodiscard]] QJsonObject auditFacts(const QString &event) const; ///< Of the last entry of that event.
    [[nodiscard]] QByteArray auditBytes() const;
    /// What the list must be when every unit is applied.
    [[nodiscard]] QList<ListsWorld::Contact> wanted() const;

    QTemporaryDir folder;
    FakeClock clock;
    ListsWorld world;
    MemoryVault vault; ///< The workspace's key store.
    std::unique_ptr<Workspace> workspace;
    std::shared_ptr<TenantConnection> connection;
    ListApplyOrder order;
    QString runId;
    QList<RunEvent> events; ///< Of the run that ended last.
    QStringList findings; ///< Faults that the world's watch found: a DELETE without intent, or twice without a reading.
    const int fixes, purges;

private:
    void close();
    void watch(const ListsWorld::Write &write);

    QList<ListsWorld::Contact> m_before;
    QHash<QByteArray, int> m_removedAt; ///< Contact -> readings that were over when its DELETE came.
    std::unique_ptr<ListApplyRun> m_run;
};

} // namespace muster::test
