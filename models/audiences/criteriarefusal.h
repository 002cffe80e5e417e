// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriatree.h"

#include <QString>

namespace muster {

/// Why an edit of criteria is not made. criteriaRefusalText() has the words.
struct CriteriaRefusal
{
    enum class Code {
        NothingChosen, ///< No node was given.
        UnknownNode, ///< There is no such node (any more).
        NotAGroup, ///< `node` is a condition where a group is due.
        NotACondition, ///< `node` is a group where a condition is due.
        RootStays, ///< The outer group cannot be moved, copied, removed, wrapped, ungrouped or muted.
        Locked, ///< It is locked, or in a locked group: `node` is what bears the lock.
        HoldsLocked, ///< The locked `node` in it would be displaced.
        TargetLocked, ///< Nothing can be put into `node`, which is locked.
        TooDeep, ///< A group would be at a level beyond the limit; `level` says which.
        IntoItself, ///< A group cannot go into itself: `node`.
        NotTogether, ///< Only members of one group can be wrapped at once.
        NothingChanges, ///< All is as asked already. Windows may pass over it in silence.
        TooMany, ///< More nodes than a draft may have.
    };

    Code code = Code::NothingChanges;
    CriteriaNodeId node = noCriteriaNode; ///< What stands in the way, or what was asked for.
    int level = 0; ///< Of TooDeep.
    /// TooDeep of what was pasted: the group that is too deep, from the pasted criteria on ("conditions[1]"), else
    /// empty.
    QString place;
    bool operator==(const CriteriaRefusal &) const = default;
};

} // namespace muster
