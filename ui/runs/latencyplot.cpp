// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/latencyplot.h"

#include "models/items/latencymodel.h"
#include "ui/common/datatable.h"
#include "ui/common/theme.h"
#include "ui/plots/seriescolours.h"

#include <algorithm>

namespace muster {

namespace {

using Wait = LatencyTrace::Wait;

/// Where a row stands on the time axis: answers where they are known in full, stretches where they begin.
QDateTime timeOf(const LatencyRow &row)
{
    return row.point ? row.to : row.from;
}

struct ShadeLook
{
    Wait why;
    QRgb colour;
    Qt::BrushStyle pattern;
};
constexpr ShadeLook shadeLooks[]{
    {Wait::Throttled, series::orange, Qt::BDiagPattern},
    {Wait::Server, series::skyBlue, Qt::FDiagPattern},
    {Wait::Network, series::purple, Qt::DiagCrossPattern},
    {Wait::SignIn, series::green, Qt::HorPattern},
    {Wait::Paused, 0xff888888, Qt::VerPattern},
};
static_assert(std::size(shadeLooks) == LatencyTrace::waitCount);

TimeChart::Line lineOf(const QList<LatencyRow> &rows, LatencyTrace::Duration LatencyTrace::Point::*figure)
{
    TimeChart::Line line;
    line.points.reserve(rows.size());
    for (const LatencyRow &row : rows) {
        if (row.point)
            line.points.append(QPointF(qreal(timeOf(row).toMSecsSinceEpoch()), qreal(((*row.point).*figure).count())));
    }
    return line;
}

TimeChart::Shade shadeOf(const QList<LatencyRow> &rows, const ShadeLook &look)
{
    TimeChart::Shade shade{.name = shortWaitText(look.why),
                           .colour = QColor::fromRgb(look.colour),
                           .pattern = look.pattern,
                           .stretches = {}};
    for (const LatencyRow &row : rows) {
        if (row.point || row.wait != look.why)
            continue;
        const auto from = qreal(row.from.toMSecsSinceEpoch()), to = qreal(row.to.toMSecsSinceEpoch());
        if (!shade.stretches.isEmpty() && from <= shade.stretches.last().second)
            shade.stretches.last().second = std::max(shade.stretches.last().second, to);
        else
            shade.stretches.append({from, to});
    }
    return shade;
}

} // namespace

LatencyPlot::LatencyPlot(QWidget *parent)
    : TimePlot({.key = QStringLiteral("latency"),
                .name = tr("Request latency over time"),
                .empty = tr("No responses yet"),
                .menuName = tr("Latency details"),
                .tableName = tr("Latencies and waits over time"),
                .saveTableTitle = tr("Save latencies as")},
               parent)
    , m_model(new LatencyModel(this))
{
}

void LatencyPlot::setTrace(const LatencyTrace &trace)
{
    if (trace == m_trace)
        return;
    const bool isAnother = trace.startedAt() != m_trace.startedAt();
    m_trace = trace;
    dataChanged(isAnother);
}

std::optional<LatencyRow> LatencyPlot::current() const
{
    const qsizetype row = currentRow();
    return row < 0 ? std::nullopt : std::optional(m_rows[row]);
}

bool LatencyPlot::isEmpty() const
{
    return m_trace.isEmpty() && m_trace.stretches().isEmpty();
}

void LatencyPlot::takeRows()
{
    m_rows = latencyRows(m_trace);
}

QDateTime LatencyPlot::rowTime(qsizetype row) const
{
    return timeOf(m_rows[row]);
}

QString LatencyPlot::rowText(qsizetype row) const
{
    return latencyRowText(m_rows[row]);
}

TimeChart::Content LatencyPlot::content() const
{
    const bool dark = Theme::instance().isDark();
    TimeChart::Content content;
    content.from = qreal(m_trace.startedAt().toMSecsSinceEpoch());
    content.to = content.from + qreal(m_trace.end().count());
    content.valueLabel = tr("%.0f ms", "a printf format: the label of a tick of the axis of latencies");
    content.lines = {lineOf(m_rows, &LatencyTrace::Point::p50), lineOf(m_rows, &LatencyTrace::Point::p95),
                     lineOf(m_rows, &LatencyTrace::Point::p99)};
    content.lines[0].name = QStringLiteral("p50");
    content.lines[1].name = QStringLiteral("p95");
    content.lines[2].name = QStringLiteral("p99");
    for (qsizetype line = 0; line < content.lines.size(); ++line)
        series::wear(content.lines[line], line, dark);
    for (const ShadeLook &look : shadeLooks)
        content.shades.append(shadeOf(m_rows, look));
    return content;
}

QAbstractItemModel &LatencyPlot::table()
{
    m_model->setTrace(m_trace);
    return *m_model;
}

void LatencyPlot::arrange(DataTable &table)
{
    table.setColumnWidths({{LatencyModel::Time, 110},
                           {LatencyModel::Answers, 70},
                           {LatencyModel::P50, 64},
                           {LatencyModel::P95, 64},
                           {LatencyModel::P99, 64},
                           {LatencyModel::Longest, 90}});
}

std::function<QByteArray()> LatencyPlot::csv() const
{
    return [trace = m_trace] { return latencyCsv(trace); };
}

} // namespace muster
