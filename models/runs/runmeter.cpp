// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runmeter.h"

#include "network/http/clock.h"
#include "network/wire/service.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace muster {

namespace {

using std::chrono::duration;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr auto window = seconds(10);
constexpr auto spacing = milliseconds(100);

double secondsBetween(RateMeter::TimePoint from, RateMeter::TimePoint to)
{
    return duration<double>(to - from).count();
}

} // namespace

void RateMeter::sample(TimePoint now, qint64 total)
{
    if (m_samples.size() > 1 && now - m_samples[m_samples.size() - 2].at < spacing)
        m_samples.back() = {now, total};
    else
        m_samples.push_back({now, total});
    while (m_samples.size() > 2 && now - m_samples[1].at >= window)
        m_samples.pop_front();
}

double RateMeter::perSecond(TimePoint now) const
{
    if (m_samples.empty())
        return 0;
    const double elapsed = secondsBetween(m_samples.front().at, now);
    return elapsed <= 0 ? 0 : double(m_samples.back().total - m_samples.front().total) / elapsed;
}

std::optional<std::pair<seconds, seconds>> RateMeter::timeLeft(TimePoint now, qint64 left) const
{
    if (m_samples.empty() || now - m_samples.front().at < seconds(2) || left < 0)
        return std::nullopt;
    double slowest = std::numeric_limits<double>::max(), fastest = 0;
    std::size_t begin = 0;
    for (std::size_t end = 1; end < m_samples.size(); ++end) {
        const double elapsed = secondsBetween(m_samples[begin].at, m_samples[end].at);
        if (elapsed < 1)
            continue;
        const double rate = double(m_samples[end].total - m_samples[begin].total) / elapsed;
        slowest = std::min(slowest, rate);
        fastest = std::max(fastest, rate);
        begin = end;
    }
    // A pause that is going on now belongs to the range as well.
    const double overall = perSecond(now);
    slowest = std::min(slowest, overall);
    fastest = std::max(fastest, overall);
    if (overall <= 0)
        return std::nullopt;
    slowest = std::max(slowest, overall / 4); // one dead second must not make the range meaningless
    const auto whole = [left](double rate) { return seconds(static_cast<qint64>(std::ceil(double(left) / rate))); };
    return std::pair(whole(fastest), whole(slowest));
}

namespace {

using std::chrono::milliseconds;

LatencyTrace::Wait waitOf(const ApiError &cause)
{
    switch (cause.kind) {
    case ErrorKind::Throttled:
        return LatencyTrace::Wait::Throttled;
    case ErrorKind::NotSent:
        return LatencyTrace::Wait::Network;
    case ErrorKind::SignInNeeded:
        return LatencyTrace::Wait::SignIn;
    default:
        return LatencyTrace::Wait::Server;
    }
}

} // namespace

LifeMeter::Occupied RunMeter::occupied(const Wait &wait)
{
    return wait.throttled ? LifeMeter::Occupied::Throttled : LifeMeter::Occupied::Waiting;
}

RunMeter::RunMeter(const Clock &clock, Hooks hooks)
    : m_clock(clock)
    , m_start(clock.now())
    , m_hooks(std::move(hooks))
    , m_life(m_hooks.life ? m_hooks.life : std::make_shared<LifeMeter>())
{
    m_life->startClock([&clock] { return clock.now(); });
    m_metrics.trace = LatencyTrace(clock.wallNow());
}

LatencyTrace::Duration RunMeter::elapsed() const
{
    return sinceStart(m_clock.now());
}

LatencyTrace::Duration RunMeter::sinceStart(std::chrono::steady_clock::time_point at) const
{
    return std::chrono::duration_cast<milliseconds>(at - m_start);
}

void RunMeter::noteSilence(RunMetrics &metrics) const
{
    const auto now = m_clock.now();
    if (m_open > 0 && now - m_heard >= silentAfter)
        metrics.trace.addStretch(LatencyTrace::Wait::Server, sinceStart(m_heard), sinceStart(now));
}

void RunMeter::asking(Service)
{
    if (m_open++ == 0)
        m_heard = m_clock.now();
    m_life->begin(LifeMeter::Occupied::Server);
    if (m_hooks.asking)
        m_hooks.asking();
}

void RunMeter::settled(Service)
{
    noteSilence(m_metrics);
    --m_open;
    m_heard = m_clock.now();
    m_life->end(LifeMeter::Occupied::Server);
    m_hooks.changed();
}

// Whoever asks for the token: it is waited for as an answer is.
void RunMeter::signingIn(Service service)
{
    ++m_signIns;
    asking(service);
}

void RunMeter::signInEnded(Service service)
{
    --m_signIns;
    settled(service);
}

void RunMeter::answered(Service, int, milliseconds latency)
{
    m_life->answered(latency);
    m_metrics.latency.now = latency;
    m_metrics.trace.add(elapsed(), latency);
    m_hooks.changed();
}

void RunMeter::retrying(Service service, int attempt, const ApiError &cause, milliseconds wait)
{
    if (m_wait)
        waitEnded(service);
    ++m_metrics.retries;
    m_wait = Wait{m_clock.now(), m_clock.now() + wait, cause.kind == ErrorKind::Throttled, waitOf(cause)};
    m_life->begin(occupied(*m_wait));
    m_hooks.waiting(attempt, cause, wait);
    m_hooks.changed();
}

void RunMeter::waitEnded(Service)
{
    if (!m_wait)
        return;
    if (m_wait->throttled)
        m_throttledBefore += std::chrono::duration_cast<milliseconds>(m_clock.now() - m_wait->since);
    m_life->end(occupied(*m_wait));
    m_metrics.trace.addStretch(m_wait->why, sinceStart(m_wait->since), elapsed());
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
    m_life->count(records);
    m_rate.sample(m_clock.now(), records);
}

RunMetrics RunMeter::snapshot() const
{
    RunMetrics metrics = m_metrics;
    const auto now = m_clock.now();
    metrics.latency.mean = meanLatency();
    metrics.latency.p50 = m_life->latency().percentile(0.50);
    metrics.latency.p95 = m_life->latency().percentile(0.95);
    metrics.latency.p99 = m_life->latency().percentile(0.99);
    if (m_open > 0 && now - m_heard >= silentAfter)
        metrics.silence = std::chrono::duration_cast<milliseconds>(now - m_heard);
    metrics.signingIn = m_signIns > 0;
    noteSilence(metrics);
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
        metrics.trace.addStretch(m_wait->why, sinceStart(m_wait->since), elapsed());
        if (m_wait->throttled)
            metrics.throttled += std::chrono::duration_cast<milliseconds>(now - m_wait->since);
    }
    return metrics;
}

} // namespace muster
