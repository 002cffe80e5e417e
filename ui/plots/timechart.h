// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QFont>
#include <QList>
#include <QPointF>
#include <QString>
#include <optional>

class QPainter;
class QWidget;

namespace muster {

/// The drawing of a plot over time: lines with shaded stretches, axes and a legend. What is drawn and every word comes
/// from outside. Made by PlotModule, of a library that is loaded with the first plot. GUI thread.
///
/// Times are milliseconds since 1970, UTC, and shown on the wall clock of here; values are of one unit and not
/// negative.
class TimeChart
{
public:
    struct Line
    {
        QString name;
        QColor colour;
        Qt::PenStyle style = Qt::SolidLine; ///< Colour is never the only sign.
        QList<QPointF> points; ///< Time and value, in the order of time.
        bool isDotted = false; ///< Each point has a mark, for few points far apart.
    };
    struct Shade
    {
        QString name;
        QColor colour;
        Qt::BrushStyle pattern = Qt::BDiagPattern;
        QList<std::pair<qreal, qreal>> stretches; ///< From and to, in the order of time, none over another.
    };
    struct Content
    {
        qreal from = 0, to = 0; ///< What the time axis shows at least.
        QList<Line> lines;
        QList<Shade> shades; ///< Those without a stretch are not in the legend.
        QString timeTitle, valueTitle; ///< Of the axes.
        QString valueLabel; ///< Of a tick: "%.0f ms".
        std::optional<qreal> top; ///< Of the axis of values; nullopt: a round number above the highest.
    };
    struct Look
    {
        QFont font;
        QColor surface, text, muted, grid, cursor;
    };

    virtual ~TimeChart() = default;

    /// Child of the parent that it was made with, which owns this object with it. Takes no focus.
    [[nodiscard]] virtual QWidget *widget() = 0;
    virtual void setLook(const Look &look) = 0;
    virtual void setContent(const Content &content) = 0;
    virtual void showCursor(qreal time) = 0; ///< A line across the lines, at that time.
    virtual void hideCursor() = 0;
    /// The time that is drawn at `x` pixels of the widget.
    [[nodiscard]] virtual qreal timeAt(qreal x) const = 0;
    [[nodiscard]] virtual QPointF placeOf(qreal time) const = 0; ///< Upper end of the cursor there, in the widget.
    /// All of it as it is shown, for a picture of the widget's size.
    virtual void draw(QPainter &painter) = 0;
};

/// What the library gives out by this name.
using MakeTimeChart = TimeChart *(*)(QWidget *parent);
inline constexpr char makeTimeChartName[] = "musterMakeTimeChart";

} // namespace muster
