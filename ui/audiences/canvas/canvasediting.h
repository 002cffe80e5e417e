// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriatree.h"
#include "ui/audiences/canvas/canvaslayout.h"

#include <QObject>

namespace muster {

class CanvasView;
class ConditionEditor;

/// The one set of fields of a canvas: which condition it lies on, and what becomes of what is typed there.
class CanvasEditing : public QObject
{
    Q_OBJECT

public:
    explicit CanvasEditing(CanvasView *view);
    [[nodiscard]] CriteriaNodeId node() const { return m_node; } ///< noCriteriaNode: closed.
    [[nodiscard]] int remarkHeight() const; ///< Of what is said below the fields.
    /// Refuses a locked condition in words. A condition that is not shown stays closed.
    void open(CriteriaNodeId condition, CanvasPart part);
    void close();
    void refresh(); ///< The tree changed.
    void place(); ///< The boxes moved.

Q_SIGNALS:
    void severalAsked(muster::CriteriaNodeId condition); ///< "is one of…"

private:
    [[nodiscard]] ConditionEditor &editor();
    void show();

    CanvasView &m_view;
    ConditionEditor *m_editor = nullptr; ///< Made when it is needed first.
    CriteriaNodeId m_node = noCriteriaNode;
    bool m_isShowing = false;
};

} // namespace muster
