// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/latencytrace.h"
#include "models/store/runmeasures.h"
#include "network/wire/apierror.h"

#include <QList>
#include <QString>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace muster {

class LifeMeter;

/// What every run shows of itself. A snapshot: values only, taken at most ten times a second.
struct RunMetrics
{
    using FieldFill = RunMeasures::FieldFill;
    using Figure = RunMeasures::Figure;
    struct Latency
    {
        std::chrono::milliseconds now{0}, mean{0}, p50{0}, p95{0}, p99{0};
        bool operator==(const Latency &) const = default;
    };

    QString phase; ///< What it is at, of runs with several: "reading", "updating", "checking", "purging"; else empty.
    QList<Figure> figures; ///< In the order in which they are shown.
    qint64 records = 0;
    qint64 pages = 0;
    std::optional<qint64> total; ///< Records expected; an estimate of the server ("about").
    double recordsPerSecond = 0; ///< Over the last ten seconds.
    std::optional<std::chrono::seconds> etaLow, etaHigh; ///< A range, never one figure; nullopt: not known.
    Latency latency; ///< Of answered requests of this run.
    LatencyTrace trace; ///< The same over the time of the run, with its waits up to now.
    int retries = 0;
    std::chrono::milliseconds throttled{0}; ///< Spent waiting because of 429, the running wait included.
    std::optional<std::chrono::milliseconds> waitLeft; ///< Of the running wait; nullopt: not waiting.
    /// Since the server said anything while something was asked; nullopt: it answers, or nothing is asked.
    std::optional<std::chrono::milliseconds> silence;
    bool signingIn = false; ///< What is asked for is a new sign-in.
    int pageSize = 0; ///< In force now.
    QList<FieldFill> fill; ///< Per attribute, in column order.
    qint64 duplicates = 0; ///< Met again with the same content, written once (F70).
    qint64 conflicts = 0; ///< Met again with other content; the later ones are in the conflicts file (F71).
    qint64 quarantined = 0; ///< Without a usable contact id (F62).
    qint64 formulaCells = 0; ///< Cells a spreadsheet would take for a formula (S21).
    qint64 callbacksSent = 0, callbacksWaiting = 0, callbacksUndelivered = 0; ///< See RunCallbacks.
    qint64 bytesWritten = 0;
    bool operator==(const RunMetrics &) const = default;
    [[nodiscard]] double overallFill() const
    {
        qint64 filled = 0, all = 0;
        for (const FieldFill &field : fill) {
            filled += field.filled;
            all += field.total;
        }
        return all == 0 ? 0.0 : double(filled) / double(all);
    }
};

/// What a RunMeter tells its run of, on the GUI thread, after the figures have changed.
struct RunMeterHooks
{
    std::function<void(int attempt, const ApiError &cause, std::chrono::milliseconds wait)> waiting;
    std::function<void()> asking; ///< A request leaves: silence may follow.
    std::function<void()> waitEnded;
    std::function<void()> signedIn;
    std::function<void()> changed;
    std::shared_ptr<LifeMeter> life = {}; ///< What is to last of the figures; none: a RunMeter has its own.
};

} // namespace muster
