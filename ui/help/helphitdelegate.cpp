// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/help/helphitdelegate.h"

#include "ui/common/theme.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>

namespace muster {

namespace {

constexpr int snippetLines = 3;

QFont titleFont(const QStyleOptionViewItem &option)
{
    QFont font = option.font;
    font.setWeight(QFont::DemiBold);
    return font;
}

/// The snippet in lines of `width`; returns its height.
double layOut(QTextLayout &layout, const QModelIndex &index, int width, const DesignTokens &tokens)
{
    QList<QTextLayout::FormatRange> ranges;
    for (const HelpMark &mark : index.data(HelpHitDelegate::MarksRole).value<QList<HelpMark>>()) {
        QTextCharFormat format;
        format.setFontWeight(QFont::DemiBold);
        format.setForeground(tokens.text);
        format.setBackground(tokens.selection);
        ranges << QTextLayout::FormatRange{int(mark.start), int(mark.length), format};
    }
    layout.setText(index.data(HelpHitDelegate::SnippetRole).toString());
    layout.setFormats(ranges);
    layout.beginLayout();
    double height = 0;
    for (int i = 0; i < snippetLines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        line.setPosition(QPointF(0, height));
        height += line.height();
    }
    layout.endLayout();
    return height;
}

int textWidth(const QStyleOptionViewItem &option)
{
    // Before the view is shown the option has no place yet; the view's own width counts.
    const QWidget *view = option.widget;
    const int width = view ? view->contentsRect().width() : option.rect.width();
    return std::max(40, width - 2 * space::s - 2 * space::xs);
}

} // namespace

void HelpHitDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const DesignTokens &tokens = Theme::instance().tokens();
    QStyleOptionViewItem frame = option;
    initStyleOption(&frame, index);
    frame.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &frame, painter, option.widget);
    const QRect inner = option.rect.adjusted(space::s, space::s, -space::s, -space::s);
    painter->save();
    painter->setClipRect(option.rect);
    const QFont font = titleFont(option);
    const QFontMetrics metrics(font);
    painter->setFont(font);
    painter->setPen(tokens.text);
    painter->drawText(QRect(inner.topLeft(), QSize(inner.width(), metrics.height())), Qt::AlignVCenter,
                      metrics.elidedText(index.data().toString(), Qt::ElideRight, inner.width()));
    QTextLayout layout;
    layout.setFont(option.font);
    layOut(layout, index, textWidth(option), tokens);
    painter->setPen(option.state & QStyle::State_Selected ? tokens.text : tokens.muted);
    layout.draw(painter, QPointF(inner.left(), inner.top() + metrics.height() + 2));
    painter->restore();
}

QSize HelpHitDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QTextLayout layout;
    layout.setFont(option.font);
    const double snippet = layOut(layout, index, textWidth(option), Theme::instance().tokens());
    return {100, int(2 * space::s + QFontMetrics(titleFont(option)).height() + 2 + snippet)};
}

} // namespace muster
