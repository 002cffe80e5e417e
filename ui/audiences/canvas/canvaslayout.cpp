// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/canvas/canvaslayout.h"

#include "models/text/criteriawords.h"
#include "ui/common/designtokens.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace muster {

namespace {

struct CanvasWords
{
    Q_DECLARE_TR_FUNCTIONS(CanvasWords)
};

} // namespace

CanvasMetrics CanvasMetrics::of(const QFont &font, double zoom)
{
    const auto scaled = [zoom](int length) { return std::max(1, int(std::lround(length * zoom))); };
    CanvasMetrics m;
    m.body = font;
    m.body.setPointSizeF(font.pointSizeF() * zoom);
    m.strong = m.body;
    m.strong.setWeight(QFont::DemiBold);
    m.small = m.body;
    m.small.setPointSizeF(m.body.pointSizeF() * 11.5 / 13.0);
    const QFontMetrics body(m.body), strong(m.strong), small(m.small);
    m.allOf = criteriaJoinText(CriteriaJoin::And);
    m.anyOf = criteriaJoinText(CriteriaJoin::Or);
    m.addCondition = CanvasWords::tr("condition");
    m.addGroup = CanvasWords::tr("group");
    m.row = std::max(scaled(rowHeight), body.height() + scaled(space::s));
    m.line = body.height() + scaled(2);
    m.oneLine = 56 * body.averageCharWidth(); // a field of 16 letters, as most are, and as much for the others
    m.gap = scaled(space::xs);
    m.pad = scaled(space::s);
    m.rail = scaled(4);
    m.icon = std::max(scaled(16), 8);
    m.join = std::max(strong.horizontalAdvance(m.allOf), strong.horizontalAdvance(m.anyOf)) + 2 * m.pad;
    m.condition = small.horizontalAdvance(m.addCondition) + m.icon + 2 * m.pad + m.gap;
    m.group = small.horizontalAdvance(m.addGroup) + m.icon + 2 * m.pad + m.gap;
    m.count = body.horizontalAdvance(QStringLiteral("0,000,000"));
    return m;
}

namespace {

/// A stretch of a line.
QRect within(const QRect &line, int left, int width)
{
    return {left, line.top(), std::max(0, width), line.height()};
}

} // namespace

CanvasLayout::CanvasLayout(const CriteriaTree &tree, const CanvasMetrics &metrics, const Frame &frame)
    : m_metrics(metrics)
    , m_frame(frame)
{
    const CanvasMetrics &m = m_metrics;
    const int pad = m.pad;
    m_columns = pad + m.rail + pad;
    m_columnsWidth = std::max(0, frame.width - 2 * pad - m.count - 5 * (m.icon + m.gap) - pad - m_columns);
    const int bottom = arrange(tree, criteriaRootId, QRect(pad, pad, std::max(0, frame.width - 2 * pad), 0), 1);
    m_height = bottom + pad;
    for (qsizetype at = 0; at < m_boxes.size(); ++at) {
        CanvasBox &box = m_boxes[at];
        m_places.insert(box.id, at);
        box.frame = mirrored(box.frame);
        box.head = mirrored(box.head);
        box.foot = mirrored(box.foot);
    }
}

/// Puts the box and all in it at the top of `room`; gives back where it ends.
int CanvasLayout::arrange(const CriteriaTree &tree, CriteriaNodeId id, const QRect &room, int level)
{
    const CriteriaTreeNode &node = tree.node(id);
    const CanvasMetrics &m = m_metrics;
    const qsizetype own = m_boxes.size();
    CanvasBox box{.id = id, .group = node.group, .collapsed = node.group && node.flags.collapsed, .level = level};
    box.head = QRect(room.left(), room.top(), room.width(), node.group ? m.row : rowHeight(id));
    m_boxes.append(box);
    int bottom = box.head.top() + box.head.height();
    if (node.group && !node.flags.collapsed) {
        const int indent = m.rail + m.pad;
        for (const CriteriaNodeId member : node.members)
            bottom = m.gap
                + arrange(tree, member, QRect(room.left() + indent, bottom, room.width() - indent - m.gap, 0),
                          level + 1);
        m_boxes[own].foot = QRect(room.left(), bottom, room.width(), m.row);
        bottom += m.row;
    }
    m_boxes[own].frame = QRect(room.left(), room.top(), room.width(), bottom - room.top());
    return bottom;
}

/// Of either line of a condition, or of its only one.
int CanvasLayout::lineHeight(CriteriaNodeId id) const
{
    return hasTwoLines() && id != m_frame.edited ? m_metrics.line : m_metrics.row;
}

int CanvasLayout::rowHeight(CriteriaNodeId id) const
{
    const int lines = hasTwoLines() ? 2 * (lineHeight(id) + m_metrics.gap) : lineHeight(id);
    return id == m_frame.edited ? lines + m_frame.remark : lines;
}

QRect CanvasLayout::mirrored(const QRect &rect) const
{
    if (m_frame.direction == Qt::LeftToRight || rect.isNull())
        return rect;
    return {m_frame.width - rect.left() - rect.width(), rect.top(), rect.width(), rect.height()};
}

const CanvasBox *CanvasLayout::box(CriteriaNodeId id) const
{
    const auto place = m_places.constFind(id);
    return place == m_places.cend() ? nullptr : &m_boxes[*place];
}

const CanvasBox *CanvasLayout::boxAt(QPoint point) const
{
    const CanvasBox *innermost = nullptr;
    for (const CanvasBox &one : m_boxes) {
        if (one.frame.contains(point))
            innermost = &one; // what is in a box comes after it
    }
    return innermost;
}

CanvasPart CanvasLayout::partAt(const CanvasBox &box, QPoint point) const
{
    static constexpr CanvasPart parts[]
        = {CanvasPart::Grip,         CanvasPart::Fold,     CanvasPart::AllOf,      CanvasPart::AnyOf, CanvasPart::Menu,
           CanvasPart::Field,        CanvasPart::Count,    CanvasPart::Comparison, CanvasPart::Value, CanvasPart::Marks,
           CanvasPart::AddCondition, CanvasPart::AddGroup, CanvasPart::Depth};
    for (const CanvasPart part : parts) {
        if (partRect(box, part).contains(point))
            return part;
    }
    return box.frame.contains(point) ? CanvasPart::Body : CanvasPart::None;
}

/// What ends each line: marks, menu, number. `line` is not mirrored.
QRect CanvasLayout::endPart(const QRect &line, CanvasPart part) const
{
    const CanvasMetrics &m = m_metrics;
    const int count = line.right() + 1 - m.pad - m.count;
    const int menu = count - m.gap - m.icon - m.pad;
    const int marks = menu - m.gap - 3 * (m.icon + m.gap);
    switch (part) {
    case CanvasPart::Count:
        return within(line, count, m.count);
    case CanvasPart::Menu:
        return within(line, menu, m.icon + m.pad);
    case CanvasPart::Marks:
        return within(line, marks, menu - m.gap - marks);
    default:
        return {};
    }
}

QRect CanvasLayout::headPart(const CanvasBox &box, const QRect &head, CanvasPart part) const
{
    const CanvasMetrics &m = m_metrics;
    const int grip = head.left() + m.rail + m.gap;
    const int fold = grip + m.icon + m.gap / 2;
    const int join = fold + m.icon + m.gap;
    const int inset = std::max(1, m.gap / 2);
    switch (part) {
    case CanvasPart::Grip:
        return box.id == criteriaRootId ? QRect() : within(head, grip, m.icon);
    case CanvasPart::Fold:
        return within(head, fold, m.icon);
    case CanvasPart::AllOf:
        return within(head, join, m.join).adjusted(0, inset, 0, -inset);
    case CanvasPart::AnyOf:
        return within(head, join + m.join, m.join).adjusted(0, inset, 0, -inset);
    case CanvasPart::Marks: {
        // In a narrow box the switch comes first.
        QRect marks = endPart(head, part);
        marks.setLeft(std::max(marks.left(), join + 2 * m.join + m.gap));
        return marks.width() > 0 ? marks : QRect();
    }
    default:
        return endPart(head, part);
    }
}

QRect CanvasLayout::rowPart(const CanvasBox &box, const QRect &row, CanvasPart part) const
{
    const QRect line(row.left(), row.top(), row.width(), lineHeight(box.id));
    if (part == CanvasPart::Grip)
        return within(line, line.left(), m_metrics.icon);
    return hasTwoLines() ? twoLinesPart(line.translated(0, m_metrics.gap), part) : oneLinePart(line, part);
}

QRect CanvasLayout::oneLinePart(const QRect &line, CanvasPart part) const
{
    const CanvasMetrics &m = m_metrics;
    // The columns of all rows are in line with each other, however deep a row is; only the first begins further in.
    const int field = line.left() + m.icon + m.gap;
    const int end = endPart(line, CanvasPart::Marks).left() - m.gap;
    const int comparison = std::clamp(m_columns + m_columnsWidth * 42 / 100, field, end);
    const int value = std::clamp(m_columns + m_columnsWidth * 63 / 100, comparison, end);
    switch (part) {
    case CanvasPart::Field:
        return within(line, field, comparison - m.gap - field);
    case CanvasPart::Comparison:
        return within(line, comparison, value - m.gap - comparison);
    case CanvasPart::Value:
        return within(line, value, end - value);
    default:
        return endPart(line, part);
    }
}

QRect CanvasLayout::twoLinesPart(const QRect &line, CanvasPart part) const
{
    const CanvasMetrics &m = m_metrics;
    const QRect second = line.translated(0, line.height());
    const int field = line.left() + m.icon + m.gap;
    const int marks = endPart(line, CanvasPart::Marks).width();
    const int end = second.right() + 1 - m.pad - marks - m.gap;
    const int value = field + (end - field) * 42 / 100;
    switch (part) {
    case CanvasPart::Field:
        return within(line, field, endPart(line, CanvasPart::Menu).left() - m.gap - field);
    case CanvasPart::Comparison:
        return within(second, field, value - m.gap - field);
    case CanvasPart::Value:
        return within(second, value, end - value);
    case CanvasPart::Marks:
        return within(second, end + m.gap, marks);
    default:
        return endPart(line, part);
    }
}

QRect CanvasLayout::partRect(const CanvasBox &box, CanvasPart part) const
{
    const CanvasMetrics &m = m_metrics;
    if (!box.group)
        return mirrored(rowPart(box, mirrored(box.frame), part));
    if (part == CanvasPart::AddCondition || part == CanvasPart::AddGroup || part == CanvasPart::Depth) {
        if (box.foot.isNull())
            return {};
        const QRect foot = mirrored(box.foot).adjusted(0, 1, 0, -1);
        const int first = foot.left() + m.rail + m.gap;
        const int second = first + m.condition + m.gap;
        const int rest = second + m.group + m.gap;
        if (part == CanvasPart::AddCondition)
            return mirrored(within(foot, first, m.condition));
        if (part == CanvasPart::AddGroup)
            return mirrored(within(foot, second, m.group));
        return mirrored(within(foot, rest, foot.right() + 1 - m.pad - rest));
    }
    return mirrored(headPart(box, mirrored(box.head), part));
}

namespace {

qsizetype placeOf(const QList<CanvasBox> &boxes, CriteriaNodeId id)
{
    const auto found = std::find_if(boxes.cbegin(), boxes.cend(), [id](const CanvasBox &box) { return box.id == id; });
    return found == boxes.cend() ? -1 : std::distance(boxes.cbegin(), found);
}

/// The farthest box that begins within a page.
qsizetype paged(const QList<CanvasBox> &boxes, qsizetype place, int direction, int page)
{
    const int start = boxes[place].head.top();
    qsizetype reached = place;
    while (reached + direction >= 0 && reached + direction < boxes.size()
           && std::abs(boxes[reached + direction].head.top() - start) <= page)
        reached += direction;
    return reached;
}

} // namespace

CriteriaNodeId canvasStep(const CanvasLayout &layout, const CriteriaTree &tree, CriteriaNodeId from, CanvasStep step,
                          int page)
{
    const QList<CanvasBox> &boxes = layout.boxes();
    const qsizetype place = placeOf(boxes, from);
    if (place < 0)
        return boxes.isEmpty() ? noCriteriaNode : boxes.first().id;
    const qsizetype last = boxes.size() - 1;
    switch (step) {
    case CanvasStep::Up:
        return boxes[std::max<qsizetype>(0, place - 1)].id;
    case CanvasStep::Down:
        return boxes[std::min(last, place + 1)].id;
    case CanvasStep::PageUp:
        return boxes[paged(boxes, place, -1, page)].id;
    case CanvasStep::PageDown:
        return boxes[paged(boxes, place, 1, page)].id;
    case CanvasStep::First:
        return boxes.first().id;
    case CanvasStep::Last:
        return boxes.last().id;
    case CanvasStep::Outward: {
        const CriteriaNodeId parent = tree.node(from).parent;
        return parent == noCriteriaNode ? from : parent;
    }
    case CanvasStep::Inward: {
        const CriteriaNodeId member = tree.node(from).members.value(0, noCriteriaNode);
        return layout.box(member) ? member : from;
    }
    }
    return from;
}

std::optional<CanvasPlace> canvasMove(const CriteriaTree &tree, const QList<CriteriaNodeId> &nodes, CanvasStep step)
{
    if (nodes.isEmpty() || nodes.contains(criteriaRootId))
        return std::nullopt;
    const CriteriaNodeId first = nodes.first(), last = nodes.last();
    const CriteriaNodeId parent = tree.node(first).parent;
    const QList<CriteriaNodeId> &neighbours = tree.node(parent).members;
    const int at = tree.indexOf(first);
    switch (step) {
    case CanvasStep::Up:
        return at > 0 ? std::optional<CanvasPlace>({parent, at - 1}) : std::nullopt;
    case CanvasStep::Down: {
        const int end = tree.node(last).parent == parent ? tree.indexOf(last) : at;
        return end + 1 < neighbours.size() ? std::optional<CanvasPlace>({parent, end + 2}) : std::nullopt;
    }
    case CanvasStep::Outward:
        return parent == criteriaRootId
            ? std::nullopt
            : std::optional<CanvasPlace>({tree.node(parent).parent, tree.indexOf(parent) + 1});
    case CanvasStep::Inward:
        for (int before = at - 1; before >= 0; --before) {
            if (tree.node(neighbours[before]).group)
                return CanvasPlace{neighbours[before], int(tree.node(neighbours[before]).members.size())};
            if (!nodes.contains(neighbours[before]))
                break;
        }
        return std::nullopt;
    default:
        return std::nullopt;
    }
}

} // namespace muster
