// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/canvas/canvasdragging.h"

#include "ui/audiences/canvas/canvasediting.h"
#include "ui/audiences/canvas/canvasview.h"
#include "ui/audiences/canvas/criteriaclipping.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QAccessible>
#include <QDrag>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QPointer>
#include <QScrollBar>

namespace muster {

namespace {

constexpr std::chrono::milliseconds scrollInterval(40);

CriteriaEdits::Transfer transferOf(const QDropEvent &event)
{
    return event.modifiers() & Qt::ControlModifier ? CriteriaEdits::Transfer::Copy : CriteriaEdits::Transfer::Move;
}

} // namespace

CanvasDragging::CanvasDragging(CanvasView *view)
    : QObject(view)
    , m_view(*view)
{
    m_scroll.setInterval(scrollInterval);
    connect(&m_scroll, &QTimer::timeout, this, &CanvasDragging::scrollAtEdge);
}

std::unique_ptr<QMimeData> CanvasDragging::dragData() const
{
    QList<CriteriaNodeId> nodes = m_view.selected();
    nodes.removeAll(criteriaRootId);
    if (!m_view.model() || nodes.isEmpty())
        return nullptr;
    return clippingOf(m_view.model()->tree(), nodes, &m_view);
}

void CanvasDragging::start()
{
    std::unique_ptr<QMimeData> data = dragData();
    if (!data)
        return;
    m_view.editing().close();
    auto *drag = new QDrag(&m_view);
    const CanvasBox *box = m_view.layoutOfBoxes().box(m_view.current());
    if (box)
        drag->setPixmap(m_view.viewport()->grab(m_view.onViewport(box->head)));
    drag->setMimeData(data.release());
    const QPointer<CanvasDragging> self(this); // the tab may be closed meanwhile
    drag->exec(Qt::MoveAction | Qt::CopyAction, Qt::MoveAction);
    if (self)
        leave();
}

CanvasPayload CanvasDragging::payload(const QMimeData &data, QString &fault) const
{
    const QList<CriteriaNodeId> own = clippedNodes(data, &m_view);
    if (!own.isEmpty())
        return {.nodes = own, .parts = {}};
    if (!hasClipping(data))
        return {};
    const auto parts = readClipping(data);
    if (!parts) {
        fault = parts.error();
        return {};
    }
    return {.nodes = {}, .parts = *parts};
}

void CanvasDragging::enter(QDragEnterEvent *event)
{
    m_fault.clear();
    m_payload = m_view.model() ? payload(*event->mimeData(), m_fault) : CanvasPayload();
    if (m_payload.isEmpty() && m_fault.isEmpty()) {
        event->ignore();
        return;
    }
    makePlan(*event);
    // What cannot be dropped here may be droppable a little further on.
    event->setDropAction(transferOf(*event) == CriteriaEdits::Transfer::Copy ? Qt::CopyAction : Qt::MoveAction);
    event->accept();
}

void CanvasDragging::move(QDragMoveEvent *event)
{
    makePlan(*event);
    accept(event);
}

void CanvasDragging::makePlan(const QDropEvent &event)
{
    m_pointer = event.position().toPoint();
    CanvasDrop plan;
    if (!m_fault.isEmpty()) {
        plan.kind = CanvasDrop::Kind::Refused;
        plan.reason = m_fault;
    } else if (m_view.model()) {
        plan = planCanvasDrop(m_view.layoutOfBoxes(), m_view.model()->tree(), m_pointer + m_view.offset(), m_payload,
                              transferOf(event));
    }
    setPlan(std::move(plan));
    showReason(m_pointer);
    if (!m_scroll.isActive())
        m_scroll.start();
}

void CanvasDragging::accept(QDropEvent *event) const
{
    const bool isPossible = m_plan.kind == CanvasDrop::Kind::Between || m_plan.kind == CanvasDrop::Kind::Onto;
    event->setDropAction(transferOf(*event) == CriteriaEdits::Transfer::Copy ? Qt::CopyAction : Qt::MoveAction);
    isPossible ? event->accept() : event->ignore();
}

void CanvasDragging::leave()
{
    m_scroll.stop();
    m_payload = {};
    m_fault.clear();
    setPlan({});
    showReason({});
}

void CanvasDragging::drop(QDropEvent *event)
{
    makePlan(*event);
    accept(event);
    const CanvasDrop plan = m_plan;
    leave();
    if (plan.kind == CanvasDrop::Kind::Refused) {
        Q_EMIT m_view.refused(plan.reason);
        return;
    }
    if (plan.kind != CanvasDrop::Kind::Nowhere && m_view.model()->apply(plan.result)) {
        m_view.choose(plan.result->touched);
        m_view.setFocus();
    }
}

void CanvasDragging::setPlan(CanvasDrop plan)
{
    const bool isSame = plan.kind == m_plan.kind && plan.mark == m_plan.mark;
    m_plan = std::move(plan);
    if (!isSame)
        m_view.viewport()->update();
}

/// Beside the pointer, inside the canvas.
void CanvasDragging::showReason(QPoint at)
{
    const QString &reason = m_plan.reason;
    if (reason.isEmpty()) {
        if (m_reason)
            m_reason->hide();
        return;
    }
    if (!m_reason) {
        m_reason = new PlainLabel(PlainLabel::Fit::Wrap, m_view.viewport());
        m_reason->setObjectName(QStringLiteral("dropReasonLabel"));
        m_reason->setAttribute(Qt::WA_TransparentForMouseEvents);
        m_reason->setAutoFillBackground(true);
        m_reason->setFrameShape(QFrame::Box);
        m_reason->setMargin(space::xs);
        m_reason->setRole(ColourRole::Bad);
    }
    const bool isNew = m_reason->isHidden() || m_reason->plainText() != reason;
    m_reason->setPlainText(reason);
    const QRect room = m_view.viewport()->rect();
    const int width = std::min(room.width() - 2 * space::s, 320);
    m_reason->resize(width, m_reason->heightForWidth(width));
    const QPoint wanted = at + QPoint(space::l, space::l);
    m_reason->move(std::clamp(wanted.x(), space::s, std::max(space::s, room.width() - width - space::s)),
                   std::clamp(wanted.y(), space::s, std::max(space::s, room.height() - m_reason->height() - space::s)));
    m_reason->show();
    m_reason->raise();
    if (isNew) {
        QAccessibleEvent event(m_reason, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void CanvasDragging::scrollAtEdge()
{
    const int edge = m_view.layoutOfBoxes().metrics().row;
    QScrollBar *bar = m_view.verticalScrollBar();
    if (m_pointer.y() < edge)
        bar->setValue(bar->value() - edge / 2);
    else if (m_pointer.y() > m_view.viewport()->height() - edge)
        bar->setValue(bar->value() + edge / 2);
}

} // namespace muster
