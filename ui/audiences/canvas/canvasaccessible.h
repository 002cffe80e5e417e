// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriatree.h"

namespace muster {

class CanvasView;

/// What a screen reader finds on a canvas: a tree of boxes, each with its sentence, its place on the screen and what
/// can be done with it. Once per application.
void installCanvasAccessibility();
/// The keyboard is on that box now.
void tellCanvasFocus(CanvasView *view, CriteriaNodeId id);
/// Boxes came, went or moved.
void tellCanvasChanged(CanvasView *view);

} // namespace muster
