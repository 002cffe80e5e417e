// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lifemeter.h"
#include "models/runs/runmetrics.h"
#include "network/http/apicall.h"

#include <QtGlobal>
#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <utility>

namespace muster {

class Clock;

/// Units per second over the last ten seconds, and an honest range for the time left. Fed with monotonic time.
class RateMeter
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// `total` units are done at `now`; totals never fall.
    void sample(TimePoint now, qint64 total);
    [[nodiscard]] double perSecond(TimePoint now) const;
    /// Shortest and longest time for `left` more units, from the slowest and fastest second of the window; nullopt
    /// until two seconds have been seen or while nothing moves.
    [[nodiscard]] std::optional<std::pair<std::chrono::seconds, std::chrono::seconds>> timeLeft(TimePoint now,
                                                                                                qint64 left) const;

private:
    struct Sample
    {
        TimePoint at;
        qint64 total;
    };
    std::deque<Sample> m_samples; ///< At most one a tenth of a second, the window's worth.
};

/// Gathers the figures of one run: hears of every call from the transport and of every unit of work from the run.
/// GUI thread.
class RunMeter final : public CallObserver
{
public:
    using Hooks = RunMeterHooks;

    RunMeter(const Clock &clock, Hooks hooks);

    void asking(Service service) override;
    void settled(Service service) override;
    void signingIn(Service service) override;
    void signInEnded(Service service) override;
    void answered(Service service, int httpStatus, std::chrono::milliseconds latency) override;
    void retrying(Service service, int attempt, const ApiError &cause, std::chrono::milliseconds wait) override;
    void waitEnded(Service service) override;
    void signedIn(Service service) override;

    void setTotal(std::optional<qint64> total) { m_metrics.total = total; }
    /// Records that are done now, all told; feeds rate and time left.
    void setRecords(qint64 records);
    /// The counters that the run itself keeps: pages, fill, duplicates, ...
    [[nodiscard]] RunMetrics &counters() { return m_metrics; }
    /// So many of the pages and bytes that the counters hold are of earlier lives of the run.
    void takeOver(qint64 pages, qint64 bytes) { m_life->takeOver(pages, bytes); }
    /// Of what its workers do for it, see LifeMeter::worked().
    [[nodiscard]] LifeMeter &life() { return *m_life; }
    [[nodiscard]] std::chrono::milliseconds meanLatency() const { return m_life->latency().mean(); }
    /// Of all answered requests of this life; what a run that has one call under way at a time sees it grow by in
    /// that call is the call's own.
    [[nodiscard]] std::chrono::milliseconds totalLatency() const { return m_life->latency().total(); }
    /// Everything as of now.
    [[nodiscard]] RunMetrics snapshot() const;

private:
    /// Of now, in the time of the trace.
    [[nodiscard]] LatencyTrace::Duration elapsed() const;
    [[nodiscard]] LatencyTrace::Duration sinceStart(std::chrono::steady_clock::time_point at) const;
    void noteSilence(RunMetrics &metrics) const; ///< Adds the silence that lasts until now, if it is one.

    const Clock &m_clock;
    const std::chrono::steady_clock::time_point m_start;
    Hooks m_hooks;
    RunMetrics m_metrics;
    const std::shared_ptr<LifeMeter> m_life;
    RateMeter m_rate;
    std::chrono::milliseconds m_throttledBefore{0};
    struct Wait
    {
        std::chrono::steady_clock::time_point since, until;
        bool throttled = false;
        LatencyTrace::Wait why = LatencyTrace::Wait::Server;
    };
    [[nodiscard]] static LifeMeter::Occupied occupied(const Wait &wait);
    std::optional<Wait> m_wait;
    int m_open = 0; ///< Requests under way, and waits for a sign-in.
    int m_signIns = 0; ///< Of these, waits for a sign-in.
    std::chrono::steady_clock::time_point m_heard; ///< When one of them ended last, or the first of them began.
};

} // namespace muster
