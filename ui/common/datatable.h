// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointer>
#include <QTableView>

class QLineEdit;
class QMenu;

namespace muster {

class ColumnHeader;
class FindBar;
class TableCopy;

/// The table of every page: whole rows, calm grid, states drawn with icon and word, shares as bars, columns that can be
/// moved, hidden and copied with their header, a text to be found with Ctrl+F. Text is plain; long text is elided and
/// shown whole on hover. Remembers under its objectName how a person arranged the columns (see LayoutMemory).
class DataTable : public QTableView
{
    Q_OBJECT

public:
    explicit DataTable(QWidget *parent = nullptr);
    void setModel(QAbstractItemModel *model) override;
    /// The field of the page that already searches what this table shows: Ctrl+F goes there rather than to a field of
    /// the table's own, and from there Esc and Down lead back.
    void setSearch(QLineEdit *search);
    void openFind(); ///< The field to find a text in: the page's, if it has one, else the table's.
    void showColumnMenu(const QPoint &place); ///< Which columns are shown; `place` is global.

    /// Opens the field of the table that a person in `page` most likely means: the largest one that is shown. False:
    /// there is no table.
    static bool findIn(const QWidget &page);

Q_SIGNALS:
    void activatedRow(const QModelIndex &index); ///< Enter or double click.

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void updateGeometries() override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void tell(const QString &sentence);
    void fillColumnMenu(QMenu *menu);
    void widenTitles();
    void holdTitle();
    void letTitleGo();
    void recallLayout();
    void keepLayout();
    void resetLayout();

    ColumnHeader *const m_header;
    TableCopy *const m_copy;
    QPointer<QLineEdit> m_search; ///< The page's.
    FindBar *m_find = nullptr; ///< Made when it is asked for.
    QByteArray m_ownLayout; ///< As the page made it, before anybody arranged anything.
    int m_held = -1; ///< The column that takes what is left, while that is less than its title needs.
    bool m_isLastHeld = false; ///< It is one for being the last.
};

} // namespace muster
