// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lifemeter.h"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

using std::chrono::duration;
using std::chrono::duration_cast;
using std::chrono::milliseconds;

constexpr auto peakWindow = std::chrono::seconds(10);
constexpr auto sampleSpacing = milliseconds(100);
/// A page is decoded and written soon after it came; what lay idle longer ago stays idle.
constexpr std::size_t rememberedSpans = 256;

std::optional<qint64> ifAny(qint64 count)
{
    return count > 0 ? std::optional(count) : std::nullopt;
}

} // namespace

LifeMeter::LifeMeter()
{
    startClock([] { return std::chrono::steady_clock::now(); });
}

void LifeMeter::startClock(Now now)
{
    m_now = std::move(now);
    m_began = m_settled = m_now();
    m_samples = {{m_began, 0}};
}

std::size_t LifeMeter::current() const
{
    const auto first = std::find_if(m_underWay.begin(), m_underWay.end(), [](int count) { return count > 0; });
    return std::size_t(first - m_underWay.begin());
}

void LifeMeter::settle()
{
    const TimePoint now = m_now();
    if (const std::size_t what = current(); what < occupations) {
        m_occupied[what] += now - m_settled;
    } else if (now > m_settled) {
        m_free.push_back({m_settled, now});
        if (m_free.size() > rememberedSpans)
            m_free.pop_front();
    }
    m_settled = now;
}

void LifeMeter::begin(Occupied what)
{
    settle();
    ++m_underWay[std::size_t(what)];
}

void LifeMeter::end(Occupied what)
{
    settle();
    int &count = m_underWay[std::size_t(what)];
    count = std::max(0, count - 1);
}

void LifeMeter::worked(Work what, TimePoint from, TimePoint to)
{
    m_measures[std::size_t(what)] = true;
    settle();
    std::deque<Span> left;
    for (const Span &span : m_free) {
        const TimePoint begin = std::max(span.from, from);
        const TimePoint end = std::min(span.to, to);
        if (begin >= end) {
            left.push_back(span);
            continue;
        }
        m_worked[std::size_t(what)] += end - begin;
        if (span.from < begin)
            left.push_back({span.from, begin});
        if (end < span.to)
            left.push_back({end, span.to});
    }
    m_free = std::move(left);
}

void LifeMeter::takeOver(qint64 pages, qint64 bytes)
{
    m_pagesBefore = pages;
    m_bytesBefore = bytes;
}

void LifeMeter::count(qint64 records)
{
    const TimePoint now = m_now();
    if (!std::exchange(m_hasCounted, true) && m_isTakenUp) {
        m_recordsBefore = records;
        m_samples = {{m_began, records}};
    }
    if (m_samples.size() > 1 && now - m_samples[m_samples.size() - 2].at < sampleSpacing)
        m_samples.back() = {now, records};
    else
        m_samples.push_back({now, records});
    while (m_samples.size() > 2 && now - m_samples[1].at >= peakWindow)
        m_samples.pop_front();
    m_peak = std::max(m_peak, latestRate());
}

double LifeMeter::latestRate() const
{
    const Sample &first = m_samples.front(), &last = m_samples.back();
    const auto time = std::max<Duration>(peakWindow, last.at - first.at);
    return double(std::max<qint64>(0, last.records - first.records)) / duration<double>(time).count();
}

RunMeasures LifeMeter::measures(const RunMetrics &metrics) const
{
    LifeMeter now = *this;
    now.settle();
    const auto part = [](Duration time) { return duration_cast<milliseconds>(time); };
    RunMeasures measures{.lives = 1, .wall = part(now.m_settled - m_began)};
    const auto occupied = [&](Occupied what) { return part(now.m_occupied[std::size_t(what)]); };
    measures.time.server = occupied(Occupied::Server);
    measures.time.throttled = occupied(Occupied::Throttled);
    measures.time.waiting = occupied(Occupied::Waiting);
    const auto worked = [&](Work what) {
        const auto place = std::size_t(what);
        return m_measures[place] ? RunMeasures::TimeSplit::Part(part(m_worked[place])) : std::nullopt;
    };
    measures.time.decoding = worked(Work::Decoding);
    measures.time.writing = worked(Work::Writing);
    if (measures.time.decoding || measures.time.writing)
        measures.time.idle = measures.wall - measures.time.sum();
    measures.records = metrics.records;
    measures.recordsDone = std::max<qint64>(0, metrics.records - m_recordsBefore);
    measures.pages = ifAny(metrics.pages - m_pagesBefore);
    measures.bytes = ifAny(metrics.bytesWritten - m_bytesBefore);
    measures.retries = metrics.retries;
    const bool isShort = now.m_settled - m_began < peakWindow;
    measures.peakPerSecond = isShort ? measures.meanPerSecond() : m_peak;
    measures.latency = m_latency;
    measures.trace = metrics.trace;
    measures.trace.lastUntil(measures.wall);
    measures.fill = metrics.fill;
    measures.figures = metrics.figures;
    return measures;
}

} // namespace muster
