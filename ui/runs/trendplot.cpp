// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/trendplot.h"

#include "models/items/trendmodel.h"
#include "models/text/runtexts.h"
#include "models/text/trendtexts.h"
#include "ui/common/datatable.h"
#include "ui/common/theme.h"
#include "ui/plots/seriescolours.h"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

using Point = RunTrend::Point;

/// A point a run, of those that have the value.
TimeChart::Line lineOf(const QString &name, const QList<Point> &points,
                       const std::function<std::optional<double>(const Point &)> &value)
{
    TimeChart::Line line{.name = name, .colour = {}, .points = {}, .isDotted = true};
    for (const Point &point : points) {
        if (const auto known = value(point))
            line.points.append(QPointF(qreal(point.startedAt.toMSecsSinceEpoch()), *known));
    }
    return line;
}

std::function<std::optional<double>(const Point &)> latency(std::optional<std::chrono::milliseconds> Point::*of)
{
    return [of](const Point &point) { return point.*of ? std::optional(double((point.*of)->count())) : std::nullopt; };
}

} // namespace

TrendPlot::TrendPlot(const RunTrend &trend, QWidget *parent)
    : TimePlot({.key = QStringLiteral("trend"),
                .name = tr("Run measurements over time"),
                .empty = tooFewRunsText(trend),
                .menuName = tr("More trend actions"),
                .tableName = tr("Measurements of each run, in order of time"),
                .saveTableTitle = tr("Save trend as")},
               parent)
    , m_trend(trend)
    , m_model(new TrendModel(trend, this))
{
}

void TrendPlot::setTrend(const RunTrend &trend)
{
    if (trend == m_trend)
        return;
    const bool hasSameColumns = trend.shareNames == m_trend.shareNames;
    m_trend = trend;
    setEmptyText(tooFewRunsText(trend));
    if (hasSameColumns)
        m_model->setPoints(trend.points);
    else
        setModel(new TrendModel(trend, this));
    dataChanged(false);
}

/// Columns belong to a model for good, so with other shares there is another one.
void TrendPlot::setModel(TrendModel *model)
{
    const TrendModel *before = std::exchange(m_model, model);
    if (m_shownTable) {
        const QModelIndex current = m_shownTable->currentIndex();
        const Point *chosen = before->at(current.row());
        const QString runId = chosen != nullptr ? chosen->runId : QString();
        m_shownTable->setModel(model);
        const QList<Point> &points = std::as_const(m_trend.points);
        const auto row = std::ranges::find(points, runId, &Point::runId) - points.begin();
        if (row < points.size())
            m_shownTable->setCurrentIndex(model->index(int(row), std::min(current.column(), int(TrendModel::Overall))));
    }
    delete before;
}

void TrendPlot::setMeasure(Measure measure)
{
    if (measure == m_measure)
        return;
    m_measure = measure;
    dataChanged(true); // a person chose it: at once
}

/// One share says the same as all together; of many those are drawn that tell something.
QStringList TrendPlot::drawnShares() const
{
    return m_trend.shareNames.size() < 2 ? m_trend.shareNames : m_trend.mostMoved(series::mostLines - 1);
}

QString TrendPlot::rowText(qsizetype row) const
{
    return trendPointText(m_trend.points[row]);
}

TimeChart::Content TrendPlot::content() const
{
    TimeChart::Content content;
    const auto first = qreal(m_trend.points.first().startedAt.toMSecsSinceEpoch());
    const auto last = qreal(m_trend.points.last().startedAt.toMSecsSinceEpoch());
    const qreal margin = (last - first) / 50; // so that the marks at the ends are whole
    content.from = first - margin;
    content.to = last + margin;
    switch (m_measure) {
    case Measure::Shares: {
        content.valueLabel = tr(
            "%.0f %",
            "a printf format: the label of a tick of an axis of per cents; what follows the number stands as it is");
        content.top = 100;
        const auto percent
            = [](const std::optional<double> &share) { return share ? std::optional(100 * *share) : std::nullopt; };
        if (m_trend.shareNames.size() != 1) {
            content.lines.append(lineOf(trendOverallText(m_trend.kind), m_trend.points,
                                        [percent](const Point &point) { return percent(point.overall); }));
        }
        for (const QString &name : drawnShares()) {
            content.lines.append(lineOf(shareText(m_trend.kind, name), m_trend.points,
                                        [percent, name](const Point &point) { return percent(point.share(name)); }));
        }
        break;
    }
    case Measure::Latency:
        content.valueLabel = tr("%.0f ms", "a printf format: the label of a tick of the axis of latencies");
        content.lines = {lineOf(QStringLiteral("p50"), m_trend.points, latency(&Point::p50)),
                         lineOf(QStringLiteral("p95"), m_trend.points, latency(&Point::p95))};
        break;
    case Measure::Records:
        content.valueLabel = QStringLiteral("%.0f");
        content.lines = {lineOf(tr("Records"), m_trend.points,
                                [](const Point &point) { return std::optional(double(point.records)); })};
        break;
    }
    const bool dark = Theme::instance().isDark();
    for (qsizetype line = 0; line < content.lines.size(); ++line)
        series::wear(content.lines[line], line, dark);
    return content;
}

QAbstractItemModel &TrendPlot::table()
{
    return *m_model;
}

void TrendPlot::arrange(DataTable &table)
{
    m_shownTable = &table;
    table.setColumnWidths({{TrendModel::Started, 160},
                           {TrendModel::Records, 90},
                           {TrendModel::Took, 90},
                           {TrendModel::P50, 100},
                           {TrendModel::P95, 100},
                           {TrendModel::Overall, 110}});
}

std::function<QByteArray()> TrendPlot::csv() const
{
    return [trend = m_trend] { return trendCsv({trend}); };
}

} // namespace muster
