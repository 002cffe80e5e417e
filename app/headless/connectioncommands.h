// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"

namespace muster {

/// `muster connections list`: which there are and what the API of each can do. Asks no server.
class ConnectionsListCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;
};

/// `muster connections test`: every hop to the tenant that is named, as the window's connection test.
class ConnectionsTestCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    void show(const ConnectionHop &hop);
    void conclude(bool passed);

    TenantSession *m_tenant = nullptr;
    QList<ConnectionHop> m_hops;
};

/// `muster connections add`: saves a connection, and its secret where there is one and a key store.
class ConnectionsAddCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    [[nodiscard]] ConnectionProfile asked() const; ///< Not yet judged: the store does that.
    void conclude(const ConnectionProfile &profile, bool isSecretKept);
};

/// `muster connections approve`: an origin more that the connection's token may go to.
class ConnectionsApproveCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;
};

} // namespace muster
