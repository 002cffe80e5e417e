// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/cxone/cxonesandbox.h"
#include "tests/app/support/programstation.h"

namespace muster::test {

/// CXone's simulator, see ProgramStation, and a saved connection to it.
class CxoneStation : public ProgramStation
{
public:
    /// `options`: of the connection, beside the sign-in address.
    explicit CxoneStation(CxoneSandboxSettings settings, const QMap<QString, QString> &options = {});

    [[nodiscard]] CxoneSandbox &sandbox() { return m_sandbox; }
    [[nodiscard]] const CxoneSandbox &sandbox() const { return m_sandbox; }
    void write(const QString &name, const QByteArray &bytes) const;

    /// Files that were uploaded to calling lists so far.
    [[nodiscard]] int uploads() const;
    /// "it rang: NUMBER" for everybody who was called.
    [[nodiscard]] QStringList calls() const;

    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList &arguments) override;
    /// Is killed when the request with that number (from 1, counted from here on) is in whole, before anything comes of
    /// it; nothing. What it came to where it ended before that.
    [[nodiscard]] std::optional<CommandResult> killedAt(int request, const QStringList &arguments);

private:
    void setWatcher(SandboxScript::Watcher watcher) override { m_sandbox.setWatcher(std::move(watcher)); }

    CxoneSandbox m_sandbox;
};

} // namespace muster::test
