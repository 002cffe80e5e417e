// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriatree.h"

#include <functional>

namespace muster {

/// Which node of one tree is which of another, by what they say; numbers and flags do not matter. The roots are always
/// each other. How it is found stands in resources/decisions/audience-criteria.md. Deterministic; for trees of
/// criteria, not for thousands of members in one group (more than a million pairs are matched in order only).
class CriteriaMatch
{
public:
    CriteriaMatch(const CriteriaTree &before, const CriteriaTree &after);

    /// None: it is gone.
    [[nodiscard]] CriteriaNodeId after(CriteriaNodeId before) const { return m_after.value(before, noCriteriaNode); }
    /// None: it is new.
    [[nodiscard]] CriteriaNodeId before(CriteriaNodeId after) const { return m_before.value(after, noCriteriaNode); }

private:
    using Ids = QList<CriteriaNodeId>;
    using Keys = QHash<CriteriaNodeId, QByteArray>;
    /// What two groups are compared by: the conditions that are members, or all conditions down to the last.
    enum class Look { Members, Everything };

    [[nodiscard]] static Keys keysOf(const CriteriaTree &tree);
    void pair(CriteriaNodeId before, CriteriaNodeId after);
    void pairAll(CriteriaNodeId before, CriteriaNodeId after);
    void alignMembers(CriteriaNodeId before, CriteriaNodeId after);
    void pairAlike(const Ids &before, const Ids &after);
    void pairGroups(const Ids &before, const Ids &after, Look look, int least);
    void pairMoved();
    void pairChanged();
    [[nodiscard]] int likeness(CriteriaNodeId before, CriteriaNodeId after, Look look) const;
    [[nodiscard]] Ids openBefore(const Ids &among) const;
    [[nodiscard]] Ids openAfter(const Ids &among) const;

    const CriteriaTree m_beforeTree, m_afterTree;
    Keys m_beforeKeys, m_afterKeys;
    QHash<CriteriaNodeId, CriteriaNodeId> m_after, m_before;
};

/// The longest run of pairs (i, j), both rising, for which same(i, j) holds; i below `left`, j below `right`.
[[nodiscard]] QList<std::pair<int, int>> longestCommonRun(int left, int right,
                                                          const std::function<bool(int, int)> &same);

} // namespace muster
