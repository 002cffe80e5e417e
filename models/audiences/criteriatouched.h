// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriatree.h"

namespace muster {

/// What a person looks for after the draft went from one state to another (undo, redo), in reading order of `after`:
/// the nodes that came, changed or are in another group; of one that came with all that is in it only itself. Where
/// only an order changed `stepNode`, what the step was about; where nodes are only gone the group that they were in.
/// Empty: nothing changed. Any thread.
[[nodiscard]] QList<CriteriaNodeId> touchedBetween(const CriteriaTree &before, const CriteriaTree &after,
                                                   CriteriaNodeId stepNode);

} // namespace muster
