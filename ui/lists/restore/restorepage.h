// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/backupreading.h"
#include "models/runs/lists/listorders.h"
#include "models/store/erasedbackups.h"
#include "network/wire/connectionprofile.h"

#include <QSet>
#include <QWidget>

class QPushButton;
class QStackedWidget;

namespace muster {

class BackupsModel;
class ConfirmButton;
class DataTable;
class EmptyState;
class EnvironmentBadge;
class PlainLabel;
class RestoreContactsPane;

/// "Restore from backup": choose a backup, see what can be restored of its contacts, take out those that are to stay
/// away, bring the rest back. Backups that have expired or were erased are shown as such.
class RestorePage : public QWidget
{
    Q_OBJECT

public:
    explicit RestorePage(QWidget *parent = nullptr);
    void setProfile(const ConnectionProfile &profile);
    void setLookOnly(bool lookOnly);
    void setBackups(const QList<BackupInfo> &backups, const QList<ErasedBackup> &erased, const BelievableTime &now);
    /// Chooses the backup that a run made; false: there is none, nor was there.
    bool chooseRun(const QString &runId);
    void showRecords(const QString &file, const SharedRestorePreview &preview);
    void showRecordsError(const QString &file, const ApiError &error);
    void showStartError(const ApiError &error);
    void showMessage(const QString &sentence); ///< What became of a saved list.

Q_SIGNALS:
    void closed();
    void recordsAsked(const muster::BackupInfo &backup);
    void removeAsked(const muster::BackupInfo &backup); ///< The person has confirmed it.
    void armAsked();
    void confirmed(const muster::ListRestoreOrder &order, const muster::BackupInfo &backup);
    void undoAsked(const muster::BackupInfo &backup); ///< Of an enrichment, from which no contact is restored.
    /// The contacts that cannot be restored are wanted as CSV.
    void saveAsked(const muster::SharedRestorePreview &preview);

private:
    QWidget *buildBackups();
    QWidget *buildFoot();
    void chosen();
    void askRemove();
    void showButtons();
    void confirm();
    [[nodiscard]] int currentRow() const;
    [[nodiscard]] const BackupInfo *current() const;
    [[nodiscard]] bool isUndone() const; ///< The current backup is one to undo an enrichment with.
    [[nodiscard]] bool isThere() const; ///< The current backup can be read.
    [[nodiscard]] bool hasNothing() const; ///< The current backup is read, and nothing of it can be restored.
    [[nodiscard]] QString whyNotThere() const;
    [[nodiscard]] QString whyNot() const; ///< Why nothing can be restored now; empty: it can.

    ConnectionProfile m_profile;
    bool m_lookOnly = false;
    bool m_listing = false; ///< The list is being set: its current row moves without anybody's choice.
    QSet<QString> m_restored; ///< Runs whose backups were restored from here: what was chosen then is done.
    bool m_isSpent = false; ///< So is the choice that is shown.
    QString m_error;
    QString m_message;
    BackupsModel *m_backups = nullptr;
    EnvironmentBadge *m_environment = nullptr;
    QStackedWidget *m_stack = nullptr; ///< All, or the empty state.
    QWidget *m_content = nullptr;
    EmptyState *m_empty = nullptr;
    DataTable *m_backupTable = nullptr;
    RestoreContactsPane *m_contacts = nullptr;
    PlainLabel *m_problem = nullptr;
    QPushButton *m_arm = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_undo = nullptr;
    ConfirmButton *m_restore = nullptr;
};

} // namespace muster
