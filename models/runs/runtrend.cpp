// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runtrend.h"

#include "models/runs/runshares.h"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

RunTrend::Point pointOf(RunKind kind, const RunRecord &record)
{
    const RunMeasures &measures = *record.measures;
    RunTrend::Point point{.runId = record.run.id,
                          .connection = record.run.profileName,
                          .startedAt = record.run.startedAt,
                          .records = measures.records,
                          .wall = measures.wall};
    if (measures.latency.count() > 0) {
        point.p50 = measures.latency.percentile(0.5);
        point.p95 = measures.latency.percentile(0.95);
    }
    RunMetrics metrics;
    metrics.records = measures.records;
    metrics.figures = measures.figures;
    metrics.fill = measures.fill;
    point.shares = runShares(kind, metrics);
    qint64 filled = 0, total = 0;
    for (const RunMetrics::FieldFill &share : std::as_const(point.shares)) {
        filled += share.filled;
        total += share.total;
    }
    if (total > 0)
        point.overall = double(filled) / double(total);
    return point;
}

} // namespace

std::optional<double> RunTrend::Point::share(const QString &name) const
{
    const auto found = std::ranges::find(shares, name, &RunMetrics::FieldFill::name);
    return found == shares.end() || found->total == 0 ? std::nullopt : std::optional(found->share());
}

QStringList RunTrend::mostMoved(qsizetype count) const
{
    QList<std::pair<double, qsizetype>> moves; // negative, so that the furthest stands first
    for (qsizetype i = 0; i < shareNames.size(); ++i) {
        std::optional<double> least, most;
        for (const Point &point : points) {
            if (const auto share = point.share(shareNames[i])) {
                least = std::min(least.value_or(*share), *share);
                most = std::max(most.value_or(*share), *share);
            }
        }
        moves.append({least ? *least - *most : 0, i});
    }
    std::ranges::sort(moves);
    moves.resize(std::min(moves.size(), count));
    std::ranges::sort(moves, {}, &std::pair<double, qsizetype>::second);
    QStringList names;
    for (const auto &[move, i] : std::as_const(moves))
        names.append(shareNames[i]);
    return names;
}

RunTrend RunTrend::of(RunKind kind, const QList<RunRecord> &newestFirst)
{
    RunTrend trend{.kind = kind, .title = newestFirst.isEmpty() ? QString() : newestFirst.first().run.title};
    for (const RunRecord &record : newestFirst) {
        if (!record.measures)
            continue;
        trend.points.prepend(pointOf(kind, record));
        for (const RunMetrics::FieldFill &share : std::as_const(trend.points.first().shares)) {
            if (!trend.shareNames.contains(share.name))
                trend.shareNames.append(share.name);
        }
    }
    return trend;
}

RunFilter RunTrend::filterFor(const RunRecord &record)
{
    RunFilter filter;
    filter.kind = record.run.kind;
    filter.state = outcomeKey(RunOutcome::Kind::Complete);
    filter.profileId = record.run.profileId;
    filter.subject = record.subject;
    return filter;
}

} // namespace muster
