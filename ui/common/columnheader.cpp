// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/columnheader.h"

#include "ui/common/celldelegate.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>

namespace muster {

namespace {

constexpr int fewestColumns = 3; // with fewer there is nothing to choose
constexpr int narrowestSection = 48;
constexpr int lookedAt = 3; ///< Rows, to see whether a column holds numbers.

} // namespace

ColumnHeader::ColumnHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setStretchLastSection(true);
    setMinimumSectionSize(narrowestSection);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &place) { Q_EMIT columnsAsked(mapToGlobal(place)); });
    m_columns = iconButton(this, "columnsButton", QStringLiteral("columns-3"), tr("Choose the columns"));
    m_columns->setFocusPolicy(Qt::NoFocus); // from the keyboard it is in the table's menu
    m_columns->setCursor(Qt::ArrowCursor);
    connect(m_columns, &QToolButton::clicked, this,
            [this] { Q_EMIT columnsAsked(m_columns->mapToGlobal(QPoint(0, m_columns->height()))); });
    connect(this, &QHeaderView::sectionCountChanged, this, &ColumnHeader::placeButton);
    placeButton();
}

/// It shows no selection. With the table's it would ask at each painting whether all of a column is selected, for which
/// QItemSelectionModel goes through all rows: a million of them.
void ColumnHeader::setSelectionModel(QItemSelectionModel *selection)
{
    if (selection && selection->parent() == this) // the one that every view makes for itself
        QHeaderView::setSelectionModel(selection);
}

int ColumnHeader::titleWidth(int section) const
{
    int last = count() - 1;
    while (last >= 0 && isSectionHidden(logicalIndex(last)))
        --last;
    const bool sharesPlace = visualIndex(section) == last && !m_columns->isHidden();
    return sectionSizeHint(section) + (sharesPlace ? m_columns->width() : 0);
}

void ColumnHeader::placeButton()
{
    const int side = height() - 2;
    m_columns->setGeometry(width() - side, 0, side, side);
    m_columns->setVisible(count() >= fewestColumns);
}

void ColumnHeader::resizeEvent(QResizeEvent *event)
{
    QHeaderView::resizeEvent(event);
    placeButton();
}

void ColumnHeader::mouseReleaseEvent(QMouseEvent *event)
{
    QHeaderView::mouseReleaseEvent(event);
    Q_EMIT arranged();
}

void ColumnHeader::mouseDoubleClickEvent(QMouseEvent *event)
{
    QHeaderView::mouseDoubleClickEvent(event);
    Q_EMIT arranged();
}

void ColumnHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int section) const
{
    QHeaderView::initStyleOptionForIndex(option, section);
    alignTitle(option, section);
    // A title of which a part lies under the button, because its column goes on outside, begins with its beginning.
    QStyleOptionHeader seen = *option;
    const int left = sectionViewportPosition(section);
    seen.rect = QRect(left, 0, m_columns->x() - left, height());
    const int room = style()->subElementRect(QStyle::SE_HeaderLabel, &seen, this).width();
    if (m_columns->isHidden() || option->fontMetrics.horizontalAdvance(option->text) <= room)
        return;
    option->text = option->fontMetrics.elidedText(option->text, Qt::ElideRight, std::max(room, 0));
    option->textAlignment = Qt::AlignLeft | Qt::AlignVCenter;
}

/// A title stands above its numbers.
void ColumnHeader::alignTitle(QStyleOptionHeader *option, int section) const
{
    if (!model() || model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).isValid())
        return;
    const int rows = std::min(model()->rowCount(), lookedAt);
    for (int row = 0; row < rows; ++row) {
        if (CellDelegate::alignmentOf(model()->index(row, section)).testFlag(Qt::AlignRight)) {
            option->textAlignment = Qt::AlignRight | Qt::AlignVCenter;
            return;
        }
    }
}

void ColumnHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    QRect title = rect;
    if (!m_columns->isHidden() && rect.right() >= m_columns->x())
        title.setRight(std::max(rect.left(), m_columns->x() - 1));
    if (title != rect) // the line below goes on under the button; first, because the style leaves nothing to be seen
        painter->fillRect(QRect(title.right() + 1, rect.bottom(), rect.right() - title.right(), 1),
                          Theme::instance().tokens().divider);
    QHeaderView::paintSection(painter, title, section);
}

} // namespace muster
