// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/flowlayout.h"

#include <QStyle>
#include <QWidget>

namespace muster {

namespace {

bool grows(const QLayoutItem *item)
{
    const bool isStretch = const_cast<QLayoutItem *>(item)->spacerItem(); // asks, and changes nothing
    return isStretch || (!item->isEmpty() && item->expandingDirections().testFlag(Qt::Horizontal));
}

/// What grows sideways is as narrow as it can be before a line is broken for it.
int neededWidth(const QLayoutItem *item)
{
    return grows(item) ? item->minimumSize().width() : item->sizeHint().width();
}

int mostExtra(const QLayoutItem *item)
{
    return item->isEmpty() ? QWIDGETSIZE_MAX : std::max(0, item->maximumSize().width() - neededWidth(item));
}

} // namespace

FlowLayout::FlowLayout(int gap, QWidget *parent)
    : QLayout(parent)
    , m_gap(gap)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items << item;
    invalidate();
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items)
        size = size.expandedTo(item->minimumSize());
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

QSize FlowLayout::sizeHint() const
{
    const QMargins margins = contentsMargins();
    int width = -m_gap;
    for (const QLayoutItem *item : m_items)
        width += item->isEmpty() ? 0 : item->sizeHint().width() + m_gap;
    const Line line = lineFrom(0, QWIDGETSIZE_MAX);
    return {std::max(0, width) + margins.left() + margins.right(), line.height + margins.top() + margins.bottom()};
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

FlowLayout::Line FlowLayout::lineFrom(qsizetype first, int width) const
{
    Line line, beforeStretch;
    for (qsizetype i = first; i < m_items.size(); ++i) {
        QLayoutItem *item = m_items[i];
        if (item->spacerItem() && line.width > 0)
            beforeStretch = line;
        if (!item->isEmpty()) {
            const int needed = neededWidth(item) + (line.width > 0 ? m_gap : 0);
            if (line.width > 0 && line.width + needed > width)
                return beforeStretch.items.isEmpty() ? line : beforeStretch; // what follows a stretch stays together
            line.width += needed;
            line.height = std::max(line.height, item->sizeHint().height());
        }
        if (grows(item))
            ++line.growing;
        line.items << item;
    }
    return line;
}

void FlowLayout::place(const Line &line, const QRect &room) const
{
    // What may grow a little only leaves the rest to the others.
    int left = std::max(0, room.width() - line.width), growing = line.growing;
    for (QLayoutItem *item : line.items) {
        if (const int most = mostExtra(item); grows(item) && growing > 1 && most < left / growing) {
            left -= most;
            --growing;
        }
    }
    const int share = growing > 0 ? left / growing : 0;
    const QWidget *parent = parentWidget();
    const Qt::LayoutDirection direction = parent ? parent->layoutDirection() : Qt::LeftToRight;
    int x = room.x();
    for (QLayoutItem *item : line.items) {
        const int extra = grows(item) ? std::min(share, mostExtra(item)) : 0;
        if (item->isEmpty()) {
            x += extra;
            continue;
        }
        const QSize size(std::min(neededWidth(item) + extra, room.width()), item->sizeHint().height());
        const QRect at(QPoint(x, room.y() + (line.height - size.height()) / 2), size);
        item->setGeometry(QStyle::visualRect(direction, room, at));
        x += size.width() + m_gap;
    }
}

int FlowLayout::arrange(const QRect &rect, bool apply) const
{
    const QMargins margins = contentsMargins();
    QRect room = rect.marginsRemoved(margins);
    int height = 0;
    for (qsizetype first = 0; first < m_items.size();) {
        const Line line = lineFrom(first, room.width());
        if (apply)
            place(line, room.translated(0, height));
        first += line.items.size();
        height += line.height + (first < m_items.size() && line.height > 0 ? m_gap : 0);
    }
    return height + margins.top() + margins.bottom();
}

} // namespace muster
