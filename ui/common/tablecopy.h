// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QTimer>
#include <vector>

class QAbstractItemModel;
class QTableView;

namespace muster {

/// Copies the selected rows of a table to the clipboard, with the header line: tab-separated, the columns that are
/// shown in the order in which they are, texts whole even where a cell shows less. A few rows are there at once. Of
/// very many a few milliseconds' worth is read at a time, with the event loop in between and a busy pointer over the
/// table; they are on the clipboard, all together, when the last one is read, and it is said so. When rows come, go or
/// move before that, the clipboard stays as it was, and that is said. GUI thread.
/// Such a table is most likely pasted into a spreadsheet, so its cells are guarded as in a file for spreadsheets (S21);
/// what they are exactly goes along for Muster itself.
class TableCopy : public QObject
{
    Q_OBJECT

public:
    explicit TableCopy(QTableView *table); ///< The table is its owner.
    /// The text on the clipboard; of a table that was copied here, without the guards.
    [[nodiscard]] static QString exactText();

    void start(); ///< What is selected now. A copy that is under way is dropped for it.
    [[nodiscard]] bool isUnderWay() const { return m_timer.isActive(); }

Q_SIGNALS:
    void told(const QString &sentence); ///< How a copy that took its time has ended, and what was guarded.

private:
    struct Span
    {
        int next; ///< The first row that was not read.
        int last;
    };
    void work();
    void makeRoom(); ///< For the rows that are left.
    void drop();
    void leave();
    void appendLine(const QStringList &cells);
    void leaveOnClipboard();
    [[nodiscard]] QStringList cellsOf(int row) const;

    QTableView *const m_table;
    QTimer m_timer;
    QPointer<QAbstractItemModel> m_model; ///< While its rows are read.
    QList<int> m_columns;
    std::vector<Span> m_spans; ///< To be read, the first one last.
    QString m_text;
    QString m_exact; ///< The same without guards.
    qsizetype m_count = 0; ///< Rows in it.
    qint64 m_guarded = 0; ///< Cells that look like formulas.
};

} // namespace muster
