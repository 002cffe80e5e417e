// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/criteriatreemodel.h"
#include "ui/audiences/canvas/canvaslayout.h"
#include "ui/common/designtokens.h"

class QPainter;

namespace muster {

/// The colour of the rail of a group at that level (1 to criteriaDepthLimit; deeper ones begin anew). At least 3:1 on
/// surface and raised: it carries the line that says ALL or ANY. Never the only sign of a level.
/// In high contrast at least 4.5:1.
[[nodiscard]] QColor depthRail(int level, bool dark, bool highContrast = false);
/// The ground of a group's box, barely tinted: text and muted text keep 4.5:1 on it.
/// In high contrast it is the surface itself.
[[nodiscard]] QColor depthGround(int level, bool dark, bool highContrast = false);

/// How a box stands at the moment it is painted.
struct CanvasBoxState
{
    bool selected = false;
    bool current = false; ///< With the focus of the keyboard.
    bool hovered = false; ///< Handles are shown.
    bool edited = false; ///< Its fields are covered by what edits them.
    CanvasPart part = CanvasPart::None; ///< What the pointer is on.
};

/// Paints boxes from what the model says of them; knows no widget.
class CanvasPainter
{
public:
    CanvasPainter(QPainter &painter, const CanvasLayout &layout, const CriteriaTreeModel &model);
    void paint(const CanvasBox &box, const CanvasBoxState &state);
    /// The mark of what letting go would do.
    void paintDrop(const QRect &mark, bool isBox, bool refused);

private:
    void paintGround(const CanvasBox &box, const CanvasBoxState &state);
    void paintRail(const CanvasBox &box);
    void paintHead(const CanvasBox &box, const CanvasBoxState &state);
    void paintSwitch(const CanvasBox &box, CanvasPart part, bool chosen, const CanvasBoxState &state);
    void paintFoot(const CanvasBox &box, const CanvasBoxState &state);
    void paintRow(const CanvasBox &box, const CanvasBoxState &state);
    void paintEnd(const CanvasBox &box, const CanvasBoxState &state);
    void paintButton(const QRect &rect, const QString &text, bool enabled, bool hovered);
    void icon(const char *name, const QRect &rect, ColourRole role);
    void text(const QRect &rect, const QString &words, const QColor &colour, const QFont &font,
              Qt::Alignment alignment = Qt::AlignLeft);
    [[nodiscard]] QString cell(CriteriaNodeId id, CriteriaTreeModel::Column column) const;

    QPainter &m_painter;
    const CanvasLayout &m_layout;
    const CriteriaTreeModel &m_model;
    const DesignTokens &m_tokens;
    const bool m_dark, m_high;
};

/// "depth 2 of 5", and in an empty group what to do about it.
[[nodiscard]] QString canvasDepthText(const CriteriaTree &tree, CriteriaNodeId group);
/// Whether a condition or a group may be put into the group; else why not, in a sentence.
[[nodiscard]] QString whyNoCondition(const CriteriaTree &tree, CriteriaNodeId group);
[[nodiscard]] QString whyNoGroup(const CriteriaTree &tree, CriteriaNodeId group);

} // namespace muster
