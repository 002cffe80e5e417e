// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/runhistory.h"
#include "ui/common/forward.h"

#include <QSet>
#include <QWidget>

class QTimer;

namespace muster {

class RunRecordsModel;
class Run;
class RunPane;

/// All runs that were ever begun, of all connections: to be filtered, opened as they were, compared, taken up again and
/// repeated. Asks; the shell acts. Reads only while it is seen.
class AllRunsPane : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "activity#all-runs")

public:
    /// `history` outlives the pane.
    explicit AllRunsPane(RunHistory &history, QWidget *parent = nullptr);
    /// Names of connections to choose from, by id; those of runs whose connection is gone are found by text.
    void setConnections(const QList<std::pair<QString, QString>> &connections);
    /// Which runs go on in this program, and which can be taken up again. Where that has changed, the list is read
    /// anew.
    void setRuns(const QSet<QString> &active, const QSet<QString> &resumable);
    [[nodiscard]] RunPane *pane() const { return m_pane; } ///< Of the chosen run.
    void open(const QString &runId); ///< Without filters, where it would be hidden by them.
    [[nodiscard]] QByteArray layoutState() const;
    void restoreLayout(const QByteArray &state);

Q_SIGNALS:
    void resumeAsked(const QString &runId);
    void discardAsked(const QString &runId);
    void repeatAsked(const QString &runId);
    void historyAsked(const QString &runId); ///< Its entries in the audit.
    void compareAsked(const QString &oneId, const QString &otherId);
    void trendAsked(const QString &runId); ///< Of the runs that were of the same as that one.

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildFilters();
    QWidget *buildTable();
    QWidget *buildActions();
    void applyFilter();
    void clearFilter();
    void read(); ///< Anew, if it is stale and seen.
    void showSelection();
    void selectAgain();
    void showInPane(const RunRecord *record);
    void showHint(qsizetype chosen); ///< In place of the pane, unless one run is chosen.
    void showState();
    [[nodiscard]] QStringList selectedIds() const; ///< From the top.
    [[nodiscard]] RunFilter typedFilter() const;

    RunRecordsModel *const m_model;
    QSet<QString> m_active, m_resumable;
    QStringList m_chosen; ///< Before the list was read anew.
    bool m_isStale = true; ///< To be read anew when it is seen.
    QTimer *m_typing = nullptr;
    QLineEdit *m_search = nullptr;
    QComboBox *m_kind = nullptr;
    QComboBox *m_connection = nullptr;
    QComboBox *m_state = nullptr;
    QComboBox *m_since = nullptr;
    QPushButton *m_clear = nullptr;
    QStackedWidget *m_stack = nullptr;
    ErrorPanel *m_error = nullptr;
    DataTable *m_table = nullptr;
    PlainLabel *m_count = nullptr;
    QPushButton *m_resume = nullptr;
    QPushButton *m_discard = nullptr;
    QPushButton *m_repeat = nullptr;
    QPushButton *m_compare = nullptr;
    QPushButton *m_trend = nullptr;
    QPushButton *m_audit = nullptr;
    QSplitter *m_splitter = nullptr;
    QStackedWidget *m_below = nullptr;
    RunPane *m_pane = nullptr;
    EmptyState *m_notOne = nullptr;
    Run *m_shown = nullptr; ///< In m_pane.
};

} // namespace muster
