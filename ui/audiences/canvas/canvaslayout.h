// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriatree.h"

#include <QFont>
#include <QFontMetrics>
#include <QHash>
#include <QList>
#include <QRect>
#include <QString>
#include <optional>

namespace muster {

/// Sizes of everything on the canvas for one font and one zoom, and the words whose widths are among them. Device-
/// independent pixels.
struct CanvasMetrics
{
    /// `zoom`: 1 is the font as it is.
    [[nodiscard]] static CanvasMetrics of(const QFont &font, double zoom);

    QFont body, strong, small;
    QString allOf, anyOf, addCondition, addGroup; ///< On the controls of a group.
    int row = 0; ///< Height of a group's head, of its foot, and of a condition that stands in one line.
    int line = 0; ///< Height of either line of a condition that takes two.
    int oneLine = 0; ///< Least width of field, comparison and value for which a condition stands in one line.
    int gap = 0; ///< Between boxes.
    int pad = 0; ///< Between a box's edge and what is in it.
    int rail = 0; ///< Width of the rail that shows level and join.
    int icon = 0;
    int join = 0; ///< Width of each half of the switch.
    int condition = 0, group = 0; ///< Widths of the two buttons.
    int count = 0; ///< Width of the column of numbers.
};

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
    [[nodiscard]] bool hasTwoLines() const { return m_columnsWidth < m_metrics.oneLine; }
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
