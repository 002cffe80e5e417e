// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/contactlist.h"
#include "network/wire/donotcall.h"

#include <QObject>
#include <optional>

namespace muster {

class AttemptCounter;
class BlockGroups;
class ContactListsPage;
class ListSizeKeeper;
class TenantSession;
class Workspace;

/// Joins what the index tells of all lists together to a session: how large they were, how much of the tenant's limit
/// they use, how often their people were called, which of them are stale. Part of ListsController.
class ListStockController : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    ListStockController(ContactListsPage &page, TenantSession &session, Workspace &workspace, QObject *parent);

Q_SIGNALS:
    void openAsked(const muster::ContactListSummary &list);

private:
    void joinStale();
    void joinAttempts();
    void take(const QList<ContactListSummary> &lists);
    void showUsage();

    ContactListsPage &m_page;
    TenantSession &m_session;
    ListSizeKeeper *m_sizes = nullptr;
    BlockGroups *m_blockGroups = nullptr;
    AttemptCounter *m_attempts = nullptr;
    QList<ContactListSummary> m_lists;
    std::optional<QList<DoNotCallGroup>> m_groups; ///< Unset: not asked, or no answer.
};

} // namespace muster
