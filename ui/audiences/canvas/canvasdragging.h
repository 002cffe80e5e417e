// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriaedits.h"
#include "models/audiences/criteriatree.h"
#include "ui/audiences/canvas/canvaslayout.h"
#include "ui/common/forward.h"

#include <QObject>
#include <QPoint>
#include <QString>
#include <QTimer>
#include <memory>
#include <tl/expected.hpp>

class QDragEnterEvent;
class QDragMoveEvent;
class QDropEvent;
class QObject;

namespace muster {

class CanvasView;

/// Criteria on the clipboard and in drags: JSON as it is sent, as application/json and as plain text, so that it can be
/// passed on anywhere and come from anywhere.

/// `nodes` of `tree`, in reading order, and which view they are dragged from, if any.
[[nodiscard]] std::unique_ptr<QMimeData> clippingOf(const CriteriaTree &tree, const QList<CriteriaNodeId> &nodes,
                                                    const QObject *draggedFrom = nullptr);
/// The nodes that are being dragged from `view` itself; empty: it is from elsewhere.
[[nodiscard]] QList<CriteriaNodeId> clippedNodes(const QMimeData &data, const QObject *view);
/// There is text that may be criteria.
[[nodiscard]] bool hasClipping(const QMimeData &data);
/// The parts, or a sentence that says what is wrong and where. Any text that somebody copied may be there.
[[nodiscard]] tl::expected<QList<CriteriaNode>, QString> readClipping(const QMimeData &data);

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

/// Drags on a canvas: what is taken along, where it would go, the reason at the pointer when it cannot, and scrolling
/// at the edges. Every move makes a plan (planCanvasDrop()), letting go carries out the last one.
class CanvasDragging : public QObject
{
    Q_OBJECT

public:
    explicit CanvasDragging(CanvasView *view);
    /// Takes the selected boxes along; comes back when they are let go.
    void start();
    /// What a drag of the selected boxes carries; nullptr: nothing that can be dragged.
    [[nodiscard]] std::unique_ptr<QMimeData> dragData() const;
    [[nodiscard]] const CanvasDrop &plan() const { return m_plan; }

    void enter(QDragEnterEvent *event);
    void move(QDragMoveEvent *event);
    void leave();
    void drop(QDropEvent *event);

private:
    [[nodiscard]] CanvasPayload payload(const QMimeData &data, QString &fault) const;
    void makePlan(const QDropEvent &event);
    void accept(QDropEvent *event) const;
    void setPlan(CanvasDrop plan);
    void showReason(QPoint onViewport);
    void scrollAtEdge();

    CanvasView &m_view;
    CanvasDrop m_plan;
    CanvasPayload m_payload;
    QString m_fault; ///< Why what is dragged here cannot be read at all.
    PlainLabel *m_reason = nullptr;
    QTimer m_scroll;
    QPoint m_pointer; ///< On the viewport.
};

} // namespace muster
