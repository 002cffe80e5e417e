// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/audiences/canvas/canvaslayout.h"

#include <optional>

namespace muster {

/// Where the keyboard goes on the canvas.
enum class CanvasStep { Up, Down, PageUp, PageDown, First, Last, Outward, Inward };

/// The box that the step leads to from `from`; `from` itself where it ends. `page`: height of what is seen of the
/// canvas. Outward is the group around; inward is the first member.
[[nodiscard]] CriteriaNodeId canvasStep(const CanvasLayout &layout, const CriteriaTree &tree, CriteriaNodeId from,
                                        CanvasStep step, int page);

/// Where Alt and an arrow move a box to: up and down among its neighbours, out behind the group that it is in, into
/// the group before it. Nothing: there is no such place.
struct CanvasPlace
{
    CriteriaNodeId parent = noCriteriaNode;
    int index = 0;
};
[[nodiscard]] std::optional<CanvasPlace> canvasMove(const CriteriaTree &tree, const QList<CriteriaNodeId> &nodes,
                                                    CanvasStep step);

} // namespace muster
