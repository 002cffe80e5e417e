// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/latencyhistogram.h"

#include "models/store/leb128.h"

#include <algorithm>
#include <cmath>

namespace muster {

namespace {

constexpr char encodingVersion = 1;

} // namespace

void LatencyHistogram::add(std::chrono::milliseconds latency)
{
    if (m_count == maxCount)
        return;
    const auto value = static_cast<std::uint64_t>(std::clamp<std::int64_t>(latency.count(), 0, longest.count()));
    ++m_buckets[latencygrid::cellOf(value)];
    ++m_count;
    m_largest = std::max(m_largest, value);
    m_sum += value;
}

void LatencyHistogram::merge(const LatencyHistogram &other)
{
    if (other.m_count > maxCount - m_count)
        return;
    for (std::size_t bucket = 0; bucket < bucketCount; ++bucket)
        m_buckets[bucket] += other.m_buckets[bucket];
    m_count += other.m_count;
    m_largest = std::max(m_largest, other.m_largest);
    m_sum += other.m_sum;
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
    for (std::size_t bucket = 0; bucket < bucketCount; ++bucket) {
        seen += m_buckets[bucket];
        if (seen >= rank)
            return std::chrono::milliseconds(std::min(latencygrid::longestOf(bucket), m_largest));
    }
    return std::chrono::milliseconds(m_largest);
}

QByteArray LatencyHistogram::encoded() const
{
    QByteArray bytes;
    if (m_count == 0)
        return bytes;
    bytes.append(encodingVersion);
    putLeb128(bytes, m_largest);
    putLeb128(bytes, m_sum);
    std::size_t next = 0;
    for (std::size_t bucket = 0; bucket < bucketCount; ++bucket) {
        if (m_buckets[bucket] == 0)
            continue;
        putLeb128(bytes, bucket - next);
        putLeb128(bytes, m_buckets[bucket]);
        next = bucket + 1;
    }
    return bytes;
}

std::optional<LatencyHistogram> LatencyHistogram::decoded(QByteArrayView bytes)
{
    LatencyHistogram histogram;
    if (bytes.isEmpty())
        return histogram;
    if (bytes.front() != encodingVersion)
        return std::nullopt;
    bytes = bytes.sliced(1);
    const auto largest = takeLeb128(bytes);
    const auto sum = largest ? takeLeb128(bytes) : std::nullopt;
    if (!sum)
        return std::nullopt;
    histogram.m_largest = *largest;
    histogram.m_sum = *sum;
    for (std::size_t next = 0; !bytes.isEmpty();) {
        const auto gap = takeLeb128(bytes);
        const auto count = gap ? takeLeb128(bytes) : std::nullopt;
        if (!count || *count == 0 || *gap >= bucketCount - next || *count > maxCount - histogram.m_count)
            return std::nullopt;
        const std::size_t bucket = next + std::size_t(*gap);
        histogram.m_buckets[bucket] = *count;
        histogram.m_count += *count;
        next = bucket + 1;
    }
    return histogram.isConsistent() ? std::optional(histogram) : std::nullopt;
}

bool LatencyHistogram::isConsistent() const
{
    if (m_count == 0 || m_largest > std::uint64_t(longest.count()))
        return false;
    const std::size_t last = latencygrid::cellOf(m_largest);
    std::uint64_t least = 0, most = 0; // at most 2^62 each
    for (std::size_t bucket = 0; bucket < bucketCount; ++bucket) {
        if (bucket > last && m_buckets[bucket] > 0)
            return false;
        least += m_buckets[bucket] * latencygrid::shortestOf(bucket);
        most += m_buckets[bucket] * std::min(latencygrid::longestOf(bucket), m_largest);
    }
    // One of the last bucket's is the largest value itself.
    least += m_largest - latencygrid::shortestOf(last);
    return m_buckets[last] > 0 && least <= m_sum && m_sum <= most;
}

} // namespace muster
