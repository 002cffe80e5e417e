// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFont>
#include <QFontMetrics>
#include <QString>

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

} // namespace muster
