// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriaedits.h"
#include "ui/audiences/canvas/canvaslayout.h"

#include <QPoint>
#include <QString>

namespace muster {

/// What is being dragged: boxes of this very draft, or parts from elsewhere.
struct CanvasPayload
{
    QList<CriteriaNodeId> nodes;
    QList<CriteriaNode> parts; ///< Used when there are no nodes.
    [[nodiscard]] bool isEmpty() const { return nodes.isEmpty() && parts.empty(); }
};

/// What letting go at a place would do.
struct CanvasDrop
{
    enum class Kind {
        Nowhere, ///< Beside all boxes.
        Between, ///< A line, `mark`, where it would go.
        Onto, ///< `mark` is the box that it would make a group with, or the group that it would go into.
        Refused, ///< `reason` says why.
    };
    Kind kind = Kind::Nowhere;
    QRect mark; ///< On the canvas.
    QString reason; ///< A whole sentence.
    CriteriaEditResult result = tl::unexpected(CriteriaRefusal()); ///< The edit to be made.
};

/// The plan for that point, made by trying it on a copy of the tree: what is promised while dragging is what happens.
/// On a condition the middle makes a group with it, its edges put beside it; in a group the nearest place between its
/// members counts. Needs no window.
[[nodiscard]] CanvasDrop planCanvasDrop(const CanvasLayout &layout, const CriteriaTree &tree, QPoint point,
                                        const CanvasPayload &payload, CriteriaEdits::Transfer transfer);

} // namespace muster
