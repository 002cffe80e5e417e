// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriatree.h"

#include <vector>

namespace muster {

/// What is to be counted: criteria with all their nodes, and which of them are left out for a what-if.
struct CriteriaQuestion
{
    CriteriaGroup criteria;
    QList<CriteriaPath> muted; ///< With all that is in them; ways that lead nowhere are passed over.

    [[nodiscard]] static CriteriaQuestion of(const CriteriaTree &draft);
    bool operator==(const CriteriaQuestion &) const = default;
};

/// The nodes of a question in reading order: a group before its members. A plain value.
struct CriteriaOutline
{
    struct Node
    {
        CriteriaPath path;
        int parent = -1; ///< -1: the outer group.
        bool isGroup = false;
        CriteriaJoin join = CriteriaJoin::And; ///< Of a group.
        std::vector<int> members; ///< Of a group: places in `nodes`.
        CriteriaCondition condition; ///< Unless it is a group.
        bool isMuted = false; ///< Itself.
        /// A condition, or a group of which at least one member counts. What says nothing is left out of its group,
        /// muted or not: a group whose members are all muted, or that has none, neither lets all in nor keeps all out.
        bool saysSomething = true;
        [[nodiscard]] bool counts() const { return saysSomething && !isMuted; }
    };
    std::vector<Node> nodes; ///< At least the outer group.

    [[nodiscard]] static CriteriaOutline of(const CriteriaQuestion &question);
    /// Counts, and so do all groups above it.
    [[nodiscard]] bool takesPart(int node) const;
};

} // namespace muster
