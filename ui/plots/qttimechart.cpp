// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/plots/timechart.h"

#include <QAreaSeries>
#include <QCategoryAxis>
#include <QChart>
#include <QChartView>
#include <QDateTime>
#include <QGraphicsLayout>
#include <QGraphicsLineItem>
#include <QLegendMarker>
#include <QLineSeries>
#include <QLocale>
#include <QPaintEngine>
#include <QPainter>
#include <QValueAxis>
#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <vector>

namespace muster {

namespace {

constexpr double penWidth = 1.6, gridWidth = 1, cursorWidth = 1, markSize = 5;
constexpr double leastShade = 1; ///< Pixels: a short wait in a long run is seen.
/// Pixels. Qt hands a fill of a hundred lines or more to other threads and waits for them: with many stretches, waking
/// those takes most of a frame.
constexpr double shadeBand = 32;
constexpr double shadesAbove = 1; ///< The ground of the chart, and below its grid and lines.
constexpr int mostTicks = 6;
constexpr qint64 minute = 60'000, day = 86'400'000, month = 30 * day, year = 365 * day; ///< In milliseconds.

/// Steps between ticks that people count in, in milliseconds.
constexpr std::array<qint64, 24> timeSteps{1'000,       2'000,     5'000,      10'000,     15'000,     30'000,
                                           60'000,      120'000,   300'000,    600'000,    900'000,    1'800'000,
                                           3'600'000,   7'200'000, 10'800'000, 21'600'000, 43'200'000, 86'400'000,
                                           604'800'000, month,     2 * month,  3 * month,  6 * month,  12 * month};

/// 1, 2 or 5 times a power of ten, at least `least`.
double roundStep(double least)
{
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least)
            return factor * power;
    }
    return 10 * power;
}

/// The stretches of one kind as rectangles, without the smoothing of edges: hatching what is smoothed takes longer than
/// a frame.
class Shades final : public QGraphicsItem
{
public:
    using QGraphicsItem::QGraphicsItem;

    void setRects(const QRectF &bounds, const QList<QRectF> &rects, const QBrush &brush)
    {
        prepareGeometryChange();
        m_bounds = bounds;
        m_rects = rects;
        m_brush = brush;
        update();
    }
    [[nodiscard]] QRectF boundingRect() const override { return m_bounds; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *) override
    {
        painter->setRenderHint(QPainter::Antialiasing, false);
        const bool inBands = painter->paintEngine()->type() == QPaintEngine::Raster; // a file has whole rectangles
        for (const QRectF &rect : m_rects) {
            const double band = inBands ? shadeBand : rect.height();
            for (double top = rect.top(); top < rect.bottom(); top += band)
                painter->fillRect(QRectF(rect.left(), top, rect.width(), std::min(band, rect.bottom() - top)), m_brush);
        }
    }

private:
    QRectF m_bounds;
    QList<QRectF> m_rects;
    QBrush m_brush;
};

/// Into a chart of Qt's own. The view owns this object as the property of a child.
class QtTimeChart final : public QChartView, public TimeChart
{
public:
    explicit QtTimeChart(QWidget *parent)
        : QChartView(new QChart, parent)
        , m_time(new QCategoryAxis)
        , m_value(new QValueAxis)
        , m_cursor(new QGraphicsLineItem(chart()))
    {
        setFrameShape(QFrame::NoFrame);
        setFocusPolicy(Qt::NoFocus);
        setRenderHint(QPainter::Antialiasing);
        setAttribute(Qt::WA_TransparentForMouseEvents); // the plot around it hears of the mouse
        setMinimumSize(0, 0);
        chart()->setMargins(QMargins());
        chart()->layout()->setContentsMargins(0, 0, 0, 0);
        chart()->setBackgroundRoundness(0);
        chart()->setLocalizeNumbers(true);
        chart()->setLocale(QLocale());
        chart()->legend()->setAlignment(Qt::AlignBottom);
        chart()->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
        chart()->legend()->setContentsMargins(0, 0, 0, 0);
        chart()->addAxis(m_time, Qt::AlignBottom);
        chart()->addAxis(m_value, Qt::AlignLeft);
        m_time->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
        m_value->setMin(0);
        m_cursor->setZValue(100);
        m_cursor->hide();
        connect(chart(), &QChart::plotAreaChanged, this, &QtTimeChart::place);
    }

    QWidget *widget() override { return this; }

    void setLook(const Look &look) override
    {
        m_look = look;
        chart()->setBackgroundBrush(look.surface);
        chart()->setBackgroundPen(Qt::NoPen);
        setBackgroundBrush(look.surface);
        chart()->legend()->setLabelColor(look.text);
        chart()->legend()->setFont(look.font);
        for (QAbstractAxis *axis : {static_cast<QAbstractAxis *>(m_time), static_cast<QAbstractAxis *>(m_value)}) {
            axis->setLabelsFont(look.font);
            axis->setLabelsColor(look.muted);
            axis->setTitleFont(look.font);
            axis->setTitleBrush(look.muted);
            axis->setLinePen(QPen(look.muted, gridWidth));
            axis->setGridLinePen(QPen(look.grid, gridWidth));
        }
        m_time->setGridLineVisible(false);
        m_cursor->setPen(QPen(look.cursor, cursorWidth));
    }

    void setContent(const Content &content) override
    {
        double highest = 0;
        for (const Line &line : content.lines) {
            for (const QPointF &point : line.points)
                highest = std::max(highest, point.y());
        }
        scaleValue(highest, content);
        scaleTime(content);
        while (m_lines.size() < std::size_t(content.lines.size()))
            addLine(); // first, for the order of the legend
        while (m_areas.size() < std::size_t(content.shades.size()))
            addArea();
        for (std::size_t i = 0; i < m_areas.size(); ++i)
            fillArea(m_areas[i], content.shades[qsizetype(i)]);
        for (std::size_t i = 0; i < std::size_t(content.lines.size()); ++i) {
            const Line &line = content.lines[qsizetype(i)];
            m_lines[i]->setName(line.name);
            m_lines[i]->setPen(QPen(line.colour, penWidth, line.style, Qt::FlatCap, Qt::RoundJoin));
            // A line needs two points to be seen.
            const bool isDot = line.points.size() == 1;
            m_lines[i]->setPointsVisible(isDot || line.isDotted);
            m_lines[i]->setMarkerSize(line.isDotted ? markSize : penWidth * 2);
            m_lines[i]->setVisible(true);
            m_lines[i]->replace(line.points);
        }
        // Those of a content before, which had more.
        for (std::size_t i = std::size_t(content.lines.size()); i < m_lines.size(); ++i) {
            m_lines[i]->clear();
            m_lines[i]->setVisible(false);
        }
        m_stretches.clear();
        for (const Shade &shade : content.shades)
            m_stretches.push_back(shade.stretches);
        place();
    }

    void showCursor(qreal time) override
    {
        m_cursorTime = time;
        m_cursor->show();
        placeCursor();
    }
    void hideCursor() override { m_cursor->hide(); }

    qreal timeAt(qreal x) const override
    {
        const QRectF area = chart()->plotArea();
        const double share = area.width() <= 0 ? 0 : (mapToScene(QPoint(int(x), 0)).x() - area.left()) / area.width();
        const double from = m_time->min(), to = m_time->max();
        return from + std::clamp(share, 0.0, 1.0) * (to - from);
    }

    QPointF placeOf(qreal time) const override { return mapFromScene(QPointF(xOf(time), chart()->plotArea().top())); }

    void draw(QPainter &painter) override
    {
        // What has changed since it was painted last.
        chart()->layout()->activate();
        chart()->legend()->layout()->invalidate();
        chart()->legend()->layout()->activate();
        scene()->render(&painter, QRectF(QPointF(), QSizeF(viewport()->size())),
                        QRectF(mapToScene(0, 0), QSizeF(viewport()->size())), Qt::IgnoreAspectRatio);
    }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QChartView::resizeEvent(event);
        scaleTime(m_shown);
        place();
    }

private:
    /// A series of a thousand corners takes Qt Charts a frame to lay out: the shades are plain rectangles behind the
    /// lines, and the series stands for them in the legend.
    struct Area
    {
        QAreaSeries *series;
        Shades *shades;
    };

    void scaleValue(double highest, const Content &content)
    {
        constexpr double intervals = 4;
        const double step = content.top ? *content.top / intervals : roundStep(std::max(1.0, highest / intervals));
        const double top = content.top ? *content.top : std::max(1.0, std::ceil(highest * 1.02 / step)) * step;
        if (m_value->max() != top || m_value->labelFormat() != content.valueLabel) {
            m_value->setLabelFormat(content.valueLabel);
            m_value->setTickCount(int(std::lround(top / step)) + 1);
            m_value->setRange(0, top);
            chart()->layout()->invalidate(); // else wider labels are cut to the width of those before
        }
        m_value->setTitleText(content.valueTitle);
        m_value->setTitleVisible(!content.valueTitle.isEmpty());
    }

    /// Ticks at whole seconds, minutes and hours of the wall clock, as many as there is room for. Qt's axis of times
    /// has its ticks at its ends and at equal distances between, at whatever time that is; so they are categories here.
    void scaleTime(const Content &content)
    {
        m_shown.from = content.from;
        m_shown.to = content.to;
        m_shown.timeTitle = content.timeTitle;
        const auto from = qint64(content.from), to = std::max(from + 1'000, qint64(std::ceil(content.to)));
        const bool isLong = to - from > day;
        constexpr qint64 longSpan = 2 * month; // its steps are whole days at least
        const QFontMetricsF metrics(m_look.font);
        const double labelWidth = metrics.horizontalAdvance(to - from > longSpan ? QStringLiteral("30 Sep 2026")
                                                                : isLong         ? QStringLiteral("30 Sep 00:00")
                                                                                 : QStringLiteral("00:00:00"));
        const int room = std::clamp(int(double(width()) / (labelWidth * 1.8)), 1, mostTicks);
        const auto found = std::ranges::find_if(timeSteps, [&](qint64 step) { return (to - from) / step < room; });
        const qint64 step = found == timeSteps.end() ? timeSteps.back() : *found;
        const QString format = to - from > year ? QStringLiteral("d MMM yyyy")
            : isLong                            ? step < day ? QStringLiteral("d MMM HH:mm") : QStringLiteral("d MMM")
                                       : step < minute ? QStringLiteral("HH:mm:ss")
                                                : QStringLiteral("HH:mm");
        const qint64 offset = qint64(QDateTime::fromMSecsSinceEpoch(from).offsetFromUtc()) * 1'000;
        for (const QString &label : m_time->categoriesLabels())
            m_time->remove(label);
        m_time->setStartValue(double(from));
        // The last label has its half on this side of the end.
        const double halfLabel = labelWidth / 2 / std::max(1.0, chart()->plotArea().width()) * double(to - from);
        const auto append = [&](qint64 tick) {
            if (double(tick) + halfLabel <= double(to))
                m_time->append(QLocale().toString(QDateTime::fromMSecsSinceEpoch(tick), format), double(tick));
        };
        if (step < month) {
            for (qint64 tick = (from + offset + step - 1) / step * step - offset; tick <= to; tick += step)
                append(tick);
        } else {
            // Months are not equally long: their first days.
            const int months = int(step / month);
            QDate first = QDateTime::fromMSecsSinceEpoch(from).date();
            first = QDate(first.year(), (first.month() - 1) / months * months + 1, 1);
            for (; first.startOfDay().toMSecsSinceEpoch() <= to; first = first.addMonths(months)) {
                if (first.startOfDay().toMSecsSinceEpoch() >= from)
                    append(first.startOfDay().toMSecsSinceEpoch());
            }
        }
        if (m_time->count() == 0) // so short that no whole second has room
            m_time->append(QLocale().toString(QDateTime::fromMSecsSinceEpoch(from), format), double(from + to) / 2);
        m_time->setRange(double(from), double(to));
        m_time->setTitleText(content.timeTitle);
        m_time->setTitleVisible(!content.timeTitle.isEmpty());
    }

    void addArea()
    {
        auto *upper = new QLineSeries;
        auto *series = new QAreaSeries(upper);
        upper->setParent(series);
        add(series);
        auto *shades = new Shades(chart());
        shades->setZValue(shadesAbove);
        m_areas.push_back({series, shades});
    }
    void addLine()
    {
        m_lines.push_back(new QLineSeries);
        add(m_lines.back());
    }
    void add(QAbstractSeries *series)
    {
        chart()->addSeries(series);
        series->attachAxis(m_time);
        series->attachAxis(m_value);
    }

    void fillArea(const Area &area, const Shade &shade)
    {
        area.series->setName(shade.name);
        area.series->setPen(QPen(shade.colour, gridWidth));
        area.series->setBrush(QBrush(shade.colour, shade.pattern));
        for (QLegendMarker *marker : chart()->legend()->markers(area.series)) {
            marker->setShape(QLegend::MarkerShapeRectangle); // of the series it would be drawn without its colour
            marker->setPen(area.series->pen());
            marker->setBrush(QBrush(shade.colour));
            marker->setVisible(!shade.stretches.isEmpty());
        }
    }

    [[nodiscard]] qreal xOf(qreal time) const
    {
        const QRectF area = chart()->plotArea();
        const double from = m_time->min(), to = m_time->max();
        return area.left() + (to <= from ? 0 : (time - from) / (to - from)) * area.width();
    }
    /// What is not a series follows the area of the plot.
    void place()
    {
        const QRectF plot = chart()->plotArea();
        for (std::size_t i = 0; i < m_areas.size() && i < m_stretches.size(); ++i) {
            QList<QRectF> rects;
            for (const auto &[from, to] : m_stretches[i]) {
                const double left = xOf(from);
                rects.append({left, plot.top(), std::max(leastShade, xOf(to) - left), plot.height()});
            }
            m_areas[i].shades->setRects(plot, rects, m_areas[i].series->brush());
        }
        placeCursor();
    }
    void placeCursor()
    {
        const QRectF area = chart()->plotArea();
        const double x = xOf(m_cursorTime);
        m_cursor->setLine(x, area.top(), x, area.bottom());
    }

    QCategoryAxis *const m_time; ///< The chart's; so are all below.
    QValueAxis *const m_value;
    QGraphicsLineItem *const m_cursor;
    std::vector<Area> m_areas;
    std::vector<QList<std::pair<qreal, qreal>>> m_stretches; ///< Of the areas.
    std::vector<QLineSeries *> m_lines;
    Look m_look;
    Content m_shown; ///< Of it only the time axis.
    qreal m_cursorTime = 0;
};

} // namespace

} // namespace muster

extern "C" Q_DECL_EXPORT muster::TimeChart *musterMakeTimeChart(QWidget *parent)
{
    return new muster::QtTimeChart(parent);
}
