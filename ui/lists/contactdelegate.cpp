// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/contactdelegate.h"

#include "models/items/contacttablemodel.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QPainter>
#include <QTextLayout>

namespace muster {

namespace {

constexpr int cellPadding = 8;

/// One line with marked characters. False when it does not fit: then the plain cell, elided, is the better one.
bool paintMarked(QPainter *painter, const QStyleOptionViewItem &option, const QString &text,
                 const QList<CharRange> &ranges, bool added)
{
    const QRect room = option.rect.adjusted(cellPadding, 0, -cellPadding, 0);
    if (option.fontMetrics.horizontalAdvance(text) > room.width())
        return false;
    const DesignTokens &tokens = Theme::instance().tokens();
    QList<QTextLayout::FormatRange> formats;
    for (const CharRange &range : ranges) {
        QTextCharFormat format;
        format.setForeground(added ? tokens.good : tokens.bad);
        format.setFontUnderline(added);
        format.setFontStrikeOut(!added);
        format.setFontWeight(QFont::DemiBold);
        formats << QTextLayout::FormatRange{range.start, range.length, format};
    }
    QTextLayout layout(text, option.font);
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(room.width() * 2); // semibold is wider than measured; clipped, not wrapped
    layout.endLayout();
    painter->save();
    painter->setClipRect(option.rect);
    if (option.state & QStyle::State_Selected)
        fillSelected(*painter, option.rect);
    painter->setPen(tokens.text);
    layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2));
    painter->restore();
    return true;
}

} // namespace

void ContactDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int column = index.column();
    if (column == ContactTableModel::Original || column == ContactTableModel::WillBecome) {
        const auto ranges = index.data(ContactTableModel::ChangedRangesRole).value<QList<CharRange>>();
        if (!ranges.isEmpty()
            && paintMarked(painter, option, index.data().toString(), ranges, column == ContactTableModel::WillBecome))
            return;
    }
    CellDelegate::paint(painter, option, index);
    if (column == ContactTableModel::Verdict && index.data(ContactTableModel::OverriddenRole).toBool()) {
        const QRect place(option.rect.right() - 18, option.rect.center().y() - 6, 13, 13);
        themedIcon(QStringLiteral("pin"), ColourRole::Accent).paint(painter, place);
    }
}

} // namespace muster
