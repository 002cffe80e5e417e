// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/plots/timechart.h"

#include <QColor>
#include <array>

namespace muster {

/// Colours of series in plots: the palette of Okabe and Ito ("Color Universal Design", 2008), which eyes that lack one
/// of the three receptors tell apart. Those of a light and of a dark ground differ where one has too little contrast;
/// each has 3:1 on the surface, a test computes it. Lines differ in their dashes as well, shades in their patterns.
namespace series {
inline constexpr QRgb blue = 0xff0072b2, skyBlue = 0xff56b4e9, vermillion = 0xffd55e00, orange = 0xffe69f00,
                      green = 0xff009e73, purple = 0xffcc79a7;

[[nodiscard]] inline QColor first(bool dark)
{
    return QColor::fromRgb(dark ? skyBlue : blue);
}
[[nodiscard]] inline QColor second(bool dark)
{
    return QColor::fromRgb(dark ? orange : vermillion);
}
[[nodiscard]] inline QColor third(bool)
{
    return QColor::fromRgb(green);
}
[[nodiscard]] inline QColor fourth(bool)
{
    return QColor::fromRgb(purple);
}

/// Lines of one plot that are told apart at a glance.
inline constexpr qsizetype mostLines = 4;
/// Colour and dash of the line of that number, 0 to mostLines - 1.
inline void wear(TimeChart::Line &line, qsizetype number, bool dark)
{
    constexpr std::array colours{first, second, third, fourth};
    constexpr std::array dashes{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
    line.colour = colours[std::size_t(number)](dark);
    line.style = dashes[std::size_t(number)];
}
} // namespace series

} // namespace muster
