// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/forward.h"

#include <QHeaderView>
#include <QPointer>
#include <QTableView>
#include <initializer_list>
#include <utility>

namespace muster {

class FindBar;
class TableCopy;

/// The header of a DataTable: columns can be moved, and at its end stands a button for which of them are shown, for
/// whose width the last title makes room. Tells when a person arranged the columns, and only then.
class ColumnHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit ColumnHeader(QWidget *parent = nullptr);
    [[nodiscard]] int titleWidth(int section) const; ///< What its title needs, with the button if it stands there.
    void setSelectionModel(QItemSelectionModel *selection) override;

Q_SIGNALS:
    void arranged(); ///< With the mouse: widths, order, sorting.
    void columnsAsked(const QPoint &place); ///< `place` is global.

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void initStyleOptionForIndex(QStyleOptionHeader *option, int section) const override;
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    void placeButton();
    void alignTitle(QStyleOptionHeader *option, int section) const;

    QToolButton *m_columns = nullptr;
};

/// The table of every page: whole rows, calm grid, states drawn with icon and word, shares as bars, columns that can be
/// moved, hidden and copied with their header, a text to be found with Ctrl+F. Text is plain; long text is elided and
/// shown whole on hover. Remembers under its objectName how a person arranged the columns (see LayoutMemory).
class DataTable : public QTableView
{
    Q_OBJECT

public:
    explicit DataTable(QWidget *parent = nullptr);
    /// Named for what remembers layouts, and for a screen reader. The model is the owner's.
    DataTable(const char *objectName, const QString &accessibleName, QAbstractItemModel *model, QWidget *parent);
    void setModel(QAbstractItemModel *model) override;
    void setColumnWidths(std::initializer_list<std::pair<int, int>> widths); ///< Column and pixels; others: Qt's own.
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
