// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxserver.h"
#include "network/wire/segment.h"
#include "tests/app/support/programstation.h"

#include <memory>

namespace muster::test {

/// The sandbox tenant, see ProgramStation.
class MusterStation : public ProgramStation
{
public:
    explicit MusterStation(SandboxSettings settings = {.contacts = 5000, .seed = 7});

    [[nodiscard]] SandboxServer &sandbox() { return *m_sandbox; }

    /// As run(), against a saved profile of this sandbox that says it is production: look-only until it is armed.
    [[nodiscard]] CommandResult runOnProduction(const QStringList &arguments);
    /// Starts against a saved profile of this sandbox, a test environment but for what `members` say otherwise.
    [[nodiscard]] std::unique_ptr<QProcess> startOnProfile(const QJsonObject &members, const QStringList &arguments);
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList &arguments) override;
    /// The same with a data folder of its own: another Muster.
    [[nodiscard]] std::unique_ptr<QProcess> startIn(const QString &dataFolder, const QStringList &arguments);
    /// `segments export` of everyone to `name`.
    [[nodiscard]] QStringList exportEveryone(const QString &name, const QStringList &more = {}) const;

    /// What was sent to the tenant beside token requests, by method.
    [[nodiscard]] int sent(const QByteArray &method) const;
    [[nodiscard]] const SandboxSettings &settings() const { return m_settings; }

    /// What the file must hold: RFC 4180, from the sandbox's ground truth.
    [[nodiscard]] QByteArray expectedCsv(const SegmentQuery &query) const;
    /// Everyone, all valid attributes.
    [[nodiscard]] SegmentQuery everyone() const;

private:
    [[nodiscard]] std::unique_ptr<QProcess> launch(const QStringList &tenant, const QStringList &arguments,
                                                   const QString &dataFolder = QStringLiteral("data"));

    void setWatcher(SandboxScript::Watcher watcher) override { m_sandbox->setWatcher(std::move(watcher)); }

    SandboxSettings m_settings;
    std::unique_ptr<SandboxServer> m_sandbox;
};

/// The page route of the segments service, for faults.
inline const QString pageRoute = QStringLiteral("/contacts/query");

} // namespace muster::test
