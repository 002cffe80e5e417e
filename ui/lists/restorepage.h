// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/backuprecordsmodel.h"
#include "models/runs/lists/listorders.h"
#include "network/wire/connectionprofile.h"

#include <QWidget>

class QPushButton;
class QStackedWidget;

namespace muster {

class BackupsModel;
class DataTable;
class EmptyState;
class EnvironmentBadge;
class ErrorPanel;
class PlainLabel;
class SkeletonRows;

/// "Restore from backup": choose a backup, see its contacts, take out those that are to stay away, bring the rest back.
class RestorePage : public QWidget
{
    Q_OBJECT

public:
    explicit RestorePage(QWidget *parent = nullptr);
    void setProfile(const ConnectionProfile &profile);
    void setLookOnly(bool lookOnly);
    void setBackups(const QList<BackupInfo> &backups, const QDateTime &now);
    /// Chooses the backup that a run made, if it is there.
    void chooseRun(const QString &runId);
    void showRecords(const QString &file, const SharedBackupRecords &records);
    void showRecordsError(const QString &file, const ApiError &error);
    void showStartError(const ApiError &error);

Q_SIGNALS:
    void closed();
    void recordsAsked(const muster::BackupInfo &backup);
    void removeAsked(const muster::BackupInfo &backup); ///< The person has confirmed it.
    void armAsked();
    void confirmed(const muster::ListRestoreOrder &order);

private:
    QWidget *buildBackups();
    QWidget *buildRecords();
    QWidget *buildFoot();
    void chosen();
    void askRemove();
    void showButtons();
    void confirm();
    [[nodiscard]] const BackupInfo *current() const;

    ConnectionProfile m_profile;
    bool m_lookOnly = false;
    bool m_loaded = false; ///< The records of the current backup are shown.
    QString m_error;
    BackupsModel *m_backups = nullptr;
    BackupRecordsModel *m_records = nullptr;
    EnvironmentBadge *m_environment = nullptr;
    QStackedWidget *m_stack = nullptr; ///< All, or the empty state.
    QWidget *m_content = nullptr;
    EmptyState *m_empty = nullptr;
    DataTable *m_backupTable = nullptr;
    QStackedWidget *m_recordStack = nullptr;
    DataTable *m_recordTable = nullptr;
    SkeletonRows *m_skeleton = nullptr;
    ErrorPanel *m_recordError = nullptr;
    PlainLabel *m_scope = nullptr;
    PlainLabel *m_problem = nullptr;
    QPushButton *m_all = nullptr;
    QPushButton *m_none = nullptr;
    QPushButton *m_arm = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_restore = nullptr;
};

} // namespace muster
