// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTableView>

namespace muster {

/// The table of every page: whole rows, calm grid, states drawn with icon and word, shares as bars, columns that can be
/// moved, hidden and copied with their header. Text is plain; long text is elided and shown whole on hover.
class DataTable : public QTableView
{
    Q_OBJECT

public:
    explicit DataTable(QWidget *parent = nullptr);
    void setModel(QAbstractItemModel *model) override;
    /// Selected rows with the header line, tab-separated, shown columns only in shown order.
    [[nodiscard]] QString selectionAsText() const;
    /// Widths, order, hidden columns and sort, to be remembered under a key of the caller's.
    [[nodiscard]] QByteArray layoutState() const;
    void restoreLayout(const QByteArray &state);
    void showColumnMenu(const QPoint &place); ///< Which columns are shown; `place` is global.

Q_SIGNALS:
    void activatedRow(const QModelIndex &index); ///< Enter or double click.

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace muster
