// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/runmetrics.h"
#include "models/store/latencyhistogram.h"
#include "models/store/runmeasures.h"

#include <QtGlobal>
#include <array>
#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>

namespace muster {

/// Measures one life of a run from its making to measures(): what lasts when RunMetrics, which show the moment, are
/// gone. Fed with monotonic time by the run's RunMeter, and with the work that its workers did. GUI thread.
class LifeMeter
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    using Now = std::function<TimePoint()>;
    /// What a moment may belong to while it goes on; one takes precedence over those after it.
    enum class Occupied { Server, Throttled, Waiting };
    static constexpr std::size_t occupations = 3;
    /// What is told when it is over.
    enum class Work {
        Decoding, ///< What came was decoded, and in transcripts masked.
        Writing ///< Somebody waited until results, or what was done, stood on the disk.
    };

    /// By the clock of the machine, until startClock() gives another.
    LifeMeter();
    /// Begins anew by that clock. Before anything else.
    void startClock(Now now);
    /// This life takes up what an earlier one left: the first records that are counted are that one's.
    void takeUp() { m_isTakenUp = true; }
    /// So many of the run's pages and bytes are of earlier lives.
    void takeOver(qint64 pages, qint64 bytes);

    void begin(Occupied what); ///< Nests: several requests may be under way.
    void end(Occupied what);
    /// A worker did that from `from` to `to`, by the same clock; of it counts what belongs to nothing else so far.
    void worked(Work what, TimePoint from, TimePoint to);
    /// Tells worked() of what is awaited while it lives. The meter outlives it.
    class Working
    {
    public:
        Working(LifeMeter &meter, Work what)
            : m_meter(meter)
            , m_what(what)
            , m_from(meter.m_now())
        {
        }
        ~Working() { m_meter.worked(m_what, m_from, m_meter.m_now()); }
        Q_DISABLE_COPY_MOVE(Working)

    private:
        LifeMeter &m_meter;
        const Work m_what;
        const TimePoint m_from;
    };
    void answered(std::chrono::milliseconds latency) { m_latency.add(latency); }
    [[nodiscard]] const LatencyHistogram &latency() const { return m_latency; }
    void count(qint64 records); ///< That many are done now, in this life and before.

    /// As of now. `metrics`: what the run itself counts at the end.
    [[nodiscard]] RunMeasures measures(const RunMetrics &metrics) const;

private:
    using Duration = std::chrono::steady_clock::duration;
    struct Span
    {
        TimePoint from, to;
    };
    struct Sample
    {
        TimePoint at;
        qint64 records = 0;
    };

    /// Books the time since the last change of what is under way.
    void settle();
    [[nodiscard]] std::size_t current() const; ///< Of m_underWay; `occupations`: nothing.
    /// Records a second in the samples, and over no less than their window.
    [[nodiscard]] double latestRate() const;

    Now m_now;
    TimePoint m_began, m_settled;
    std::array<int, occupations> m_underWay{};
    std::array<Duration, occupations> m_occupied{};
    std::array<Duration, 2> m_worked{};
    std::array<bool, 2> m_measures{}; ///< What was told of at all.
    std::deque<Span> m_free; ///< Of late, and nothing's so far; in order.
    LatencyHistogram m_latency;
    bool m_isTakenUp = false, m_hasCounted = false;
    qint64 m_recordsBefore = 0, m_pagesBefore = 0, m_bytesBefore = 0; ///< Of earlier lives.
    std::deque<Sample> m_samples; ///< Of the last ten seconds that had any; never empty.
    double m_peak = 0;
};

} // namespace muster
