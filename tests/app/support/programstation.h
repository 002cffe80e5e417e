// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxscript.h"

#include <QJsonObject>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>
#include <memory>

namespace muster::test {

/// How a headless command ended.
struct CommandResult
{
    int exitCode = -1;
    QByteArray out, err;
    QJsonObject json; ///< The last line of `out`, where it is an object.
};

/// A tenant in the test's own process, where faults can be set, and the real program as a process of its own against
/// it: what a scheduler has. Whatever API the tenant speaks.
class ProgramStation
{
public:
    virtual ~ProgramStation() = default;
    ProgramStation(const ProgramStation &) = delete;
    ProgramStation &operator=(const ProgramStation &) = delete;

    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }

    /// Called in the server's thread for every request that is in whole, in the order in which they were added, before
    /// anything comes of it. A call may still be under way when it is removed.
    int addWatcher(SandboxScript::Watcher watcher);
    void removeWatcher(int watcher);

    /// Starts and leaves it running. What names data folder and tenant, and --json, are added.
    [[nodiscard]] virtual std::unique_ptr<QProcess> start(const QStringList &arguments) = 0;
    /// Runs to the end (at most a minute).
    [[nodiscard]] CommandResult run(const QStringList &arguments);
    [[nodiscard]] static CommandResult finish(QProcess &process);

    /// Entries of the audit trail of that event, in their order.
    [[nodiscard]] QList<QJsonObject> auditEntries(const QString &event) const;
    /// Whether any file below folder() has these bytes.
    [[nodiscard]] bool isInFiles(const QByteArray &bytes) const;

protected:
    ProgramStation() = default;
    virtual void setWatcher(SandboxScript::Watcher watcher) = 0; ///< The only one of the tenant.

private:
    void setWatchers();

    QMap<int, SandboxScript::Watcher> m_watchers;
    int m_lastWatcher = 0;
    QTemporaryDir m_folder;
};

[[nodiscard]] QByteArray readFile(const QString &name);

} // namespace muster::test
