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
    /// `options`: of the connection, beside the sign-in address.
    explicit CxoneStation(CxoneSandboxSettings settings, const QMap<QString, QString> &options = {});

    [[nodiscard]] CxoneSandbox &sandbox() { return m_sandbox; }
    [[nodiscard]] const CxoneSandbox &sandbox() const { return m_sandbox; }
    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const;

    /// Files that were uploaded to calling lists so far.
    [[nodiscard]] int uploads() const;

    // --data-dir, --profile and --json are added to all of these.

    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList &arguments) const; ///< And leaves it running.
    /// Runs to the end (at most a minute).
    [[nodiscard]] CommandResult run(const QStringList &arguments) const;
    /// Is killed when the request with that number (from 1, counted from here on) is in whole, before anything comes of
    /// it; nothing. What it came to where it ended before that.
    [[nodiscard]] std::optional<CommandResult> killedAt(int request, const QStringList &arguments);
    [[nodiscard]] QList<QJsonObject> auditEntries(const QString &event) const;

private:
    QTemporaryDir m_folder;
    CxoneSandbox m_sandbox;
};

} // namespace muster::test
