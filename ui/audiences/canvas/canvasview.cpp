// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/canvas/canvasview.h"

#include "ui/audiences/canvas/canvasaccessible.h"
#include "ui/audiences/canvas/canvasdragging.h"
#include "ui/audiences/canvas/canvasediting.h"
#include "ui/audiences/canvas/canvaspainter.h"
#include "ui/common/theme.h"

#include <QItemSelectionModel>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>

namespace muster {

CanvasView::CanvasView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_editing(new CanvasEditing(this))
    , m_dragging(new CanvasDragging(this))
{
    installCanvasAccessibility();
    setObjectName(QStringLiteral("criteriaCanvasView"));
    setAccessibleName(tr("Criteria"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setAcceptDrops(true);
    setAcceptDrops(true);
    connect(&Theme::instance(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void CanvasView::setModel(CriteriaTreeModel *model)
{
    m_editing->close();
    if (m_model)
        m_model->disconnect(this);
    delete m_selection;
    m_selection = nullptr;
    m_model = model;
    m_current = m_anchor = m_hovered = m_pressed = noCriteriaNode;
    if (model) {
        m_selection = new QItemSelectionModel(model, this);
        connect(m_selection, &QItemSelectionModel::selectionChanged, this, [this] {
            viewport()->update();
            Q_EMIT selectionChanged();
        });
        connect(model, &CriteriaTreeModel::treeChanged, this, &CanvasView::treeChanged);
        connect(model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &from, const QModelIndex &to) {
            const bool isOne = from.row() == to.row();
            isOne ? updateBox(CriteriaTreeModel::idOf(from)) : viewport()->update();
        });
        m_current = m_anchor = criteriaRootId;
    }
    relayout();
    viewport()->update();
    Q_EMIT currentChanged(m_current);
}

void CanvasView::treeChanged()
{
    const CriteriaTree &tree = m_model->tree();
    relayout();
    if (!m_layout.box(m_current)) {
        // It is gone, or in a closed group: the nearest around it that is shown.
        CriteriaNodeId id = m_current;
        while (tree.contains(id) && !m_layout.box(id))
            id = tree.node(id).parent;
        setCurrent(tree.contains(id) ? id : criteriaRootId);
    }
    if (!tree.contains(m_anchor))
        m_anchor = m_current;
    m_editing->refresh();
    tellCanvasChanged(this);
    viewport()->update();
}

void CanvasView::relayout()
{
    if (!m_model) {
        m_layout = {};
        return;
    }
    const CanvasLayout::Frame frame{.width = viewport()->width(),
                                    .direction = layoutDirection(),
                                    .edited = m_editing->node(),
                                    .remark = m_editing->remarkHeight()};
    m_layout = CanvasLayout(m_model->tree(), CanvasMetrics::of(font(), m_zoom), frame);
    const int page = viewport()->height();
    verticalScrollBar()->setRange(0, std::max(0, m_layout.height() - page));
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setSingleStep(m_layout.metrics().row);
    m_editing->place();
}

QPoint CanvasView::offset() const
{
    return {0, verticalScrollBar()->value()};
}

QList<CriteriaNodeId> CanvasView::selected() const
{
    QList<CriteriaNodeId> ids;
    if (!m_model)
        return ids;
    for (const CriteriaNodeId id : m_model->tree().inReadingOrder()) {
        if (isSelected(id))
            ids << id;
    }
    return ids;
}

bool CanvasView::isSelected(CriteriaNodeId id) const
{
    return m_selection && m_selection->isSelected(m_model->indexOf(id));
}

void CanvasView::choose(CriteriaNodeId id, Choice choice)
{
    if (!m_model || !m_layout.box(id))
        return;
    const QModelIndex index = m_model->indexOf(id);
    using Flag = QItemSelectionModel;
    switch (choice) {
    case Choice::Alone:
        m_selection->select(index, Flag::ClearAndSelect | Flag::Rows);
        m_anchor = id;
        break;
    case Choice::Toggle:
        m_selection->select(index, Flag::Toggle | Flag::Rows);
        m_anchor = id;
        break;
    case Choice::Range: {
        const QList<CanvasBox> &boxes = m_layout.boxes();
        bool within = false;
        QItemSelection range;
        for (const CanvasBox &box : boxes) {
            const bool isEnd = box.id == id || box.id == m_anchor;
            if (within || isEnd)
                range.select(m_model->indexOf(box.id), m_model->indexOf(box.id));
            if (isEnd)
                within = !within && id != m_anchor;
        }
        m_selection->select(range, Flag::ClearAndSelect | Flag::Rows);
        break;
    }
    case Choice::Keep:
        break;
    }
    setCurrent(id);
    scrollTo(id);
}

void CanvasView::choose(const QList<CriteriaNodeId> &ids)
{
    if (!m_model || ids.isEmpty())
        return;
    QItemSelection all;
    for (const CriteriaNodeId id : ids)
        all.select(m_model->indexOf(id), m_model->indexOf(id));
    m_selection->select(all, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_anchor = ids.first();
    setCurrent(ids.first());
    scrollTo(ids.first());
}

void CanvasView::setCurrent(CriteriaNodeId id)
{
    if (m_current == id)
        return;
    if (m_editing->node() != noCriteriaNode && m_editing->node() != id)
        m_editing->close();
    updateBox(m_current);
    m_current = id;
    updateBox(id);
    tellFocus();
    Q_EMIT currentChanged(id);
}

void CanvasView::tellFocus()
{
    if (hasFocus())
        tellCanvasFocus(this, m_current);
}

void CanvasView::follow(const QList<CriteriaNodeId> &ids)
{
    QList<CriteriaNodeId> shown;
    for (CriteriaNodeId id : ids) {
        while (m_model && m_model->tree().contains(id) && !m_layout.box(id))
            id = m_model->tree().node(id).parent;
        if (m_layout.box(id) && !shown.contains(id))
            shown << id;
    }
    choose(shown);
}

void CanvasView::reveal(CriteriaNodeId id)
{
    if (!m_model || !m_model->tree().contains(id))
        return;
    QList<CriteriaNodeId> closed;
    for (CriteriaNodeId group = m_model->tree().node(id).parent; group != noCriteriaNode;
         group = m_model->tree().node(group).parent) {
        if (m_model->tree().node(group).flags.collapsed)
            closed << group;
    }
    if (!closed.isEmpty())
        m_model->apply(m_model->edits().setCollapsed(closed, false));
    choose(id, Choice::Alone);
}

void CanvasView::scrollTo(CriteriaNodeId id)
{
    const CanvasBox *box = m_layout.box(id);
    if (!box)
        return;
    const int gap = m_layout.metrics().gap;
    QScrollBar *bar = verticalScrollBar();
    const int top = box->head.top() - gap, bottom = box->head.top() + box->head.height() + gap;
    if (top < bar->value())
        bar->setValue(top);
    else if (bottom > bar->value() + viewport()->height())
        bar->setValue(bottom - viewport()->height());
}

void CanvasView::setZoom(double zoom)
{
    const double bounded = std::clamp(zoom, 0.5, 2.0);
    if (qFuzzyCompare(bounded, m_zoom))
        return;
    m_zoom = bounded;
    relayout();
    scrollTo(m_current);
    viewport()->update();
    Q_EMIT zoomChanged(m_zoom);
}

void CanvasView::updateBox(CriteriaNodeId id)
{
    if (const CanvasBox *box = m_layout.box(id))
        viewport()->update(onViewport(box->frame).adjusted(-2, -2, 2, 2));
}

void CanvasView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), Theme::instance().tokens().surface);
    if (!m_model)
        return;
    painter.translate(-offset());
    const QRect seen = event->rect().translated(offset());
    CanvasPainter boxes(painter, m_layout, *m_model);
    for (const CanvasBox &box : m_layout.boxes()) {
        if (!box.frame.adjusted(-2, -2, 2, 2).intersects(seen))
            continue;
        boxes.paint(box,
                    {.selected = isSelected(box.id),
                     .current = box.id == m_current && (hasFocus() || m_editing->node() == box.id),
                     .hovered = box.id == m_hovered,
                     .edited = m_editing->node() == box.id,
                     .part = box.id == m_hovered ? m_hoveredPart : CanvasPart::None});
    }
    const CanvasDrop &drop = m_dragging->plan();
    if (drop.kind != CanvasDrop::Kind::Nowhere)
        boxes.paintDrop(drop.mark, drop.kind == CanvasDrop::Kind::Onto || drop.mark.height() >= m_layout.metrics().row,
                        drop.kind == CanvasDrop::Kind::Refused);
}

void CanvasView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    relayout();
}

void CanvasView::scrollContentsBy(int dx, int dy)
{
    QAbstractScrollArea::scrollContentsBy(dx, dy);
    m_editing->place();
    viewport()->update();
}

void CanvasView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange
        || event->type() == QEvent::StyleChange) {
        relayout();
        viewport()->update();
    }
}

void CanvasView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    updateBox(m_current);
    tellFocus();
}

void CanvasView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    updateBox(m_current);
}

} // namespace muster
