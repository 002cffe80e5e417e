// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/forward.h"

#include <QWidget>

class QModelIndex;
class QPlainTextEdit;
class QTimer;

namespace muster {

class TeamPublisher;
class TeamReader;
struct TeamEntry;
struct TeamFilter;
struct TeamRun;

/// What all computers of a team have told its database: their runs, and the entries of their histories, newest first.
/// To be looked at: a run is taken up again on its own computer. Reads only while it is seen.
class TeamPane : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "team-database#see-the-whole-team")

public:
    /// `team` outlives the pane.
    explicit TeamPane(TeamPublisher &team, QWidget *parent = nullptr);
    [[nodiscard]] QByteArray layoutState() const;
    void restoreLayout(const QByteArray &state);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildFilters();
    QWidget *buildTables();
    QWidget *buildDetails();
    [[nodiscard]] TeamFilter typedFilter() const;
    [[nodiscard]] bool isFiltered() const;
    [[nodiscard]] bool showsRuns() const; ///< Else entries.
    [[nodiscard]] DataTable *table() const; ///< Of what is shown.
    [[nodiscard]] const TeamRun *chosenRun() const; ///< nullptr: none, or entries are shown.
    [[nodiscard]] const TeamEntry *chosenEntry() const; ///< nullptr: none, or runs are shown.
    [[nodiscard]] QString chosenRunId() const; ///< Of the chosen run, or of the chosen entry's.
    void read();
    void clearFilter();
    void setComputers(const QStringList &names);
    void showAnswer();
    void showCount();
    void showStatus();
    void showChosen();
    void showEntriesOfRun();

    TeamPublisher &m_team;
    TeamReader *const m_reader;
    QTimer *const m_typing;
    bool m_isStale = true; ///< To be read when it is seen.
    QComboBox *m_what = nullptr;
    QLineEdit *m_search = nullptr;
    QComboBox *m_computer = nullptr;
    QComboBox *m_since = nullptr;
    QPushButton *m_clear = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_ofRun = nullptr;
    PlainLabel *m_status = nullptr; ///< How far the database is.
    PlainLabel *m_count = nullptr;
    PlainLabel *m_notice = nullptr; ///< What was passed over, or why the rows are of before.
    QSplitter *m_splitter = nullptr;
    QStackedWidget *m_stack = nullptr;
    DataTable *m_runs = nullptr;
    DataTable *m_entries = nullptr;
    EmptyState *m_empty = nullptr;
    ErrorPanel *m_error = nullptr;
    QPlainTextEdit *m_details = nullptr;
};

} // namespace muster
