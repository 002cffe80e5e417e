// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/canvas/canvassteps.h"

#include <algorithm>

namespace muster {

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
