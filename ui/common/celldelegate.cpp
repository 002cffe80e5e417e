// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/celldelegate.h"

#include "models/items/itemroles.h"
#include "models/text/exporttexts.h"
#include "ui/common/badges.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QTextDocument>
#include <QToolTip>

namespace muster {

namespace {

constexpr int cellPadding = 5; // with the style's own 3 px as much as a header section has

} // namespace

Qt::Alignment CellDelegate::alignmentOf(const QModelIndex &cell)
{
    constexpr Qt::Alignment left = Qt::AlignLeft | Qt::AlignVCenter, right = Qt::AlignRight | Qt::AlignVCenter;
    if (const QVariant said = cell.data(Qt::TextAlignmentRole); said.isValid())
        return Qt::Alignment::fromInt(said.toInt());
    // Most cells are told by their text alone; what they hold is asked of those that may be numbers. A key by which
    // words are sorted is a number as well, but not their text.
    const QString text = cell.data(Qt::DisplayRole).toString();
    if (text.isEmpty() || (!text.front().isDigit() && !text.startsWith(QLocale().negativeSign())))
        return left;
    switch (cell.data(RawRole).typeId()) {
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
    case QMetaType::Double:
        return right;
    default:
        return left;
    }
}

void fillSelected(QPainter &painter, const QRect &place)
{
    const DesignTokens &tokens = Theme::instance().tokens();
    painter.fillRect(place, tokens.selection);
    if (!Theme::instance().isHighContrast())
        return;
    painter.fillRect(QRect(place.left(), place.top(), place.width(), 2), tokens.accent);
    painter.fillRect(QRect(place.left(), place.bottom() - 1, place.width(), 2), tokens.accent);
}

void CellDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->displayAlignment = alignmentOf(index);
    option->state &= ~QStyle::State_HasFocus; // the row's own colour is the sign; a dotted cell says nothing more
    const QVariant tone = index.data(ToneRole);
    if (tone.isValid()) {
        const ColourRole role = toneColour(tone.value<Tone>());
        const QVariant iconName = index.data(Qt::DecorationRole);
        option->icon = themedIcon(iconName.isValid() ? iconName.toString() : toneIconName(tone.value<Tone>()), role);
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = QSize(14, 14);
        option->palette.setColor(QPalette::Text, Theme::instance().colour(role));
        option->palette.setColor(QPalette::HighlightedText, Theme::instance().colour(role));
    }
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    if (cell.state & QStyle::State_Selected)
        fillSelected(*painter, cell.rect);
    cell.state &= ~(QStyle::State_Selected | QStyle::State_MouseOver);
    cell.backgroundBrush = Qt::NoBrush;
    // A check box stays where a click looks for it.
    if (!(cell.features & QStyleOptionViewItem::HasCheckIndicator))
        cell.rect.adjust(cellPadding, 0, -cellPadding, 0);
    const QVariant share = index.data(ShareRole);
    const QString text = cell.text;
    if (share.isValid())
        cell.text.clear();
    QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    if (share.isValid())
        paintShare(painter, cell, share.toDouble(), text);
}

int widestShare(const QFontMetrics &metrics)
{
    return std::max(metrics.horizontalAdvance(percentText(1)), metrics.horizontalAdvance(percentText(0.999)));
}

void CellDelegate::paintShare(QPainter *painter, const QStyleOptionViewItem &cell, double share, const QString &text)
{
    const DesignTokens &tokens = Theme::instance().tokens();
    const int textWidth = widestShare(cell.fontMetrics) + space::s;
    const QRect bar(cell.rect.left(), cell.rect.center().y() - 3, std::max(0, cell.rect.width() - textWidth), 7);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(Theme::instance().track());
    painter->drawRoundedRect(bar, 3, 3);
    QRect filled = bar;
    filled.setWidth(int(bar.width() * std::clamp(share, 0.0, 1.0)));
    painter->setBrush(tokens.accent);
    painter->drawRoundedRect(filled, 3, 3);
    painter->setPen(tokens.text);
    painter->drawText(cell.rect, int(Qt::AlignRight | Qt::AlignVCenter), text);
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width() + 2 * cellPadding, std::max(size.height(), 24)};
}

bool CellDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QString text = index.data(Qt::ToolTipRole).toString();
    if (text.isEmpty()) {
        const QVariant full = index.data(FullTextRole);
        text = full.isValid() ? full.toString() : index.data(Qt::DisplayRole).toString();
        const int room = option.rect.width() - 2 * space::s;
        if (!full.isValid() && option.fontMetrics.horizontalAdvance(text) <= room)
            text.clear();
    }
    QToolTip::showText(event->globalPos(), toolTips::lines(text.split(u'\n')), view);
    return true;
}

} // namespace muster
