// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/deletion/listdeletionorder.h"

#include <QObject>

namespace muster {

class ContactListsPage;
class Run;
class TenantSession;
class Workspace;

/// Joins the deletion of whole lists to a session: from the index or the stale lists to the last look, from there to the
/// run. Part of ListsController.
class ListDeletionController : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    ListDeletionController(ContactListsPage &page, TenantSession &session, Workspace &workspace, QObject *parent);

Q_SIGNALS:
    void indexAsked();
    void copiesAsked(); ///< Of deleted lists.
    void entryAsked(qint64 sequence); ///< Of the history.

private:
    void joinPage();
    void joinRunPage();
    void review(const QList<ContactListSummary> &lists);
    void begin(const ListDeletionOrder &order);
    void show(Run *run);
    void askForCleartext(const ListDeletionOrder &order);

    ContactListsPage &m_page;
    TenantSession &m_session;
    Workspace &m_workspace;
    bool m_hasRunPage = false;
    QDateTime m_seenAt; ///< UTC, when the index was loaded.
};

} // namespace muster
