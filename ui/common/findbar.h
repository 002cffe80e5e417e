// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QLineEdit;
class QTableView;
class QToolButton;

namespace muster {

class PlainLabel;
class TableSearch;

/// At the foot of a table: finds a text in it while it is typed, counts ("3 of 12"), goes to the next row and the one
/// before (Enter and Shift+Enter, F3 and Shift+F3), is closed by Esc. DataTable opens and places it. GUI thread.
class FindBar : public QFrame
{
    Q_OBJECT

public:
    explicit FindBar(QTableView *table);

    void open(); ///< With what was typed the last time, to be typed over.
    void dismiss();
    void goOn(bool back); ///< To the next row, or the one before.
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
