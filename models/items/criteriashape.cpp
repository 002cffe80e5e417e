// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/criteriashape.h"

#include <QSet>
#include <algorithm>

namespace muster {

namespace {

/// The members that need not move: a longest run of `wanted` that is in the same order in `shown`.
QSet<CriteriaNodeId> inOrder(const QList<CriteriaNodeId> &wanted, const QList<CriteriaNodeId> &shown)
{
    QHash<CriteriaNodeId, int> places;
    for (int at = 0; at < shown.size(); ++at)
        places.insert(shown[at], at);
    // Patience: tails[n] is the last of the best run of n + 1 so far, before[i] what comes before i in its run.
    QList<int> tails, before(wanted.size(), -1);
    for (int i = 0; i < wanted.size(); ++i) {
        const auto place = places.constFind(wanted[i]);
        if (place == places.cend())
            continue;
        const auto tail = std::lower_bound(tails.begin(), tails.end(), *place,
                                           [&](int one, int value) { return places.value(wanted[one]) < value; });
        if (tail != tails.begin())
            before[i] = *std::prev(tail);
        if (tail == tails.end())
            tails.append(i);
        else
            *tail = i;
    }
    QSet<CriteriaNodeId> kept;
    for (int i = tails.isEmpty() ? -1 : tails.constLast(); i >= 0; i = before[i])
        kept.insert(wanted[i]);
    return kept;
}

} // namespace

CriteriaShape::CriteriaShape(const CriteriaTree &tree)
{
    m_members.insert(noCriteriaNode, {criteriaRootId});
    for (const CriteriaNodeId id : tree.inReadingOrder()) {
        const CriteriaTreeNode &node = tree.node(id);
        m_parents.insert(id, node.parent);
        if (!node.members.isEmpty())
            m_members.insert(id, node.members);
    }
}

void CriteriaShape::apply(const CriteriaShapeStep &step)
{
    QList<CriteriaNodeId> &rows = m_members[step.parent];
    switch (step.kind) {
    case CriteriaShapeStep::Kind::Insert:
        for (qsizetype i = 0; i < step.ids.size(); ++i) {
            rows.insert(step.first + i, step.ids[i]);
            m_parents.insert(step.ids[i], step.parent);
        }
        break;
    case CriteriaShapeStep::Kind::Remove: {
        QList<CriteriaNodeId> gone = rows.mid(step.first, step.last - step.first + 1);
        rows.remove(step.first, step.last - step.first + 1);
        while (!gone.isEmpty()) {
            const CriteriaNodeId id = gone.takeLast();
            m_parents.remove(id);
            gone << m_members.take(id);
        }
        break;
    }
    case CriteriaShapeStep::Kind::Move: {
        const CriteriaNodeId id = rows.takeAt(step.first);
        const int left = step.parent == step.target && step.before > step.first ? 1 : 0;
        m_members[step.target].insert(step.before - left, id);
        m_parents.insert(id, step.target);
        break;
    }
    }
}

void CriteriaShape::take(const CriteriaShapeStep &step, QList<CriteriaShapeStep> &steps)
{
    apply(step);
    steps << step;
}

/// Puts what is wanted in `group` there in its order; what is to leave may still stand in between.
void CriteriaShape::placeMembers(const CriteriaTreeNode &group, QList<CriteriaShapeStep> &steps)
{
    const QSet<CriteriaNodeId> resting = inOrder(group.members, members(group.id));
    for (qsizetype i = 0; i < group.members.size(); ++i) {
        const CriteriaNodeId id = group.members[i];
        if (resting.contains(id))
            continue;
        const int place = i == 0 ? 0 : row(group.members[i - 1]) + 1;
        if (contains(id)) {
            const CriteriaNodeId from = parent(id);
            const int at = row(id);
            if (from == group.id && (place == at || place == at + 1))
                continue;
            take({.kind = CriteriaShapeStep::Kind::Move,
                  .parent = from,
                  .first = at,
                  .last = at,
                  .target = group.id,
                  .before = place},
                 steps);
            continue;
        }
        CriteriaShapeStep insertion{.parent = group.id, .first = place, .last = place, .ids = {id}};
        while (i + 1 < group.members.size() && !contains(group.members[i + 1])) {
            insertion.ids << group.members[++i];
            ++insertion.last;
        }
        take(insertion, steps);
    }
}

void CriteriaShape::removeSurplus(const CriteriaTreeNode &group, QList<CriteriaShapeStep> &steps)
{
    const QSet<CriteriaNodeId> wanted(group.members.cbegin(), group.members.cend());
    for (int last = int(members(group.id).size()) - 1; last >= 0; --last) {
        const QList<CriteriaNodeId> rows = members(group.id);
        if (wanted.contains(rows[last]))
            continue;
        int first = last;
        while (first > 0 && !wanted.contains(rows[first - 1]))
            --first;
        take({.kind = CriteriaShapeStep::Kind::Remove, .parent = group.id, .first = first, .last = last}, steps);
        last = first;
    }
}

QList<CriteriaShapeStep> CriteriaShape::stepsTo(const CriteriaTree &tree) const
{
    CriteriaShape shape = *this;
    QList<CriteriaShapeStep> steps;
    if (!shape.contains(criteriaRootId))
        shape.take({.ids = {criteriaRootId}}, steps);
    // A group before its members: where a node moves to, all groups above stand at their final place already, so it
    // never moves into itself.
    const QList<CriteriaNodeId> order = tree.inReadingOrder();
    for (const CriteriaNodeId id : order)
        shape.placeMembers(tree.node(id), steps);
    // All that is wanted has left what is to go.
    for (const CriteriaNodeId id : order)
        shape.removeSurplus(tree.node(id), steps);
    return steps;
}

} // namespace muster
