// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/canvas/canvasdrop.h"

#include "models/text/criteriawords.h"

namespace muster {

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

} // namespace muster
