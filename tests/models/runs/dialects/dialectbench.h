// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dialecttenant.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "tests/support/fakeclock.h"
#include "tests/support/memoryvault.h"

#include <QTemporaryDir>
#include <atomic>

namespace muster::test {

/// A data folder and a tenant of one API flavour on loopback, and runs against it one after the other; waits are over
/// at once.
class DialectBench
{
public:
    explicit DialectBench(const QString &dialect, Environment environment = Environment::Test);
    ~DialectBench();
    DialectBench(const DialectBench &) = delete;
    DialectBench &operator=(const DialectBench &) = delete;

    [[nodiscard]] DialectTenant &tenant() { return *m_tenant; }
    [[nodiscard]] Workspace &workspace() { return *m_workspace; }
    [[nodiscard]] TenantSession &session() { return *m_session; }
    [[nodiscard]] RunManager &runs() { return m_workspace->runs(); }
    [[nodiscard]] FakeClock &clock() { return m_clock; }
    [[nodiscard]] QString file(const QString &name) const { return m_place.filePath(name); }
    [[nodiscard]] QString home() const { return file(QStringLiteral("home")); }

    /// Of a run that was started: how it ended. Of one that was refused: Refused and why.
    RunOutcome ended(const Result<Run *> &run);
    RunOutcome resumed(); ///< The last of these goes on.
    [[nodiscard]] Result<void> rearm();

    /// From here on requests are counted.
    void mark() { m_mark = m_tenant->requests().size(); }
    [[nodiscard]] QList<SandboxRequest> requests() const; ///< Since then.
    [[nodiscard]] int asked(Door door) const;
    /// Everything that a person's data is changed by, at whatever door.
    [[nodiscard]] int writes() const;
    /// Does that when a request arrives at the door for the so many-th time (from 0), before anything comes of it. In
    /// the server's thread.
    void when(Door door, int passing, const std::function<void()> &act);

    /// Everything on the disk as it is now; any thread.
    void takeSnapshot();
    /// As a kill at that moment left it: this life is over, and what it still wrote was never written.
    void dieAsInSnapshot();

private:
    void open();
    void close();

    const Environment m_environment;
    QTemporaryDir m_folder;
    QDir m_place; ///< In that folder: all that runs write.
    FakeClock m_clock;
    MemoryVault m_vault;
    const std::unique_ptr<DialectTenant> m_tenant;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantSession> m_session;
    QString m_runId;
    qsizetype m_mark = 0;
};

/// For messages of tests: how it ended, and why.
[[nodiscard]] QString told(const RunOutcome &outcome);

} // namespace muster::test
