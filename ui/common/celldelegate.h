// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace muster {

/// The ground of a row that is chosen; in high contrast with a line above and below it. Who paints rows calls it.
void fillSelected(QPainter &painter, const QRect &place);

/// What the widest text of a share takes ("100 %", "> 99 %"), so that bars beside one another end alike.
[[nodiscard]] int widestShare(const QFontMetrics &metrics);

/// Paints cells from the roles of models/items: ToneRole as icon, word and colour, ShareRole as a bar with its text.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    /// Where the text of a cell stands: where its model says, else a number (RawRole) at the right, all else at the
    /// left.
    [[nodiscard]] static Qt::Alignment alignmentOf(const QModelIndex &cell);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    static void paintShare(QPainter *painter, const QStyleOptionViewItem &cell, double share, const QString &text);
};

} // namespace muster
