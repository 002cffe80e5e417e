// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxserver.h"
#include "network/wire/segment.h"

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

/// A sandbox in the test's own process, where faults can be set, and the real program as a process of its own against
/// it: what a scheduler has.
class MusterStation
{
public:
    explicit MusterStation(SandboxSettings settings = {.contacts = 5000, .seed = 7});

    [[nodiscard]] SandboxServer &sandbox() { return *m_sandbox; }
    /// Called in the server's thread for every request that is in whole, in the order in which they were added, before
    /// anything comes of it. A call may still be under way when it is removed.
    int addWatcher(SandboxScript::Watcher watcher);
    void removeWatcher(int watcher);
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }

    /// Runs to the end (at most a minute). --data-dir, --base-url and --json are added.
    [[nodiscard]] CommandResult run(const QStringList &arguments);
    /// The same against a saved profile of this sandbox that says it is production: look-only until it is armed.
    [[nodiscard]] CommandResult runOnProduction(const QStringList &arguments);
    /// Starts against a saved profile of this sandbox, a test environment but for what `members` say otherwise.
    [[nodiscard]] std::unique_ptr<QProcess> startOnProfile(const QJsonObject &members, const QStringList &arguments);
    /// Starts and leaves it running.
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList &arguments);
    /// The same with a data folder of its own: another Muster.
    [[nodiscard]] std::unique_ptr<QProcess> startIn(const QString &dataFolder, const QStringList &arguments);
    [[nodiscard]] static CommandResult finish(QProcess &process);
    /// `segments export` of everyone to `name`.
    [[nodiscard]] QStringList exportEveryone(const QString &name, const QStringList &more = {}) const;

    /// What was sent to the tenant beside token requests, by method.
    [[nodiscard]] int sent(const QByteArray &method) const;
    [[nodiscard]] const SandboxSettings &settings() const { return m_settings; }
    /// Entries of the audit trail of that event, in their order.
    [[nodiscard]] QList<QJsonObject> auditEntries(const QString &event) const;

    /// What the file must hold: RFC 4180, from the sandbox's ground truth.
    [[nodiscard]] QByteArray expectedCsv(const SegmentQuery &query) const;
    /// Everyone, all valid attributes.
    [[nodiscard]] SegmentQuery everyone() const;

private:
    [[nodiscard]] std::unique_ptr<QProcess> launch(const QStringList &tenant, const QStringList &arguments,
                                                   const QString &dataFolder = QStringLiteral("data"));

    void setWatchers();

    SandboxSettings m_settings;
    QMap<int, SandboxScript::Watcher> m_watchers;
    int m_lastWatcher = 0;
    std::unique_ptr<SandboxServer> m_sandbox;
    QTemporaryDir m_folder;
};

[[nodiscard]] QByteArray readFile(const QString &name);
/// The page route of the segments service, for faults.
inline const QString pageRoute = QStringLiteral("/contacts/query");

} // namespace muster::test
