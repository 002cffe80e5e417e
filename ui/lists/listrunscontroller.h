// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listworkbench.h"
#include "models/runs/lists/listorders.h"
#include "models/runs/lists/restore/backupqueries.h"
#include "models/store/backupstore.h"
#include "ui/lists/listrunpage.h"

#include <QObject>
#include <QPointer>
#include <functional>

namespace muster {

class BackupContactsQuery;
class BackupListQuery;
class ContactListsPage;
class ListConfirmPage;
struct EnrichOrder;
class UnchangedContactsQuery;
class ListRecount;
class ReportSaver;
class UndoController;
class TenantSession;
class Workspace;

/// What comes after a plan was confirmed: the run, its report, and the way back. Owned by ListsController.
class ListRunsController : public QObject
{
    Q_OBJECT

public:
    ListRunsController(ContactListsPage &page, TenantSession &session, Workspace &workspace, QObject *parent = nullptr);

    /// Starts the run and shows it; `bench` is what the plan was made of. An error is the apply page's to show.
    [[nodiscard]] Result<void> apply(const ListApplyOrder &order, const ListWorkbench &bench);
    /// The same of an enrichment; an error is the review page's to show.
    [[nodiscard]] Result<void> enrich(const EnrichOrder &order);
    /// Shows the backups; the one of that run is chosen where there is (or was) one. Empty: the newest.
    void openRestore(const QString &runId);

Q_SIGNALS:
    void listAsked(const QString &id, const QString &name); ///< The list wants to be read and seen.
    void indexAsked();
    void entryAsked(qint64 sequence); ///< Of the history.

private:
    void joinRunPage();
    void joinRestore();
    void joinUndo();
    void joinRepublication();
    void restore(const ListRestoreOrder &order, const BackupInfo &backup);
    void showAgain(const Result<Run *> &started, const ListRunPage::Subject &subject, ListConfirmPage *look);
    /// Without a key store: may the copy of what is changed lie in the clear? (S37)
    void askForCleartext();
    /// Nobody had agreed to who may call: what was confirmed is looked at once more, with what is to be typed.
    void lookAgain(const ApiError &error);
    void showApply(const Result<Run *> &started, const ListApplyOrder &order, const ListRunPage::Subject &subject);
    /// `look`: where it was confirmed; nullptr: it goes on with what was confirmed before.
    void show(Run *run, const ListRunPage::Subject &subject, ListConfirmPage *look);
    void showEnd();
    void showNotice();
    void count();
    void showBackups(const QList<BackupInfo> &backups, const QList<ErasedBackup> &erased);
    void showOwnBackup(const QList<BackupInfo> &backups);
    void saveNotRestorable(const SharedRestorePreview &preview);

    ContactListsPage &m_page;
    TenantSession &m_session;
    Workspace &m_workspace;
    BackupContactsQuery *m_backups = nullptr;
    BackupListQuery *m_there = nullptr; ///< For the page of backups.
    BackupListQuery *m_made = nullptr; ///< For the run that has ended.
    std::function<void()> m_inClear; ///< Starts what is shown once more, with that word.
    QPointer<ListConfirmPage> m_look; ///< Where what is shown was confirmed.
    QString m_wanted; ///< Run whose backup is to be chosen when it is known which there are.
    ListRecount *m_recount = nullptr;
    UnchangedContactsQuery *m_leftovers = nullptr;
    ReportSaver *m_saver = nullptr;
    UndoController *m_undo = nullptr;
    SanitizationDirective m_directive; ///< Of the run that is shown.
    LookupUse m_lookup; ///< The same.
};

} // namespace muster
