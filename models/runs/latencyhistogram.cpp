// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/latencyhistogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace muster {

std::size_t LatencyHistogram::bucketOf(std::uint64_t value)
{
    if (value < exactBuckets)
        return value;
    // value is in [2^(6+d), 2^(7+d)): the five bits below its highest pick one of 32 buckets.
    const auto doubling = static_cast<std::size_t>(std::bit_width(value)) - 7;
    if (doubling >= doublings)
        return exactBuckets + bucketsPerDoubling * doublings - 1;
    const std::uint64_t within = (value >> (doubling + 1)) - bucketsPerDoubling;
    return exactBuckets + doubling * bucketsPerDoubling + within;
}

std::uint64_t LatencyHistogram::upperEdge(std::size_t bucket)
{
    if (bucket < exactBuckets)
        return bucket;
    const std::size_t doubling = (bucket - exactBuckets) / bucketsPerDoubling;
    const std::uint64_t within = (bucket - exactBuckets) % bucketsPerDoubling + bucketsPerDoubling;
    return ((within + 1) << (doubling + 1)) - 1;
}

void LatencyHistogram::add(std::chrono::milliseconds latency)
{
    const auto value = static_cast<std::uint64_t>(std::max<std::int64_t>(0, latency.count()));
    ++m_buckets[bucketOf(value)];
    ++m_count;
    m_largest = std::max(m_largest, value);
    m_sum += value;
}

std::chrono::milliseconds LatencyHistogram::mean() const
{
    return std::chrono::milliseconds(m_count == 0 ? 0 : m_sum / m_count);
}

std::chrono::milliseconds LatencyHistogram::percentile(double share) const
{
    if (m_count == 0)
        return std::chrono::milliseconds::zero();
    const auto rank = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(share * double(m_count))));
    std::uint64_t seen = 0;
    for (std::size_t bucket = 0; bucket < m_buckets.size(); ++bucket) {
        seen += m_buckets[bucket];
        if (seen >= rank)
            return std::chrono::milliseconds(std::min(upperEdge(bucket), m_largest));
    }
    return std::chrono::milliseconds(m_largest);
}

} // namespace muster
