// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/canvas/canvasdragging.h"

#include "models/audiences/audiencefile.h"
#include "models/text/criteriawords.h"
#include "ui/audiences/canvas/canvasediting.h"
#include "ui/audiences/canvas/canvasview.h"
#include "ui/common/formparts.h"
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

const QString jsonType = QStringLiteral("application/json");
/// Numbers of nodes and which view they are from; means nothing outside this process.
const QString ownType = QStringLiteral("application/x-muster-criteria-nodes");

QByteArray nameOf(const QObject *view)
{
    return QByteArray::number(quintptr(view), 16);
}

} // namespace

std::unique_ptr<QMimeData> clippingOf(const CriteriaTree &tree, const QList<CriteriaNodeId> &nodes,
                                      const QObject *draggedFrom)
{
    auto data = std::make_unique<QMimeData>();
    const QByteArray json = criteriaClipboard(tree, nodes);
    data->setData(jsonType, json);
    data->setText(QString::fromUtf8(json));
    if (draggedFrom) {
        QByteArrayList own{nameOf(draggedFrom)};
        for (const CriteriaNodeId node : nodes)
            own << QByteArray::number(node);
        data->setData(ownType, own.join(' '));
    }
    return data;
}

QList<CriteriaNodeId> clippedNodes(const QMimeData &data, const QObject *view)
{
    const QByteArrayList own = data.data(ownType).split(' ');
    QList<CriteriaNodeId> nodes;
    if (own.first() != nameOf(view))
        return nodes;
    for (const QByteArray &number : own.mid(1))
        nodes << number.toUInt();
    return nodes;
}

bool hasClipping(const QMimeData &data)
{
    return data.hasFormat(jsonType) || data.hasText();
}

tl::expected<QList<CriteriaNode>, QString> readClipping(const QMimeData &data)
{
    const QByteArray json = data.hasFormat(jsonType) ? data.data(jsonType) : data.text().toUtf8();
    auto parts = readCriteriaClipboard(json);
    if (!parts)
        return tl::unexpected(criteriaFaultText(parts.error()));
    return *std::move(parts);
}

namespace {

/// Where something would go: beside others, or onto one.
struct Place
{
    CriteriaNodeId parent = noCriteriaNode;
    int index = -1;
    CriteriaNodeId onto = noCriteriaNode;
    QRect mark;
};

/// The line in the gap above or below a box.
QRect line(const CanvasLayout &layout, const QRect &box, bool below)
{
    const int thick = std::max(2, layout.metrics().gap / 2);
    const int y = below ? box.top() + box.height() + layout.metrics().gap / 2 : box.top() - layout.metrics().gap / 2;
    return {box.left(), y - thick / 2, box.width(), thick};
}

Place beside(const CanvasLayout &layout, const CriteriaTree &tree, const CanvasBox &box, bool below)
{
    return {.parent = tree.node(box.id).parent,
            .index = tree.indexOf(box.id) + (below ? 1 : 0),
            .mark = line(layout, box.frame, below)};
}

/// The nearest place between the members of an open group.
Place inGroup(const CanvasLayout &layout, const CriteriaTree &tree, const CanvasBox &group, int y)
{
    const QList<CriteriaNodeId> &members = tree.node(group.id).members;
    for (int index = 0; index < members.size(); ++index) {
        const CanvasBox *member = layout.box(members[index]);
        if (member && y < member->frame.center().y())
            return {.parent = group.id, .index = index, .mark = line(layout, member->frame, false)};
    }
    const CanvasBox *last = members.isEmpty() ? nullptr : layout.box(members.constLast());
    QRect above = group.foot.translated(0, -group.foot.height());
    return {.parent = group.id, .index = -1, .mark = line(layout, last ? last->frame : above, true)};
}

Place placeAt(const CanvasLayout &layout, const CriteriaTree &tree, QPoint point)
{
    const CanvasBox *box = layout.boxAt(point);
    if (!box)
        return {};
    const int from = point.y() - box->frame.top(), height = box->frame.height();
    if (!box->group) {
        if (from * 4 < height)
            return beside(layout, tree, *box, false);
        if (from * 4 >= height * 3)
            return beside(layout, tree, *box, true);
        return {.parent = tree.node(box->id).parent, .onto = box->id, .mark = box->frame};
    }
    const bool inHead = point.y() < box->head.top() + box->head.height();
    if (box->id != criteriaRootId && inHead && from * 3 < box->head.height())
        return beside(layout, tree, *box, false);
    if (box->collapsed)
        return {.parent = box->id, .index = -1, .mark = box->frame};
    return inGroup(layout, tree, *box, point.y());
}

CriteriaEditResult attempt(const CriteriaTree &tree, const Place &place, const CanvasPayload &payload,
                           CriteriaEdits::Transfer transfer)
{
    const CriteriaEdits edits(tree);
    if (!payload.nodes.isEmpty()) {
        if (place.onto != noCriteriaNode)
            return edits.groupWith(payload.nodes, place.onto, std::nullopt, transfer);
        return transfer == CriteriaEdits::Transfer::Move ? edits.move(payload.nodes, place.parent, place.index)
                                                         : edits.copy(payload.nodes, place.parent, place.index);
    }
    if (place.onto == noCriteriaNode)
        return edits.paste(place.parent, place.index, payload.parts);
    // Beside it first, then together into a group: one step for whoever undoes it.
    const CriteriaEditResult pasted = edits.paste(place.parent, tree.indexOf(place.onto) + 1, payload.parts);
    return pasted ? CriteriaEdits(pasted->tree)
                        .groupWith(pasted->touched, place.onto, std::nullopt, CriteriaEdits::Transfer::Move)
                  : pasted;
}

} // namespace

CanvasDrop planCanvasDrop(const CanvasLayout &layout, const CriteriaTree &tree, QPoint point,
                          const CanvasPayload &payload, CriteriaEdits::Transfer transfer)
{
    const Place place = placeAt(layout, tree, point);
    if (place.parent == noCriteriaNode || payload.isEmpty())
        return {};
    CanvasDrop drop;
    drop.result = attempt(tree, place, payload, transfer);
    drop.mark = place.mark;
    if (drop.result) {
        const bool isBox = place.onto != noCriteriaNode || place.mark.height() >= layout.metrics().row;
        drop.kind = isBox ? CanvasDrop::Kind::Onto : CanvasDrop::Kind::Between;
    } else if (drop.result.error().code == CriteriaRefusal::Code::NothingChanges) {
        drop = {}; // it is there already
    } else {
        drop.kind = CanvasDrop::Kind::Refused;
        drop.reason = criteriaRefusalText(drop.result.error(), tree);
    }
    return drop;
}

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
        m_reason = named("dropReasonLabel", new PlainLabel(PlainLabel::Fit::Wrap, m_view.viewport()));
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
