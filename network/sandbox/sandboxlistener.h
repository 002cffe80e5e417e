// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTcpServer>
#include <chrono>

namespace muster {

class SandboxScript;
class SandboxTenant;

/// Accepts connections on 127.0.0.1 and gives each a SandboxConnection. At most 256 at a time; further ones are closed.
class SandboxListener : public QTcpServer
{
    Q_OBJECT

public:
    /// Tenant and script outlive the listener.
    SandboxListener(SandboxTenant &tenant, SandboxScript &script, std::chrono::milliseconds thinkTime);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    SandboxTenant &m_tenant;
    SandboxScript &m_script;
    const std::chrono::milliseconds m_thinkTime;
    int m_connections = 0;
};

} // namespace muster
