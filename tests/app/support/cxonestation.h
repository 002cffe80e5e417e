// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/cxone/cxonesandbox.h"
#include "tests/app/support/musterprocess.h"

#include <QProcess>
#include <QTemporaryDir>
#include <functional>
#include <memory>

namespace muster::test {

/// CXone's simulator in the test's own process, and the real program as a process of its own against it, with a saved
/// connection.
class CxoneStation
{
public:
    explicit CxoneStation(CxoneSandboxSettings settings);

    [[nodiscard]] CxoneSandbox &sandbox() { return m_sandbox; }
    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const;

    /// Runs to the end (at most a minute). --data-dir, --profile and --json are added.
    [[nodiscard]] CommandResult run(const QStringList &arguments);
    /// Is killed when the request with that number (from 1, counted from here on) is in whole, before anything comes of
    /// it; nothing. What it came to where it ended before that.
    [[nodiscard]] std::optional<CommandResult> killedAt(int request, const QStringList &arguments);
    [[nodiscard]] QList<QJsonObject> auditEntries(const QString &event) const;

private:
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList &arguments);

    QTemporaryDir m_folder;
    CxoneSandbox m_sandbox;
};

} // namespace muster::test
