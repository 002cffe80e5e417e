// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"
#include "models/store/runhistory.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>
#include <chrono>
#include <optional>

namespace muster {

/// What complete runs of one kind on one thing measured, over months. Values only.
struct RunTrend
{
    /// Runs that one trend shows at most, the newest: more would not be told apart in a plot.
    static constexpr int maxRuns = 200;
    static constexpr qsizetype leastRuns = 2;

    struct Point
    {
        QString runId;
        QString connection; ///< Its name when the run began.
        QDateTime startedAt; ///< UTC.
        qint64 records = 0;
        std::chrono::milliseconds wall{0};
        std::optional<std::chrono::milliseconds> p50, p95; ///< nullopt: nothing was answered.
        QList<RunMetrics::FieldFill> shares; ///< As runShares() gives them.
        std::optional<double> overall; ///< Of all shares together; nullopt: there are none.
        [[nodiscard]] std::optional<double> share(const QString &name) const; ///< nullopt: this run has none of it.
        bool operator==(const Point &) const = default;
    };

    RunKind kind = RunKind::SegmentExport;
    QString title; ///< Of the newest run.
    QList<Point> points; ///< In the order of time.
    /// Names of all shares, those of the newest run first and in its order.
    QStringList shareNames;

    [[nodiscard]] bool isEnough() const { return points.size() >= leastRuns; }
    /// At most `count` of the names: those whose shares moved furthest, in the order of `shareNames`.
    [[nodiscard]] QStringList mostMoved(qsizetype count) const;

    /// Of runs of one kind, newest first, as RunHistory gives them; those that were not measured are left out.
    [[nodiscard]] static RunTrend of(RunKind kind, const QList<RunRecord> &newestFirst);
    /// Finds the complete runs that can stand beside `record` in a trend.
    [[nodiscard]] static RunFilter filterFor(const RunRecord &record);

    bool operator==(const RunTrend &) const = default;
};

} // namespace muster
