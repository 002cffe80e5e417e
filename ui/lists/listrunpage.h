// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/unchangedcontacts.h"
#include "models/runs/run.h"
#include "models/store/backupfile.h"
#include "models/text/listreport.h"
#include "ui/common/forward.h"

#include <QPointer>
#include <QWidget>

namespace muster {

class UnchangedContactsModel;
class ReportCountsModel;
class RunPane;

/// A run on a contact list as it goes, and its report afterwards: what was planned, what was done, by whom, by which
/// directive, and the counts before and after. One page for applying and restoring; a restore has no counts, but says
/// who was not brought back.
class ListRunPage : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "contact-lists#the-report")

public:
    /// What the run is about.
    struct Subject
    {
        QString listId, listName;
        SharedPlan plan; ///< Of an apply run, as it was confirmed; nullptr of a restore.
        ListSummary before; ///< As the plan was made.
        QUrl aggregator; ///< Empty: nobody is told.
        std::optional<BackupInfo> restored; ///< What a restore brings back.
        QString blockGroup = {}; ///< Name of the do-not-call group that numbers are put into; empty: none are.
    };

    explicit ListRunPage(QWidget *parent = nullptr);
    void start(Run *run, Environment environment, const Subject &subject);
    [[nodiscard]] RunPane *pane() const { return m_pane; }
    [[nodiscard]] const Subject &subject() const { return m_subject; }
    [[nodiscard]] Run *run() const { return m_run; }
    /// As it stands; without an outcome while the run goes on.
    [[nodiscard]] const ListReportFacts &facts() const { return m_facts; }

    void setBackup(const std::optional<BackupInfo> &backup); ///< The copy that the run made.
    void
    setUnchangedContacts(const UnchangedContacts &leftovers); ///< Who was not changed as planned, or not brought back.
    void setNotice(const QString &state); ///< What became of the notice to the aggregator.
    void showCounting(); ///< The list is being read again.
    void showAfter(const ListReportAfter &after);
    void showNotCounted(const QString &why); ///< Empty: nobody has asked for it yet.
    void showMessage(const QString &sentence); ///< What became of a saved report.

Q_SIGNALS:
    void backAsked();
    void ended(); ///< The report is shown.
    void readAgainAsked();
    void countAsked(); ///< Read the list for the counts after the run.
    void restoreAsked(); ///< From the backup of this run.
    void undoAsked(const muster::BackupInfo &backup); ///< Bring back what this enrichment has written over.
    void csvAsked(); ///< The report, as a file or on paper.
    void pdfAsked();
    void printAsked();
    void leftoversAsked(); ///< Who was not changed as planned, as a file.

private:
    QWidget *buildReport();
    QWidget *buildTables();
    QWidget *buildButtons();
    MenuButton *buildSaveMenu(QWidget *parent);
    void showReport(const RunOutcome &outcome);
    void shareRoom();
    void showFacts();
    [[nodiscard]] QStringList applyFacts() const;
    [[nodiscard]] bool canRestore() const; ///< There is a backup, and something in it that can go back.
    [[nodiscard]] QStringList restoreFacts() const;

    QPointer<Run> m_run;
    Subject m_subject;
    ListReportFacts m_facts;
    std::optional<BackupInfo> m_backup;
    QString m_counting; ///< What is told of the counts after the run.
    EnvironmentBadge *m_environment = nullptr;
    QWidget *m_body = nullptr; ///< The run and its report.
    RunPane *m_pane = nullptr;
    QWidget *m_report = nullptr;
    PlainLabel *m_factsLabel = nullptr;
    PlainLabel *m_message = nullptr;
    ReportCountsModel *m_counts = nullptr;
    UnchangedContactsModel *m_leftovers = nullptr;
    QTabWidget *m_tabs = nullptr; ///< Counts, leftovers.
    DataTable *m_leftoversTable = nullptr;
    QPushButton *m_saveLeftovers = nullptr;
    MenuButton *m_save = nullptr;
    QPushButton *m_count = nullptr;
    QPushButton *m_restore = nullptr;
    QPushButton *m_undo = nullptr;
    QPushButton *m_again = nullptr;
};

} // namespace muster
