// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/backupmodels.h"
#include "models/runs/lists/listorders.h"
#include "models/runs/lists/restore/backupqueries.h"
#include "models/store/backupstore.h"
#include "ui/common/forward.h"
#include "ui/lists/listconfirmpage.h"

#include <QSet>
#include <QWidget>

namespace muster {

class BackupsModel;

/// The contacts of a backup before they are restored: which come back, which get their old number again, and which
/// cannot be restored and why; those can be saved for a person to see to.
class RestoreContactsPane : public QWidget
{
    Q_OBJECT

public:
    explicit RestoreContactsPane(QWidget *parent = nullptr);
    void showReading();
    void showPreview(const SharedRestorePreview &preview, const BackupInfo &backup);
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
    QString m_listName, m_groupName;
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

/// "Restore from backup": choose a backup, see what can be restored of its contacts, take out those that are to stay
/// away, bring the rest back. Backups that have expired or were erased are shown as such.
class RestorePage : public ListConfirmPage
{
    Q_OBJECT
    Q_CLASSINFO("help", "contact-lists#bring-back-contacts")

public:
    explicit RestorePage(QWidget *parent = nullptr);
    void setProfile(const ConnectionProfile &profile);
    void setBackups(const QList<BackupInfo> &backups, const QList<ErasedBackup> &erased, const BelievableTime &now);
    /// Chooses the backup that a run made; false: there is none, nor was there.
    bool chooseRun(const QString &runId);
    void showRecords(const QString &file, const SharedRestorePreview &preview);
    void showRecordsError(const QString &file, const ApiError &error);
    void showMessage(const QString &sentence); ///< What became of a saved list.

Q_SIGNALS:
    void recordsAsked(const muster::BackupInfo &backup);
    void removeAsked(const muster::BackupInfo &backup); ///< The person has confirmed it.
    void confirmed(const muster::ListRestoreOrder &order, const muster::BackupInfo &backup);
    void republishAsked(const muster::BackupInfo &backup); ///< Of a deleted list: it is wanted as a new one.
    void undoAsked(const muster::BackupInfo &backup); ///< Of an enrichment, from which no contact is restored.
    /// The contacts that cannot be restored are wanted as CSV.
    void saveAsked(const muster::SharedRestorePreview &preview);

private:
    QWidget *buildBackups();
    QWidget *buildFoot();
    void chosen();
    void askRemove();
    void takeBack() override;
    void showButtons() override;
    void confirm();
    [[nodiscard]] int currentRow() const;
    [[nodiscard]] const BackupInfo *current() const;
    [[nodiscard]] bool isUndone() const; ///< The current backup is one to undo an enrichment with.
    [[nodiscard]] bool isPublished() const; ///< The current backup is one to publish as a new list.
    [[nodiscard]] bool isOfChange() const; ///< The current backup is of a change of do-not-call groups.
    [[nodiscard]] bool isThere() const; ///< The current backup can be read.
    [[nodiscard]] bool hasNothing() const; ///< The current backup is read, and nothing of it can be restored.
    [[nodiscard]] QString whyNotThere() const;
    [[nodiscard]] QString whyNot() const; ///< Why nothing can be restored now; empty: it can.

    bool m_listing = false; ///< The list is being set: its current row moves without anybody's choice.
    QSet<QString> m_restored; ///< Runs whose backups were restored from here: what was chosen then is done.
    bool m_isSpent = false; ///< So is the choice that is shown.
    QString m_message;
    BackupsModel *m_backups = nullptr;
    QStackedWidget *m_stack = nullptr; ///< All, or the empty state.
    QWidget *m_content = nullptr;
    DataTable *m_backupTable = nullptr;
    RestoreContactsPane *m_contacts = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_undo = nullptr;
    QPushButton *m_republish = nullptr;
};

} // namespace muster
