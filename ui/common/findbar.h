// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/forward.h"

#include <QFrame>
#include <QList>
#include <QPointer>
#include <QString>
#include <QTimer>
#include <optional>
#include <vector>

class QModelIndex;
class QTableView;

namespace muster {

/// Which rows of a table have a text in one of the columns that are shown. Goes through the rows on the GUI thread, a
/// few milliseconds at a time with the event loop in between, so that a million of them do not hold up the window; goes
/// on with rows that are added at the end and starts again when others change.
class TableSearch : public QObject
{
    Q_OBJECT

public:
    explicit TableSearch(QObject *parent = nullptr);

    void setModel(QAbstractItemModel *model); ///< The owner's. nullptr: none.
    void setColumns(const QList<int> &columns); ///< In which is looked. Starts again if they are others.
    void setText(const QString &text); ///< Letter case does not matter. Empty: nothing is found, nothing is done.
    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] bool matches(const QModelIndex &cell) const; ///< As it is displayed.

    [[nodiscard]] qsizetype count() const { return qsizetype(m_rows.size()); } ///< Rows found so far.
    [[nodiscard]] bool isComplete() const { return !m_timer.isActive(); }
    [[nodiscard]] std::optional<qsizetype> placeOf(int row) const; ///< In the order of rows, from 0.
    /// The next one found behind `row`, or before it, going on at the other end; -1: there is none.
    [[nodiscard]] int behind(int row) const;
    [[nodiscard]] int before(int row) const;

Q_SIGNALS:
    void progressed(); ///< After each slice, at most ten times a second while it goes on.

private:
    void restart();
    void work();
    void rowsCame(int first);
    [[nodiscard]] bool rowMatches(int row) const;

    QPointer<QAbstractItemModel> m_model;
    QList<int> m_columns;
    QString m_text;
    QTimer m_timer;
    std::vector<int> m_rows; ///< Ascending.
    int m_next = 0; ///< The first row that was not looked at.
    bool m_isStale = false; ///< What was found is of another text or of rows that were.
    qint64 m_reportedAt = 0; ///< Milliseconds of a monotonic clock.
};

/// At the foot of a table: finds a text in it while it is typed, counts ("3 of 12"), goes to the next row and the one
/// before (Enter and Shift+Enter, F3 and Shift+F3), is closed by Esc. DataTable opens and places it. GUI thread.
class FindBar : public QFrame
{
    Q_OBJECT

public:
    explicit FindBar(QTableView *table);

    void open(); ///< With what was typed the last time, to be typed over.
    void dismiss();
    void proceed(bool back); ///< To the next row, or the one before.
    void follow(); ///< Another row is the current one, or other columns are shown.
    [[nodiscard]] const TableSearch &search() const { return *m_search; }

Q_SIGNALS:
    void shownChanged(); ///< Opened or closed: it takes room of the table's, or gives it back.
    void marksChanged(); ///< Other cells are found.

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void watch();
    void showProgress();
    void say(const QString &words, bool isFault);

    QTableView *const m_table;
    TableSearch *const m_search;
    QLineEdit *m_edit = nullptr;
    PlainLabel *m_count = nullptr;
    QToolButton *m_before = nullptr;
    QToolButton *m_next = nullptr;
    bool m_isSeeking = false; ///< The row that was current lacks the text: the first one found is gone to.
};

} // namespace muster
