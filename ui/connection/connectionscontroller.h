// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"
#include "ui/connection/connectionguide.h"

#include <QObject>
#include <memory>

namespace muster {

class ConnectionKeeper;
class ConnectionsPage;
struct ConnectionHop;
struct ConnectionTies;
class TenantOpener;
class TenantSession;
class Workspace;

/// Joins the connections page to the stores, and opens a session of its own for a test.
class ConnectionsController : public QObject
{
    Q_OBJECT

public:
    ConnectionsController(ConnectionsPage &page, Workspace &workspace, TenantOpener &opener, QObject *parent = nullptr);
    ~ConnectionsController() override;

Q_SIGNALS:
    void openAsked(const muster::ConnectionProfile &profile);

private:
    [[nodiscard]] QString freeName(const QString &name) const;
    void showProfiles();
    void save(const ConnectionProfile &profile);
    void store(const ConnectionProfile &profile);
    void showTies(const QString &profileId, const ConnectionTies &ties);
    void askToTakeOver(const ConnectionProfile &profile, const QString &predecessor, const ConnectionTies &ties);
    void test(const ConnectionProfile &profile);
    void endTest();
    void noteStep(const ConnectionHop &step);

    ConnectionsPage &m_page;
    Workspace &m_workspace;
    TenantOpener &m_opener;
    ConnectionKeeper *m_keeper;
    std::unique_ptr<TenantSession> m_tested;
    std::optional<ConnectionGuide::Step> m_failed; ///< Step of the test that goes on, or was the last.
};

} // namespace muster
