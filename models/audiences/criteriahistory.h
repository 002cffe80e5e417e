// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriaedits.h"

#include <QByteArray>
#include <QList>
#include <optional>

namespace muster {

/// A step that can be undone, or was.
struct CriteriaHistoryStep
{
    CriteriaStep step = CriteriaStep::Replace;
    int count = 1; ///< Nodes that it was about, for its words.
    CriteriaNodeId node = noCriteriaNode; ///< The first of them.
    CriteriaTree after;
};

/// All that happened to a draft, and where in it the draft is: what is kept beside a draft so that undoing goes on
/// where it was. A value; any thread.
struct CriteriaHistory
{
    CriteriaTree first; ///< Before all steps.
    QList<CriteriaHistoryStep> steps; ///< Each begins where the one before it ended.
    qsizetype done = 0; ///< So many of them are done, the others are undone.

    [[nodiscard]] const CriteriaTree &current() const { return done == 0 ? first : steps[done - 1].after; }
    /// JSON: the first tree in full, of each step the nodes that it changed. Grows by the change, not by the tree.
    [[nodiscard]] QByteArray toBytes() const;
    /// Nothing: not written by toBytes(), damaged, or over criteriaHistoryLimit bytes. Every tree in it is one.
    [[nodiscard]] static std::optional<CriteriaHistory> fromBytes(const QByteArray &bytes);
};

inline constexpr qsizetype criteriaHistoryLimit = 64 * 1024 * 1024;

} // namespace muster
