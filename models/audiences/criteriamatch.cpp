// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/criteriamatch.h"

#include "network/codec/criteriacodec.h"

#include <algorithm>

namespace muster {

namespace {

constexpr qint64 mostPairs = 1'000'000;
constexpr int half = 50; // percent

} // namespace

QList<std::pair<int, int>> longestCommonRun(int left, int right, const std::function<bool(int, int)> &same)
{
    QList<std::pair<int, int>> run;
    if (qint64(left) * right > mostPairs) {
        for (int i = 0, j = 0; i < left && j < right; ++i, ++j) {
            if (same(i, j))
                run.append({i, j});
        }
        return run;
    }
    const auto width = std::size_t(right) + 1;
    std::vector<int> length((std::size_t(left) + 1) * width, 0);
    const auto at = [&](int i, int j) -> int & { return length[std::size_t(i) * width + std::size_t(j)]; };
    for (int i = left - 1; i >= 0; --i) {
        for (int j = right - 1; j >= 0; --j)
            at(i, j) = same(i, j) ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    }
    for (int i = 0, j = 0; i < left && j < right;) {
        if (same(i, j) && at(i, j) == at(i + 1, j + 1) + 1)
            run.append({i++, j++});
        else if (at(i + 1, j) >= at(i, j + 1))
            ++i;
        else
            ++j;
    }
    return run;
}

CriteriaMatch::CriteriaMatch(const CriteriaTree &before, const CriteriaTree &after)
    : m_beforeTree(before)
    , m_afterTree(after)
    , m_beforeKeys(keysOf(before))
    , m_afterKeys(keysOf(after))
{
    pair(criteriaRootId, criteriaRootId);
    alignMembers(criteriaRootId, criteriaRootId);
    pairMoved();
    // Groups that went elsewhere and changed on the way: at least half of what is in them must have come along.
    pairGroups(openBefore(m_beforeTree.inReadingOrder()), openAfter(m_afterTree.inReadingOrder()), Look::Members, half);
    pairMoved();
    // Groups of groups have no conditions of their own to go by.
    for (const CriteriaNodeId id : m_beforeTree.inReadingOrder()) {
        if (const CriteriaNodeId other = this->after(id); other != noCriteriaNode)
            pairGroups(openBefore(m_beforeTree.node(id).members), openAfter(m_afterTree.node(other).members),
                       Look::Everything, half);
    }
    pairChanged();
}

// What a node says, all that is in it included.
CriteriaMatch::Keys CriteriaMatch::keysOf(const CriteriaTree &tree)
{
    Keys keys;
    const Ids order = tree.inReadingOrder();
    for (auto id = order.crbegin(); id != order.crend(); ++id) {
        const CriteriaTreeNode &node = tree.node(*id);
        if (!node.group) {
            keys.insert(*id, writeCriteriaNodes({CriteriaNode{node.condition}}));
            continue;
        }
        QByteArray key = node.join == CriteriaJoin::And ? "AND[" : "OR[";
        for (const CriteriaNodeId member : node.members)
            key += keys.value(member) + ',';
        keys.insert(*id, key + ']');
    }
    return keys;
}

void CriteriaMatch::pair(CriteriaNodeId before, CriteriaNodeId after)
{
    m_after.insert(before, after);
    m_before.insert(after, before);
}

// Two parts that say the same, member by member. A member that was matched on its own already stays with its match.
void CriteriaMatch::pairAll(CriteriaNodeId before, CriteriaNodeId after)
{
    const Ids beforeOrder = m_beforeTree.inReadingOrder(before);
    const Ids afterOrder = m_afterTree.inReadingOrder(after);
    for (qsizetype i = 0; i < beforeOrder.size(); ++i) {
        if (!m_after.contains(beforeOrder[i]) && !m_before.contains(afterOrder[i]))
            pair(beforeOrder[i], afterOrder[i]);
    }
}

CriteriaMatch::Ids CriteriaMatch::openBefore(const Ids &among) const
{
    Ids open;
    std::copy_if(among.cbegin(), among.cend(), std::back_inserter(open),
                 [this](CriteriaNodeId id) { return !m_after.contains(id); });
    return open;
}

CriteriaMatch::Ids CriteriaMatch::openAfter(const Ids &among) const
{
    Ids open;
    std::copy_if(among.cbegin(), among.cend(), std::back_inserter(open),
                 [this](CriteriaNodeId id) { return !m_before.contains(id); });
    return open;
}

// Of two groups that are each other: members that say the same first in their order, then wherever they are among the
// members, then groups that hold something in common.
void CriteriaMatch::alignMembers(CriteriaNodeId before, CriteriaNodeId after)
{
    const Ids beforeMembers = openBefore(m_beforeTree.node(before).members);
    const Ids afterMembers = openAfter(m_afterTree.node(after).members);
    const auto run = longestCommonRun(int(beforeMembers.size()), int(afterMembers.size()), [&](int i, int j) {
        return m_beforeKeys.value(beforeMembers[i]) == m_afterKeys.value(afterMembers[j]);
    });
    for (const auto &[i, j] : run)
        pairAll(beforeMembers[i], afterMembers[j]);
    pairAlike(openBefore(beforeMembers), openAfter(afterMembers));
    pairGroups(openBefore(beforeMembers), openAfter(afterMembers), Look::Members, 1);
}

void CriteriaMatch::pairAlike(const Ids &before, const Ids &after)
{
    QHash<QByteArray, Ids> waiting;
    for (const CriteriaNodeId id : after)
        waiting[m_afterKeys.value(id)].append(id);
    for (const CriteriaNodeId id : before) {
        const auto same = waiting.find(m_beforeKeys.value(id));
        // Its own group may have taken it along in the meantime.
        while (same != waiting.end() && !same->isEmpty() && m_before.contains(same->first()))
            same->removeFirst();
        if (same != waiting.end() && !same->isEmpty() && !m_after.contains(id))
            pairAll(id, same->takeFirst());
    }
}

// Percent: conditions that are in both, of those of the larger one. Conditions of the same field count half.
int CriteriaMatch::likeness(CriteriaNodeId before, CriteriaNodeId after, Look look) const
{
    const auto conditions = [look](const CriteriaTree &tree, CriteriaNodeId group) {
        Ids ids = look == Look::Members ? tree.node(group).members : tree.inReadingOrder(group);
        ids.removeIf([&tree](CriteriaNodeId id) { return tree.node(id).group; });
        return ids;
    };
    const Ids left = conditions(m_beforeTree, before), right = conditions(m_afterTree, after);
    QHash<QByteArray, int> wholes;
    QHash<QString, int> fields;
    for (const CriteriaNodeId id : left) {
        ++wholes[m_beforeKeys.value(id)];
        ++fields[m_beforeTree.node(id).condition.field];
    }
    qsizetype points = 0;
    for (const CriteriaNodeId id : right) {
        points += wholes[m_afterKeys.value(id)]-- > 0 ? 1 : 0;
        points += fields[m_afterTree.node(id).condition.field]-- > 0 ? 1 : 0;
    }
    return left.isEmpty() || right.isEmpty() ? 0 : int(points * half / std::max(left.size(), right.size()));
}

// The likest pair first; of equals one that joins alike, then the one that is first in reading order.
void CriteriaMatch::pairGroups(const Ids &before, const Ids &after, Look look, int least)
{
    struct Candidate
    {
        int likeness = 0;
        std::size_t place = 0;
        CriteriaNodeId before = noCriteriaNode, after = noCriteriaNode;
    };
    std::vector<Candidate> candidates;
    if (qint64(before.size()) * after.size() > mostPairs)
        return;
    for (const CriteriaNodeId one : before) {
        for (const CriteriaNodeId other : after) {
            if (!m_beforeTree.node(one).group || !m_afterTree.node(other).group)
                continue;
            const bool joinAlike = m_beforeTree.node(one).join == m_afterTree.node(other).join;
            if (const int like = likeness(one, other, look); like >= least)
                candidates.push_back({2 * like + (joinAlike ? 1 : 0), candidates.size(), one, other});
        }
    }
    std::sort(candidates.begin(), candidates.end(), [](const Candidate &a, const Candidate &b) {
        return a.likeness != b.likeness ? a.likeness > b.likeness : a.place < b.place;
    });
    for (const Candidate &candidate : candidates) {
        if (m_after.contains(candidate.before) || m_before.contains(candidate.after))
            continue;
        pair(candidate.before, candidate.after);
        alignMembers(candidate.before, candidate.after);
    }
}

// Parts that say the same anywhere, the largest first, so that a group goes with what is in it.
void CriteriaMatch::pairMoved()
{
    std::vector<std::pair<qsizetype, int>> bySize; // negative, so that the largest is first
    const Ids open = openBefore(m_beforeTree.inReadingOrder());
    for (int i = 0; i < int(open.size()); ++i)
        bySize.emplace_back(-m_beforeKeys.value(open[i]).size(), i);
    std::sort(bySize.begin(), bySize.end());
    Ids before;
    for (const auto &[size, place] : bySize)
        before.append(open[place]);
    pairAlike(before, openAfter(m_afterTree.inReadingOrder()));
}

// What is left in two groups that are each other: conditions that ask for the same field.
void CriteriaMatch::pairChanged()
{
    for (const CriteriaNodeId group : m_beforeTree.inReadingOrder()) {
        const CriteriaNodeId other = after(group);
        if (other == noCriteriaNode || !m_beforeTree.node(group).group)
            continue;
        for (const CriteriaNodeId id : openBefore(m_beforeTree.node(group).members)) {
            for (const CriteriaNodeId candidate : openAfter(m_afterTree.node(other).members)) {
                const CriteriaTreeNode &one = m_beforeTree.node(id), &two = m_afterTree.node(candidate);
                if (!one.group && !two.group && one.condition.field == two.condition.field) {
                    pair(id, candidate);
                    break;
                }
            }
        }
    }
}

} // namespace muster
