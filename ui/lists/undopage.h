// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/undovaluesmodel.h"
#include "network/wire/connectionprofile.h"

#include <QWidget>

class QComboBox;
class QPushButton;
class QStackedWidget;

namespace muster {

class ConfirmButton;
class DataTable;
class EnvironmentBadge;
class ErrorPanel;
class PlainLabel;
class SkeletonRows;

/// "Undo this enrichment": what comes back, what has changed since and is left alone, what cannot come back, value by
/// value; then one confirmation.
class UndoPage : public QWidget
{
    Q_OBJECT

public:
    explicit UndoPage(QWidget *parent = nullptr);
    void setProfile(const ConnectionProfile &profile);
    void setLookOnly(bool lookOnly);
    /// The backup is being compared with its list.
    void showReading(const BackupInfo &backup);
    void showPreview(const SharedUndoPreview &preview);
    void showError(const ApiError &error); ///< In place of the preview.
    void showStartError(const ApiError &error);
    void showMessage(const QString &sentence); ///< What became of a saved list.
    [[nodiscard]] const BackupInfo &backup() const { return m_backup; }

Q_SIGNALS:
    void closed();
    void retryAsked();
    void armAsked();
    void confirmed();
    void saveAsked(const muster::SharedUndoPreview &preview); ///< What does not come back, as CSV.

private:
    QWidget *buildHead();
    QWidget *buildValues();
    QWidget *buildFoot();
    void fillShown(const UndoCounts &counts);
    void showCounts(const UndoCounts &counts);
    void showButtons();

    ConnectionProfile m_profile;
    BackupInfo m_backup;
    bool m_lookOnly = false;
    qint64 m_back = 0; ///< Values that would come back.
    QString m_error, m_message;
    UndoValuesModel *m_values = nullptr;
    PlainLabel *m_title = nullptr;
    EnvironmentBadge *m_environment = nullptr;
    PlainLabel *m_scope = nullptr;
    PlainLabel *m_left = nullptr;
    PlainLabel *m_cut = nullptr;
    QComboBox *m_shown = nullptr;
    QStackedWidget *m_stack = nullptr;
    DataTable *m_table = nullptr;
    SkeletonRows *m_skeleton = nullptr;
    ErrorPanel *m_panel = nullptr;
    PlainLabel *m_problem = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_arm = nullptr;
    QPushButton *m_cancel = nullptr;
    ConfirmButton *m_undo = nullptr;
};

} // namespace muster
