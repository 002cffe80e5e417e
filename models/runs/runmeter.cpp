// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runmeter.h"

#include "network/http/clock.h"
#include "network/wire/service.h"

#include <algorithm>

namespace muster {

namespace {

using std::chrono::milliseconds;

constexpr qsizetype seriesLength = 240;

} // namespace

RunMeter::RunMeter(const Clock &clock, Hooks hooks)
    : m_clock(clock)
    , m_hooks(std::move(hooks))
{
}

void RunMeter::asking(Service)
{
    if (m_open++ == 0)
        m_heard = m_clock.now();
    if (m_hooks.asking)
        m_hooks.asking();
}

void RunMeter::settled(Service)
{
    --m_open;
    m_heard = m_clock.now();
    m_hooks.changed();
}

void RunMeter::answered(Service, int, milliseconds latency)
{
    m_latencies.add(latency);
    m_metrics.latency.now = latency;
    if (m_metrics.latencySeries.size() == seriesLength)
        m_metrics.latencySeries.removeFirst();
    m_metrics.latencySeries.append(static_cast<int>(std::min<qint64>(latency.count(), 3'600'000)));
    m_hooks.changed();
}

void RunMeter::retrying(Service service, int attempt, const ApiError &cause, milliseconds wait)
{
    if (m_wait)
        waitEnded(service);
    ++m_metrics.retries;
    m_wait = Wait{m_clock.now(), m_clock.now() + wait, cause.kind == ErrorKind::Throttled};
    m_hooks.waiting(attempt, cause, wait);
    m_hooks.changed();
}

void RunMeter::waitEnded(Service)
{
    if (!m_wait)
        return;
    if (m_wait->throttled)
        m_throttledBefore += std::chrono::duration_cast<milliseconds>(m_clock.now() - m_wait->since);
    m_wait.reset();
    m_hooks.waitEnded();
    m_hooks.changed();
}

void RunMeter::signedIn(Service)
{
    m_hooks.signedIn();
}

void RunMeter::setRecords(qint64 records)
{
    m_metrics.records = records;
    m_rate.sample(m_clock.now(), records);
}

RunMetrics RunMeter::snapshot() const
{
    RunMetrics metrics = m_metrics;
    const auto now = m_clock.now();
    metrics.latency.p50 = m_latencies.percentile(0.50);
    metrics.latency.p95 = m_latencies.percentile(0.95);
    metrics.latency.p99 = m_latencies.percentile(0.99);
    if (m_open > 0 && now - m_heard >= silentAfter)
        metrics.silence = std::chrono::duration_cast<milliseconds>(now - m_heard);
    // What the records did before says nothing while the server is not there.
    const bool isStuck = metrics.silence || (m_wait && !m_wait->throttled);
    metrics.recordsPerSecond = isStuck ? 0 : m_rate.perSecond(now);
    if (!isStuck && metrics.total && *metrics.total >= metrics.records) {
        if (const auto range = m_rate.timeLeft(now, *metrics.total - metrics.records)) {
            metrics.etaLow = range->first;
            metrics.etaHigh = range->second;
        }
    }
    metrics.throttled = m_throttledBefore;
    if (m_wait) {
        metrics.waitLeft = std::max(milliseconds::zero(), std::chrono::ceil<milliseconds>(m_wait->until - now));
        if (m_wait->throttled)
            metrics.throttled += std::chrono::duration_cast<milliseconds>(now - m_wait->since);
    }
    return metrics;
}

} // namespace muster
