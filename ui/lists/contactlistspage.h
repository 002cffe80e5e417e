// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listworkbench.h"
#include "models/rules/lists/listsizes.h"
#include "network/wire/contactlist.h"
#include "ui/common/forward.h"

#include <QWidget>
#include <optional>

namespace muster {

class ApplyPage;
class ContactListsModel;
class CsvFilePage;
class EnrichPage;
class EnrichReviewPage;
class ListDeletionPage;
class ListDeletionRunPage;
class ListRunPage;
class RecordGauge;
class RestorePage;
class StaleListsPage;
class UndoPage;
class WorkbenchView;
struct ApiError;
struct CallAttempts;
struct Capability;
struct RecordUsage;

/// The tenant's contact lists: find one, open it, or enrich it; or open a CSV file for a dry run; or go to the backups.
class ListIndexPane : public QWidget
{
    Q_OBJECT

public:
    explicit ListIndexPane(QWidget *parent = nullptr);
    /// Whether there is a tenant whose lists can be shown; without one only files can be opened. Forgets the lists.
    void setTenant(bool open);
    void showLoading();
    void setLists(const QList<ContactListSummary> &lists);
    void setSizes(const ListSizeHistory &sizes, const QDate &today); ///< `today`: UTC.
    void setUsage(const RecordUsage &usage);
    void setLoadError(const ApiError &error);
    [[nodiscard]] std::optional<QList<ContactListSummary>>
    lists() const; ///< None while they are read; nullopt: no tenant.
    void setDeletion(const Capability &capability); ///< Whether the tenant's lists can be deleted.
    void setTellsAttempts(bool tells); ///< Whether the tenant tells how often people were called.
    void setAttempts(const QString &listId, const CallAttempts &attempts);
    void setAttemptsError(const QString &listId, const ApiError &error); ///< Ends the counting.
    void endCounting(); ///< Of attempts; what is not counted is not going to be.

Q_SIGNALS:
    void reloadAsked();
    void openAsked(const muster::ContactListSummary &list);
    void enrichAsked(const muster::ContactListSummary &list);
    void deleteAsked(const QList<muster::ContactListSummary> &lists);
    void attemptsAsked(const QStringList &listIds); ///< How often people of these were called.
    void attemptsStopped();
    void staleAsked(); ///< Which lists have outlived their use.
    void openFileAsked();
    void scrubAsked(); ///< Needs no tenant.
    void uploadAsked(); ///< Needs no tenant.
    void listsShown(); ///< Others than before, see lists().
    void restoreAsked();
    void webhooksAsked(); ///< Those that were registered from here; needs no tenant.

private:
    QWidget *buildFoot();
    [[nodiscard]] const ContactListSummary *selected() const;
    void openSelected();
    void enrichSelected();
    void deleteSelected();
    void countAttempts();
    void stopCounting();
    [[nodiscard]] QList<ContactListSummary> chosen() const;
    void showButtons();

    bool m_hasTenant = false;
    bool m_isLoaded = false; ///< The lists are the tenant's, as it last told.
    bool m_canDelete = false;
    bool m_tellsAttempts = false;
    bool m_isCounting = false;
    ContactListsModel *m_lists = nullptr;
    IndexTable *m_table = nullptr;
    RecordGauge *m_gauge = nullptr;
    QPushButton *m_stale = nullptr;
    QPushButton *m_count = nullptr;
    QPushButton *m_delete = nullptr;
    QPushButton *m_restore = nullptr;
    QPushButton *m_enrich = nullptr;
    QPushButton *m_open = nullptr;
};

/// The page of contact lists: one of its twelve views at a time. Owns the workbench. The views tell what the person
/// wants; WorkbenchController and, on a tenant, ListsController act. A CSV file may be dropped on it.
class ContactListsPage : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "contact-lists")

public:
    explicit ContactListsPage(QWidget *parent = nullptr);
    ~ContactListsPage() override;

    [[nodiscard]] ListWorkbench &bench() { return m_bench; }
    [[nodiscard]] ListIndexPane *index() const { return m_index; }
    [[nodiscard]] StaleListsPage *staleLists() const { return m_staleLists; }
    [[nodiscard]] CsvFilePage *csvFile() const { return m_csvFile; }
    [[nodiscard]] WorkbenchView *workbench() const { return m_workbench; }
    [[nodiscard]] ApplyPage *apply() const { return m_apply; }
    [[nodiscard]] ListRunPage *runPage() const { return m_run; }
    [[nodiscard]] RestorePage *restore() const { return m_restore; }
    [[nodiscard]] EnrichPage *enrich() const { return m_enrich; }
    [[nodiscard]] EnrichReviewPage *enrichReview() const { return m_enrichReview; }
    [[nodiscard]] UndoPage *undo() const { return m_undo; }
    [[nodiscard]] ListDeletionPage *deletion() const { return m_deletion; }
    [[nodiscard]] ListDeletionRunPage *deletionRun(); ///< Made when it is first asked for: few sessions need it.
    void show(QWidget *view); ///< One of the twelve; it gets the focus when the page had it.
    [[nodiscard]] QWidget *shown() const;
    [[nodiscard]] bool isCalm() const; ///< Nothing is lost when another file is opened.
    [[nodiscard]] bool holdsWork() const; ///< Something that is gone when the page is built anew.
    /// Between two sessions: what was read, entered and planned for the tenant goes (F120); a file of this computer
    /// stays. The views of acts and runs are new ones afterwards.
    void leaveTenant();

    [[nodiscard]] QByteArray layoutState() const;
    void restoreLayout(const QByteArray &state);

Q_SIGNALS:
    void fileDropped(const QString &file);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void buildActs();
    [[nodiscard]] QString droppable(const QMimeData *data) const; ///< Empty: not what belongs here.

    ListWorkbench m_bench;
    QStackedWidget *m_stack = nullptr;
    ListIndexPane *m_index = nullptr;
    CsvFilePage *m_csvFile = nullptr;
    StaleListsPage *m_staleLists = nullptr;
    WorkbenchView *m_workbench = nullptr;
    ApplyPage *m_apply = nullptr;
    ListRunPage *m_run = nullptr;
    RestorePage *m_restore = nullptr;
    EnrichPage *m_enrich = nullptr;
    EnrichReviewPage *m_enrichReview = nullptr;
    UndoPage *m_undo = nullptr;
    ListDeletionPage *m_deletion = nullptr;
    ListDeletionRunPage *m_deletionRun = nullptr; ///< nullptr: not asked for yet.
};

} // namespace muster
