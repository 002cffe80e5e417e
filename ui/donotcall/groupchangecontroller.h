// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/background/workerjob.h"
#include "models/runs/donotcall/donotcallchangeorder.h"

#include <QObject>

namespace muster {

class BackupListQuery;
class DoNotCallLook;
class DoNotCallPage;
class Run;
class TenantSession;
class Workspace;

/// Joins the changes of do-not-call groups to a session: from the numbers to the last look, from there to the run and
/// to its undo. Part of DoNotCallController.
class GroupChangeController : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    GroupChangeController(DoNotCallPage &page, TenantSession &session, Workspace &workspace, QObject *parent);

Q_SIGNALS:
    void entryAsked(qint64 sequence); ///< Of the history.

private:
    void joinPane();
    void joinUndo();
    void joinRunPage();
    void open();
    void lookAtUndo(const QString &runId);
    void begin(const DoNotCallChangeOrder &order);
    void show(Run *run);
    void askForCleartext(const DoNotCallChangeOrder &order);

    DoNotCallPage &m_page;
    TenantSession &m_session;
    Workspace &m_workspace;
    DoNotCallLook *const m_look;
    DoNotCallLook *const m_undo;
    BackupListQuery *const m_kept;
    WorkerJob<Result<QByteArray>> m_reading; ///< A file of numbers.
};

} // namespace muster
