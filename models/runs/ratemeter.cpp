// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/ratemeter.h"

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

} // namespace muster
