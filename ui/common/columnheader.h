// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHeaderView>

class QToolButton;

namespace muster {

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

} // namespace muster
