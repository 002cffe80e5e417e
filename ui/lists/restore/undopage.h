// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/enrichundocheckrun.h"
#include "models/runs/enrich/undoorder.h"
#include "network/wire/connectionprofile.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace muster {

class ConfirmButton;
class EnvironmentBadge;
class PlainLabel;
class UndoValuesPane;

/// "Undo this enrichment": what comes back, what has changed since and is left alone, what cannot come back, value by
/// value; which contacts are left out; then one confirmation, for many contacts with their number typed (F111).
class UndoPage : public QWidget
{
    Q_OBJECT

public:
    explicit UndoPage(QWidget *parent = nullptr);
    void setProfile(const ConnectionProfile &profile);
    void setLookOnly(bool lookOnly);
    /// The backup is being compared with its list.
    void showReading(const BackupInfo &backup);
    void showPreview(const SharedUndoPreview &preview); ///< Shortly after.
    void showError(const ApiError &error); ///< In place of the preview.
    void showStartError(const ApiError &error);
    void showMessage(const QString &sentence); ///< What became of a saved list.
    [[nodiscard]] const BackupInfo &backup() const { return m_backup; }

Q_SIGNALS:
    void closed();
    void retryAsked();
    void armAsked();
    /// `contacts`: how many were shown to get something back.
    void confirmed(const muster::UndoChoice &choice, qint64 contacts);
    /// What does not come back, as CSV.
    void saveAsked(const muster::SharedUndoPreview &preview, const std::vector<bool> &leftOut);

private:
    QWidget *buildHead();
    QWidget *buildFoot();
    void showCounts();
    void showButtons();
    [[nodiscard]] QString whyNot() const; ///< Empty: it may be done.

    ConnectionProfile m_profile;
    BackupInfo m_backup;
    bool m_lookOnly = false;
    QString m_error, m_message;
    UndoValuesPane *m_values = nullptr;
    PlainLabel *m_title = nullptr;
    EnvironmentBadge *m_environment = nullptr;
    PlainLabel *m_scope = nullptr;
    PlainLabel *m_left = nullptr;
    QLabel *m_countLabel = nullptr;
    QLineEdit *m_count = nullptr;
    PlainLabel *m_problem = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_arm = nullptr;
    QPushButton *m_cancel = nullptr;
    ConfirmButton *m_undo = nullptr;
};

} // namespace muster
