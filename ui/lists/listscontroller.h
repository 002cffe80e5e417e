// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listworkbench.h"
#include "models/runs/lists/listorders.h"

#include <QObject>
#include <QPointer>

namespace muster {

class BackupReading;
class ContactListsPage;
class DirectivesController;
class ListReadRun;
class Run;
class TenantSession;
class Workspace;
struct ContactListSummary;

/// Joins the page of contact lists to a session, the run manager and the backups. Owned by the shell; made anew for
/// each session.
class ListsController : public QObject
{
    Q_OBJECT

public:
    ListsController(ContactListsPage &page, TenantSession &session, Workspace &workspace, QObject *parent = nullptr);
    ~ListsController() override;

private:
    void joinIndex();
    void joinWorkbench();
    void joinApply();
    void joinRunPage();
    void joinRestore();
    void openList(const QString &id, const QString &name);
    void readAgain();
    void stopReading();
    void follow(ListReadRun *run);
    void endRead();
    void review();
    void startApply(const ListApplyOrder &order);
    void startRestore(const ListRestoreOrder &order);
    void showRun(Run *run, const SharedPlan &plan);
    void openRestore(const QString &runId);
    void arm();
    void showLookOnly();
    void saveReport();

    ContactListsPage &m_page;
    TenantSession &m_session;
    Workspace &m_workspace;
    BackupReading *m_backups = nullptr;
    QPointer<ListReadRun> m_reading;
    bool m_reviewing = false; ///< A plan was asked for by the apply page.
};

} // namespace muster
