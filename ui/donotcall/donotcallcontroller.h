// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/background/workerjob.h"
#include "models/items/donotcallmodels.h"
#include "network/wire/result.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace muster {

class DoNotCallCheckRun;
class DoNotCallGroups;
class DoNotCallPage;
class FileJob;
class TenantSession;
class Workspace;
struct RunOutcome;

/// Joins the do-not-call page to a session. When it goes, the page is empty again, and a check that is under way is
/// cancelled.
class DoNotCallController : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    DoNotCallController(DoNotCallPage &page, TenantSession &session, Workspace &workspace, QObject *parent);
    ~DoNotCallController() override;

Q_SIGNALS:
    void entryAsked(qint64 sequence); ///< Of the history.

private:
    void check(const QByteArray &text, const QString &title);
    void follow(DoNotCallCheckRun *run);
    void flush(); ///< What was told since the last time, into the table.
    void end(const RunOutcome &outcome);
    void open();
    void save();

    DoNotCallPage &m_page;
    TenantSession &m_session;
    Workspace &m_workspace;
    DoNotCallGroups *const m_groups;
    FileJob *const m_files;
    QString m_opened; ///< Name of the file that m_reading reads.
    WorkerJob<Result<QByteArray>> m_reading;
    QPointer<DoNotCallCheckRun> m_run;
    CheckedNumbersModel::Settled m_due;
    QTimer m_flush; ///< Ten times a second, while anything is due.
};

} // namespace muster
