// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/auditremoval.h"
#include "network/wire/result.h"
#include "ui/common/forward.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDateEdit;

namespace muster {

class RemovedFilesModel;
class RetentionActions;
class Workspace;

/// For how long the history is kept, and which closed files would go by that: they are shown, then confirmed, then
/// removed. Nothing is removed that was not shown.
class RetentionDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "history#remove-old-files")

public:
    /// `workspace` outlives it.
    explicit RetentionDialog(Workspace &workspace, QWidget *parent = nullptr);

    void reject() override; ///< Not while files are being removed.

private:
    void buildChoice();
    void chooseKeepTime();
    [[nodiscard]] QDateTime boundary() const; ///< Invalid: everything is kept.
    void look();
    void showPlan(const Result<AuditRemoval> &plan);
    void ask();
    void remove(const QString &copyFolder);
    void showDone(const Result<AuditRemoval> &removal);
    void showState();

    Workspace &m_workspace;
    RetentionActions *m_actions = nullptr;
    RemovedFilesModel *m_files = nullptr;
    QComboBox *m_keep = nullptr;
    QDateEdit *m_day = nullptr;
    QCheckBox *m_copies = nullptr;
    PlainLabel *m_summary = nullptr, *m_result = nullptr;
    QPushButton *m_remove = nullptr, *m_close = nullptr;
    AuditRemoval m_plan; ///< What the table shows.
    bool m_isLooking = false, m_isRemoving = false;
};

} // namespace muster
