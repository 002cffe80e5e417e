// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/latencyhistogram.h"
#include "models/runs/ratemeter.h"
#include "models/runs/runmetrics.h"
#include "network/http/apicall.h"

namespace muster {

class Clock;

/// Gathers the figures of one run: hears of every call from the transport and of every unit of work from the run.
/// GUI thread.
class RunMeter final : public CallObserver
{
public:
    using Hooks = RunMeterHooks;

    RunMeter(const Clock &clock, Hooks hooks);

    void asking(Service service) override;
    void settled(Service service) override;
    void answered(Service service, int httpStatus, std::chrono::milliseconds latency) override;
    void retrying(Service service, int attempt, const ApiError &cause, std::chrono::milliseconds wait) override;
    void waitEnded(Service service) override;
    void signedIn(Service service) override;

    void setTotal(std::optional<qint64> total) { m_metrics.total = total; }
    /// Records that are done now, all told; feeds rate and time left.
    void setRecords(qint64 records);
    /// The counters that the run itself keeps: pages, fill, duplicates, ...
    [[nodiscard]] RunMetrics &counters() { return m_metrics; }
    [[nodiscard]] std::chrono::milliseconds meanLatency() const { return m_latencies.mean(); }
    /// Everything as of now.
    [[nodiscard]] RunMetrics snapshot() const;

private:
    const Clock &m_clock;
    Hooks m_hooks;
    RunMetrics m_metrics;
    LatencyHistogram m_latencies;
    RateMeter m_rate;
    std::chrono::milliseconds m_throttledBefore{0};
    struct Wait
    {
        std::chrono::steady_clock::time_point since, until;
        bool throttled = false;
    };
    std::optional<Wait> m_wait;
    int m_open = 0; ///< Requests under way.
    std::chrono::steady_clock::time_point m_heard; ///< When one of them ended last, or the first of them began.
};

} // namespace muster
