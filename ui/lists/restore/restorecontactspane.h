// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/backuprecordsmodel.h"
#include "network/wire/apierror.h"

#include <QWidget>

class QComboBox;
class QPushButton;
class QStackedWidget;

namespace muster {

class DataTable;
class ErrorPanel;
class PlainLabel;
class SkeletonRows;

/// The contacts of a backup before they are restored: which come back, which get their old number again, and which
/// cannot be restored and why; those can be saved for a person to see to.
class RestoreContactsPane : public QWidget
{
    Q_OBJECT

public:
    explicit RestoreContactsPane(QWidget *parent = nullptr);
    void showReading();
    void showPreview(const SharedRestorePreview &preview, const QString &listName);
    void chooseNone(); ///< Of all contacts.
    void showError(const ApiError &error);
    void showNothing(const QString &why); ///< There is nothing to show, for a reason.
    [[nodiscard]] const BackupRecordsModel &records() const { return *m_records; }
    [[nodiscard]] bool isLoaded() const { return m_records->preview() != nullptr; }

Q_SIGNALS:
    void retryAsked();
    void checkedChanged();
    void saveAsked(const muster::SharedRestorePreview &preview); ///< What cannot be restored, as CSV.

private:
    QWidget *buildHead();
    QWidget *buildTable();
    void showScope();
    void fillShown();

    BackupRecordsModel *m_records = nullptr;
    QString m_listName;
    PlainLabel *m_scope = nullptr;
    PlainLabel *m_left = nullptr; ///< What stays as it is, and why.
    QComboBox *m_shown = nullptr;
    QPushButton *m_all = nullptr;
    QPushButton *m_none = nullptr;
    QPushButton *m_save = nullptr;
    QStackedWidget *m_stack = nullptr;
    DataTable *m_table = nullptr;
    SkeletonRows *m_skeleton = nullptr;
    ErrorPanel *m_error = nullptr;
    PlainLabel *m_nothing = nullptr;
};

} // namespace muster
