// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxlistener.h"

#include "network/sandbox/sandboxconnection.h"

#include <QTcpSocket>

namespace muster {

SandboxListener::SandboxListener(SandboxTenant &tenant, SandboxScript &script, std::chrono::milliseconds thinkTime)
    : m_tenant(tenant)
    , m_script(script)
    , m_thinkTime(thinkTime)
{
}

void SandboxListener::incomingConnection(qintptr descriptor)
{
    constexpr int maxConnections = 256;
    auto *socket = new QTcpSocket;
    if (!socket->setSocketDescriptor(descriptor) || m_connections >= maxConnections) {
        delete socket;
        return;
    }
    ++m_connections;
    auto *connection = new SandboxConnection(socket, m_tenant, m_script, m_thinkTime, this);
    connect(connection, &QObject::destroyed, this, [this] { --m_connections; });
}

} // namespace muster

#include "moc_sandboxlistener.cpp"
