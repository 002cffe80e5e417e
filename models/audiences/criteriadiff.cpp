// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/criteriadiff.h"

#include "models/audiences/criteriamatch.h"

#include <QSet>

namespace muster {

namespace {

using State = AudiencePartState::State;

class DiffMaker
{
public:
    DiffMaker(const CriteriaTree &before, const CriteriaTree &after)
        : m_before(before)
        , m_after(after)
        , m_match(before, after)
    {
    }

    QList<CriteriaChange> changes();

private:
    void findReordered();
    void visit(CriteriaNodeId after);
    void addRemoved(CriteriaNodeId group);
    [[nodiscard]] bool isWithParent(CriteriaNodeId before) const;

    const CriteriaTree &m_before, &m_after;
    const CriteriaMatch m_match;
    QSet<CriteriaNodeId> m_reordered; ///< In the newer tree.
    QSet<CriteriaNodeId> m_reported; ///< Removed, in the older tree.
    QList<CriteriaChange> m_changes;
};

// It stands in the group that its own group has become.
bool DiffMaker::isWithParent(CriteriaNodeId before) const
{
    const CriteriaNodeId after = m_match.after(before);
    return after != noCriteriaNode && before != criteriaRootId
        && m_match.after(m_before.node(before).parent) == m_after.node(after).parent;
}

// Of the members that stayed with their group the longest run that kept its order did not move; the others did.
void DiffMaker::findReordered()
{
    for (const CriteriaNodeId group : m_before.inReadingOrder()) {
        const CriteriaNodeId other = m_match.after(group);
        if (other == noCriteriaNode || !m_before.node(group).group)
            continue;
        QList<CriteriaNodeId> was, is;
        for (const CriteriaNodeId id : m_before.node(group).members) {
            if (isWithParent(id))
                was.append(m_match.after(id));
        }
        for (const CriteriaNodeId id : m_after.node(other).members) {
            if (was.contains(id))
                is.append(id);
        }
        const auto run
            = longestCommonRun(int(was.size()), int(is.size()), [&](int i, int j) { return was[i] == is[j]; });
        QSet<CriteriaNodeId> moved(is.cbegin(), is.cend());
        for (const auto &[i, j] : run)
            moved.remove(is[j]);
        m_reordered.unite(moved);
    }
}

void DiffMaker::addRemoved(CriteriaNodeId group)
{
    for (const CriteriaNodeId member : m_before.node(group).members) {
        const bool isGone = m_match.after(member) == noCriteriaNode;
        if (isGone && !m_reported.contains(member)) {
            m_changes.append({CriteriaChange::Kind::Removed, member, noCriteriaNode});
            const QList<CriteriaNodeId> within = m_before.inReadingOrder(member);
            m_reported.unite(QSet<CriteriaNodeId>(within.cbegin(), within.cend()));
        }
    }
}

void DiffMaker::visit(CriteriaNodeId after)
{
    const CriteriaNodeId before = m_match.before(after);
    const CriteriaTreeNode &now = m_after.node(after);
    if (before == noCriteriaNode) {
        // A new group tells of what is new in it; what is not new moved there and tells so itself.
        if (now.parent == noCriteriaNode || m_match.before(now.parent) != noCriteriaNode)
            m_changes.append({CriteriaChange::Kind::Added, noCriteriaNode, after});
    } else {
        const CriteriaTreeNode &was = m_before.node(before);
        if (after != criteriaRootId && (!isWithParent(before) || m_reordered.contains(after)))
            m_changes.append({CriteriaChange::Kind::Moved, before, after});
        if (now.group ? now.join != was.join : now.condition != was.condition)
            m_changes.append({CriteriaChange::Kind::Changed, before, after});
    }
    for (const CriteriaNodeId member : now.members)
        visit(member);
    if (before != noCriteriaNode && now.group)
        addRemoved(before);
}

QList<CriteriaChange> DiffMaker::changes()
{
    findReordered();
    visit(criteriaRootId);
    // Parts of groups that are gone, where the group is not told as removed because something else is said of it.
    for (const CriteriaNodeId group : m_before.inReadingOrder()) {
        if (m_before.node(group).group && !m_reported.contains(group))
            addRemoved(group);
    }
    return m_changes;
}

bool same(AudiencePart part, const AudienceDefinition &a, const AudienceDefinition &b)
{
    switch (part) {
    case AudiencePart::Name:
        return a.name == b.name;
    case AudiencePart::Description:
        return a.description == b.description;
    case AudiencePart::Criteria:
        return a.criteria == b.criteria;
    case AudiencePart::Exclusions: {
        // Ids are the same in upper and lower case (RFC 9562 section 4).
        const auto ids = [](const QStringList &list) {
            QSet<QString> set;
            for (const QString &id : list)
                set.insert(id.toLower());
            return set;
        };
        return ids(a.exclusions) == ids(b.exclusions);
    }
    case AudiencePart::Source:
        return a.source == b.source;
    case AudiencePart::Recalculate:
        return a.recalculateOnUpdate == b.recalculateOnUpdate;
    }
    Q_UNREACHABLE();
}

void take(AudiencePart part, const AudienceDefinition &from, AudienceDefinition &into)
{
    switch (part) {
    case AudiencePart::Name:
        into.name = from.name;
        return;
    case AudiencePart::Description:
        into.description = from.description;
        return;
    case AudiencePart::Criteria:
        into.criteria = from.criteria;
        return;
    case AudiencePart::Exclusions:
        into.exclusions = from.exclusions;
        return;
    case AudiencePart::Source:
        into.source = from.source;
        return;
    case AudiencePart::Recalculate:
        into.recalculateOnUpdate = from.recalculateOnUpdate;
        return;
    }
}

State stateOf(AudiencePart part, const AudienceDefinition &base, const AudienceDefinition &mine,
              const AudienceDefinition &theirs)
{
    const bool mineChanged = !same(part, base, mine), theirsChanged = !same(part, base, theirs);
    if (mineChanged && theirsChanged)
        return same(part, mine, theirs) ? State::Both : State::Conflict;
    if (mineChanged)
        return State::Mine;
    return theirsChanged ? State::Theirs : State::Unchanged;
}

} // namespace

QList<CriteriaChange> criteriaChanges(const CriteriaTree &before, const CriteriaTree &after)
{
    return DiffMaker(before, after).changes();
}

QList<AudiencePart> differingParts(const AudienceDefinition &before, const AudienceDefinition &after)
{
    QList<AudiencePart> parts;
    for (const AudiencePart part : allAudienceParts) {
        if (!same(part, before, after))
            parts.append(part);
    }
    return parts;
}

QList<AudiencePartState> compareThree(const AudienceDefinition &base, const AudienceDefinition &mine,
                                      const AudienceDefinition &theirs)
{
    QList<AudiencePartState> states;
    for (const AudiencePart part : allAudienceParts)
        states.append({part, stateOf(part, base, mine, theirs)});
    return states;
}

AudienceDefinition mergedDefinition(const AudienceDefinition &base, const AudienceDefinition &mine,
                                    const AudienceDefinition &theirs, const QList<AudiencePart> &takeTheirs)
{
    AudienceDefinition merged = mine;
    for (const auto &[part, state] : compareThree(base, mine, theirs)) {
        if (state == State::Theirs || (state == State::Conflict && takeTheirs.contains(part)))
            take(part, theirs, merged);
    }
    return merged;
}

} // namespace muster
