// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/audiences/canvas/canvasdrop.h"

#include <QObject>
#include <QTimer>
#include <memory>

class QDragEnterEvent;
class QDragMoveEvent;
class QDropEvent;
class QMimeData;

namespace muster {

class CanvasView;
class PlainLabel;

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
