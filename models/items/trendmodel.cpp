// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/trendmodel.h"

#include "models/text/recordtexts.h"
#include "models/text/runtexts.h"
#include "models/text/timetexts.h"
#include "models/text/trendtexts.h"

#include <QLocale>
#include <algorithm>

namespace muster {

namespace {

using Point = RunTrend::Point;
using Latency = std::optional<std::chrono::milliseconds>;

TableColumn<Point> latencyColumn(const QString &title, Latency Point::*latency)
{
    return {.title = title,
            .text
            = [latency](const Point &point) { return point.*latency ? latencyText(*(point.*latency)) : QString(); },
            .raw = [latency](const Point &point) { return point.*latency ? qint64((point.*latency)->count()) : -1; },
            .align = Qt::AlignRight};
}

TableColumn<Point> shareColumn(const QString &title, const std::function<std::optional<double>(const Point &)> &share)
{
    return {.title = title,
            .text = [share](const Point &point) { return trendShareText(share(point)); },
            .raw = [share](const Point &point) { return share(point).value_or(-1); },
            .align = Qt::AlignRight};
}

QList<TableColumn<Point>> columnsOf(const RunTrend &trend)
{
    QList<TableColumn<Point>> columns{
        {.title = TrendModel::tr("Started"),
         .text = [](const Point &point) { return shortRecordTimeText(point.startedAt); },
         .raw = [](const Point &point) { return point.startedAt; },
         .tip = [](const Point &point) { return exactTimeText(point.startedAt); }},
        {.title = TrendModel::tr("Records"),
         .text = [](const Point &point) { return QLocale().toString(point.records); },
         .raw = [](const Point &point) { return point.records; },
         .align = Qt::AlignRight},
        {.title = TrendModel::tr("Duration"),
         .text = [](const Point &point) { return spanText(point.wall); },
         .raw = [](const Point &point) { return qint64(point.wall.count()); },
         .align = Qt::AlignRight},
        latencyColumn(TrendModel::tr("Latency p50"), &Point::p50),
        latencyColumn(TrendModel::tr("Latency p95"), &Point::p95),
        shareColumn(trendOverallText(trend.kind), [](const Point &point) { return point.overall; })};
    for (const QString &name : trend.shareNames) {
        columns.append(
            shareColumn(shareText(trend.kind, name), [name](const Point &point) { return point.share(name); }));
    }
    return columns;
}

} // namespace

TrendModel::TrendModel(const RunTrend &trend, QObject *parent)
    : RowsModel(columnsOf(trend), Spoken::TitleAndText, parent)
{
    setRows(trend.points);
}

void TrendModel::setPoints(const QList<Point> &points)
{
    const auto holds = [](const QList<Point> &all, const QString &runId) {
        return std::ranges::find(all, runId, &Point::runId) != all.end();
    };
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (!holds(points, m_rows[row].runId))
            removeAt(row);
    }
    for (int row = 0; row < points.size(); ++row) {
        if (isRow(row) && m_rows[row].runId == points[row].runId) {
            if (m_rows[row] != points[row])
                replace(row, points[row]);
            continue;
        }
        beginInsertRows({}, row, row);
        m_rows.insert(row, points[row]);
        endInsertRows();
    }
}

} // namespace muster
