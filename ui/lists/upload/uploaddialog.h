// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/background/workerjob.h"
#include "models/uploadcheck/uploadcheck.h"
#include "network/wire/contactlist.h"
#include "ui/common/forward.h"

#include <QDialog>
#include <atomic>

class QProgressBar;

namespace muster {

class Announcer;
class AuditLog;
class UploadFilePane;
class UploadReconcilePane;
class UploadResultPane;
class UploadSaver;

/// Checks a file of contacts before it is uploaded to a calling list, writes a copy that an upload takes, and holds the
/// tenant's counts against it afterwards. The check needs no tenant, and sends nothing.
class UploadDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "upload-check")

public:
    /// `audit` outlives it.
    explicit UploadDialog(AuditLog &audit, QWidget *parent = nullptr);
    ~UploadDialog() override;
    void setFile(const QString &file);
    void check(); ///< The file that is entered, if there is one.
    /// The tenant's, to choose from; nullopt: no tenant is open.
    void setLists(const std::optional<QList<ContactListSummary>> &lists);

Q_SIGNALS:
    void reloadAsked(); ///< The tenant's lists, anew.

private:
    QWidget *buildCheck();
    QWidget *buildButtons();
    void outdate();
    void showReady();
    void showResult(const Result<std::shared_ptr<const UploadCheck>> &result);
    void stop();

    Announcer *const m_announcer;
    UploadFilePane *m_file = nullptr;
    UploadResultPane *m_result = nullptr;
    UploadReconcilePane *m_reconcile = nullptr;
    UploadSaver *const m_saver;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_start = nullptr;
    QPushButton *m_stopButton = nullptr;
    QPushButton *m_copy = nullptr;
    MenuButton *m_report = nullptr;
    PlainLabel *m_told = nullptr;
    QTimer *m_polling = nullptr;
    std::shared_ptr<const UploadCheck> m_check; ///< Of what is entered.
    bool m_isCopying = false, m_isSaving = false;
    std::shared_ptr<std::atomic<double>> m_share; ///< How far the worker is; it may outlive the dialog.
    WorkerJob<Result<std::shared_ptr<const UploadCheck>>> m_work;
};

} // namespace muster
