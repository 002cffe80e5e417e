// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What mouse, keyboard and drags do to the canvas.

#include "ui/audiences/canvas/canvasdragging.h"
#include "ui/audiences/canvas/canvasediting.h"
#include "ui/audiences/canvas/canvaspainter.h"
#include "ui/audiences/canvas/canvasview.h"
#include "ui/common/tooltips.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

namespace muster {

namespace {

CanvasView::Choice choiceOf(Qt::KeyboardModifiers modifiers)
{
    if (modifiers & Qt::ShiftModifier)
        return CanvasView::Choice::Range;
    return modifiers & Qt::ControlModifier ? CanvasView::Choice::Toggle : CanvasView::Choice::Alone;
}

} // namespace

std::optional<CanvasStep> CanvasView::stepOf(int key) const
{
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    switch (key) {
    case Qt::Key_Up:
        return CanvasStep::Up;
    case Qt::Key_Down:
        return CanvasStep::Down;
    case Qt::Key_PageUp:
        return CanvasStep::PageUp;
    case Qt::Key_PageDown:
        return CanvasStep::PageDown;
    case Qt::Key_Home:
        return CanvasStep::First;
    case Qt::Key_End:
        return CanvasStep::Last;
    case Qt::Key_Left:
        return isMirrored ? CanvasStep::Inward : CanvasStep::Outward;
    case Qt::Key_Right:
        return isMirrored ? CanvasStep::Outward : CanvasStep::Inward;
    default:
        return std::nullopt;
    }
}

void CanvasView::keyPressEvent(QKeyEvent *event)
{
    const CanvasBox *box = m_model ? m_layout.box(m_current) : nullptr;
    const auto step = stepOf(event->key());
    if (!box || (event->modifiers() & Qt::AltModifier)) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    if (step) {
        const bool isFold = box->group && event->modifiers() == Qt::NoModifier
            && ((*step == CanvasStep::Inward && box->collapsed)
                || (*step == CanvasStep::Outward && !box->collapsed && box->id != criteriaRootId));
        if (isFold) {
            actOn(box->id, CanvasPart::Fold);
            return;
        }
        const CriteriaNodeId to
            = canvasStep(m_layout, m_model->tree(), m_current, *step, viewport()->height() - m_layout.metrics().row);
        choose(to, event->modifiers() & Qt::ControlModifier ? Choice::Keep : choiceOf(event->modifiers()));
        return;
    }
    switch (event->key()) {
    case Qt::Key_Space:
        choose(m_current, event->modifiers() & Qt::ControlModifier ? Choice::Toggle : Choice::Alone);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
        if (event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier) {
            actOn(m_current, box->group ? CanvasPart::Fold : CanvasPart::Field);
            return;
        }
        break;
    default:
        break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

void CanvasView::mousePressEvent(QMouseEvent *event)
{
    const QPoint point = event->pos() + offset();
    const CanvasBox *box = m_layout.boxAt(point);
    m_pressed = box ? box->id : noCriteriaNode;
    m_pressedPart = box ? m_layout.partAt(*box, point) : CanvasPart::None;
    m_pressedAt = event->pos();
    m_pressSelects = false;
    if (!box || event->button() != Qt::LeftButton)
        return;
    const CriteriaNodeId id = box->id;
    // Several that are selected stay so until it is clear that they are not to be dragged.
    if (event->modifiers() == Qt::NoModifier && isSelected(id) && selected().size() > 1) {
        m_pressSelects = true;
        choose(id, Choice::Keep);
    } else if (!(event->modifiers() & Qt::ControlModifier)) {
        choose(id, choiceOf(event->modifiers()));
    }
}

void CanvasView::mouseMoveEvent(QMouseEvent *event)
{
    hover(event->pos());
    const bool isFar = (event->pos() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    const bool isButton = m_pressedPart == CanvasPart::AddCondition || m_pressedPart == CanvasPart::AddGroup
        || m_pressedPart == CanvasPart::Menu;
    if (!(event->buttons() & Qt::LeftButton) || m_pressed == noCriteriaNode || !isFar || isButton)
        return;
    if (!isSelected(m_pressed))
        choose(m_pressed, Choice::Alone);
    m_pressed = noCriteriaNode;
    m_dragging->start();
}

void CanvasView::mouseReleaseEvent(QMouseEvent *event)
{
    const QPoint point = event->pos() + offset();
    const CanvasBox *box = m_layout.boxAt(point);
    const CriteriaNodeId id = std::exchange(m_pressed, noCriteriaNode);
    if (!box || box->id != id || event->button() != Qt::LeftButton)
        return;
    if (event->modifiers() & Qt::ControlModifier) {
        choose(id, Choice::Toggle);
        return;
    }
    // The menu of one of several is about all of them, by its button as by the other mouse button.
    if (m_pressSelects && m_pressedPart != CanvasPart::Menu)
        choose(id, Choice::Alone);
    if (event->modifiers() == Qt::NoModifier && m_layout.partAt(*box, point) == m_pressedPart)
        actOn(id, m_pressedPart);
}

void CanvasView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const CanvasBox *box = m_layout.boxAt(event->pos() + offset());
    if (box && box->group && m_layout.partAt(*box, event->pos() + offset()) == CanvasPart::Body
        && box->head.contains(event->pos() + offset()))
        actOn(box->id, CanvasPart::Fold);
    else
        mousePressEvent(event);
}

void CanvasView::actOn(CriteriaNodeId id, CanvasPart part)
{
    const CriteriaTree &tree = m_model->tree();
    switch (part) {
    case CanvasPart::Fold:
        m_model->apply(m_model->edits().setCollapsed({id}, !tree.node(id).flags.collapsed));
        break;
    case CanvasPart::AllOf:
        m_model->apply(m_model->edits().setJoin(id, CriteriaJoin::And));
        break;
    case CanvasPart::AnyOf:
        m_model->apply(m_model->edits().setJoin(id, CriteriaJoin::Or));
        break;
    case CanvasPart::Field:
    case CanvasPart::Comparison:
    case CanvasPart::Value:
        m_editing->open(id, part);
        break;
    case CanvasPart::AddCondition:
        Q_EMIT addConditionAsked(id);
        break;
    case CanvasPart::AddGroup:
        Q_EMIT addGroupAsked(id);
        break;
    case CanvasPart::Menu:
        Q_EMIT menuAsked(
            viewport()->mapToGlobal(onViewport(m_layout.partRect(*m_layout.box(id), CanvasPart::Menu)).bottomLeft()));
        break;
    default:
        break;
    }
}

void CanvasView::hover(QPoint point)
{
    const CanvasBox *box = m_layout.boxAt(point + offset());
    const CriteriaNodeId id = box ? box->id : noCriteriaNode;
    const CanvasPart part = box ? m_layout.partAt(*box, point + offset()) : CanvasPart::None;
    if (id == m_hovered && part == m_hoveredPart)
        return;
    updateBox(m_hovered);
    m_hovered = id;
    m_hoveredPart = part;
    updateBox(id);
}

QString CanvasView::toolTipAt(QPoint point) const
{
    const CanvasBox *box = m_model ? m_layout.boxAt(point) : nullptr;
    if (!box)
        return {};
    const CriteriaTree &tree = m_model->tree();
    switch (m_layout.partAt(*box, point)) {
    case CanvasPart::AddCondition: {
        const QString why = whyNoCondition(tree, box->id);
        return why.isEmpty() ? tr("Add a condition to this group") : why;
    }
    case CanvasPart::AddGroup: {
        const QString why = whyNoGroup(tree, box->id);
        return why.isEmpty() ? tr("Add a group to this group") : why;
    }
    case CanvasPart::AllOf:
        return tr("Everything in this group must match");
    case CanvasPart::AnyOf:
        return tr("At least one item in this group must match");
    case CanvasPart::Grip:
        return tr("Drag to move, Ctrl+drag to copy");
    case CanvasPart::Fold:
        return box->collapsed ? tr("Expand group") : tr("Collapse group");
    case CanvasPart::Menu:
        return tr("Actions");
    default:
        return m_model->indexOf(box->id).data(Qt::AccessibleTextRole).toString();
    }
}

bool CanvasView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), toolTips::text(toolTipAt(help->pos() + offset())), viewport());
        return true;
    }
    if (event->type() == QEvent::Leave)
        hover(QPoint(-1, -1));
    return QAbstractScrollArea::viewportEvent(event);
}

void CanvasView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_model)
        return;
    if (event->reason() == QContextMenuEvent::Mouse) {
        const CanvasBox *box = m_layout.boxAt(event->pos() + offset());
        if (box && !isSelected(box->id))
            choose(box->id, Choice::Alone);
        Q_EMIT menuAsked(event->globalPos());
    } else if (const CanvasBox *box = m_layout.box(m_current)) {
        if (!isSelected(m_current))
            choose(m_current, Choice::Alone);
        Q_EMIT menuAsked(viewport()->mapToGlobal(onViewport(box->head).center()));
    }
}

void CanvasView::wheelEvent(QWheelEvent *event)
{
    if (!(event->modifiers() & Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    if (event->angleDelta().y() != 0)
        setZoom(event->angleDelta().y() > 0 ? m_zoom * zoomStep : m_zoom / zoomStep);
    event->accept();
}

void CanvasView::dragEnterEvent(QDragEnterEvent *event)
{
    m_dragging->enter(event);
}

void CanvasView::dragMoveEvent(QDragMoveEvent *event)
{
    m_dragging->move(event);
}

void CanvasView::dragLeaveEvent(QDragLeaveEvent *event)
{
    m_dragging->leave();
    event->accept();
}

void CanvasView::dropEvent(QDropEvent *event)
{
    m_dragging->drop(event);
}

} // namespace muster
