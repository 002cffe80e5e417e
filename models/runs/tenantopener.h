// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/capability.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/result.h"
#include "network/wire/secret.h"

#include <memory>

namespace muster {

class SandboxServer;
class TenantSession;
class Workspace;
struct SandboxSettings;

/// Turns a profile into a session; for the sandbox profile starts the built-in tenant first, once, and keeps it until
/// the application ends. GUI thread. Must outlive the sessions that it opened.
class TenantOpener
{
public:
    explicit TenantOpener(Workspace &workspace);
    TenantOpener(Workspace &workspace, const SandboxSettings &sandbox);
    ~TenantOpener();

    /// The built-in tenant: always there, always the same id, never stored. Its address is known once it is opened.
    [[nodiscard]] static ConnectionProfile sandboxProfile();
    [[nodiscard]] static bool isSandbox(const ConnectionProfile &profile);
    /// What the API that the profile names can do, without asking anybody.
    [[nodiscard]] static QMap<Job, Capability> capabilities(const ConnectionProfile &profile);
    /// All services at `baseUrl`, by the contract; the id depends on the address alone, so that an interrupted run is
    /// found again. Loopback addresses count as a test environment, all others as production.
    [[nodiscard]] static ConnectionProfile profileForUrl(const QUrl &baseUrl, const QString &clientId);

    [[nodiscard]] Result<std::unique_ptr<TenantSession>> open(const ConnectionProfile &profile);

private:
    Workspace &m_workspace;
    std::unique_ptr<SandboxServer> m_sandbox;
};

} // namespace muster
