// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriatree.h"
#include "ui/audiences/canvas/canvasmetrics.h"

#include <QHash>
#include <QList>
#include <QRect>

namespace muster {

/// What can be pointed at in a box.
enum class CanvasPart {
    None,
    Body, ///< Anywhere else in it.
    Grip,
    Fold, ///< Opens and closes a group.
    AllOf,
    AnyOf,
    Field,
    Comparison,
    Value,
    Marks, ///< Locked, muted, a remark.
    Menu,
    Count,
    AddCondition,
    AddGroup,
    Depth, ///< "depth 2 of 5"
};

/// A box: a group with all that is in it, or the row of a condition. In the coordinates of the whole canvas.
struct CanvasBox
{
    CriteriaNodeId id = noCriteriaNode;
    bool group = false;
    bool collapsed = false;
    int level = 1; ///< As CriteriaTree::level().
    QRect frame;
    QRect head; ///< Of a condition: the frame.
    QRect foot; ///< Of an open group; else null.
};

/// Where the boxes of a tree are. On a narrow canvas a condition takes two lines: its field, and below what it is
/// compared with. Arithmetic on the tree alone: a few microseconds a box, so it is done anew after each change, and
/// what is painted is what changed. A value.
class CanvasLayout
{
public:
    CanvasLayout() = default;
    struct Frame
    {
        int width = 0; ///< Of the whole canvas.
        Qt::LayoutDirection direction = Qt::LeftToRight; ///< The other one is the mirror image.
        CriteriaNodeId edited = noCriteriaNode; ///< A condition whose parts are fields to type in,
        int remark = 0; ///< and the height of what is said below them.
    };
    CanvasLayout(const CriteriaTree &tree, const CanvasMetrics &metrics, const Frame &frame);

    [[nodiscard]] const CanvasMetrics &metrics() const { return m_metrics; }
    /// In reading order, without what is in closed groups.
    [[nodiscard]] const QList<CanvasBox> &boxes() const { return m_boxes; }
    [[nodiscard]] const CanvasBox *box(CriteriaNodeId id) const; ///< nullptr: not shown. Valid as long as this.
    [[nodiscard]] int height() const { return m_height; }
    [[nodiscard]] Qt::LayoutDirection direction() const { return m_frame.direction; }

    /// The innermost box there; nullptr: beside all of them.
    [[nodiscard]] const CanvasBox *boxAt(QPoint point) const;
    [[nodiscard]] CanvasPart partAt(const CanvasBox &box, QPoint point) const;
    /// Null: the box has no such part.
    [[nodiscard]] QRect partRect(const CanvasBox &box, CanvasPart part) const;

private:
    int arrange(const CriteriaTree &tree, CriteriaNodeId id, const QRect &room, int level);
    [[nodiscard]] bool hasTwoLines() const;
    [[nodiscard]] int lineHeight(CriteriaNodeId id) const;
    [[nodiscard]] int rowHeight(CriteriaNodeId id) const;
    [[nodiscard]] QRect mirrored(const QRect &rect) const;
    [[nodiscard]] QRect headPart(const CanvasBox &box, const QRect &head, CanvasPart part) const;
    [[nodiscard]] QRect rowPart(const CanvasBox &box, const QRect &row, CanvasPart part) const;
    [[nodiscard]] QRect oneLinePart(const QRect &line, CanvasPart part) const;
    [[nodiscard]] QRect twoLinesPart(const QRect &line, CanvasPart part) const;
    [[nodiscard]] QRect endPart(const QRect &line, CanvasPart part) const;

    CanvasMetrics m_metrics;
    Frame m_frame;
    int m_columns = 0; ///< Where the columns of rows begin, and
    int m_columnsWidth = 0; ///< how much they share.
    int m_height = 0;
    QList<CanvasBox> m_boxes;
    QHash<CriteriaNodeId, qsizetype> m_places;
};

} // namespace muster
