// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/latencyhistogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace muster {

namespace {

constexpr char encodingVersion = 1;

void putNumber(QByteArray &bytes, std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        bytes.append(char(0x80 | (value & 0x7f)));
    bytes.append(char(value));
}

/// Takes the number at the front of `bytes`; nullopt where there is none, or one that putNumber() does not write.
std::optional<std::uint64_t> takeNumber(QByteArrayView &bytes)
{
    constexpr int lastShift = 56; // nine bytes; no number here is longer
    std::uint64_t value = 0;
    for (int shift = 0; shift <= lastShift && !bytes.isEmpty(); shift += 7) {
        const auto byte = std::uint8_t(bytes.front());
        bytes = bytes.sliced(1);
        value |= std::uint64_t(byte & 0x7f) << shift;
        if ((byte & 0x80) == 0)
            return byte == 0 && shift > 0 ? std::nullopt : std::optional(value);
    }
    return std::nullopt;
}

} // namespace

std::size_t LatencyHistogram::bucketOf(std::uint64_t value)
{
    if (value < exactBuckets)
        return value;
    // value is in [2^(6+d), 2^(7+d)): the five bits below its highest pick one of 32 buckets.
    const auto doubling = static_cast<std::size_t>(std::bit_width(value)) - 7;
    const std::uint64_t within = (value >> (doubling + 1)) - bucketsPerDoubling;
    return exactBuckets + doubling * bucketsPerDoubling + within;
}

std::uint64_t LatencyHistogram::lowerEdge(std::size_t bucket)
{
    return bucket == 0 ? 0 : upperEdge(bucket - 1) + 1;
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
    if (m_count == maxCount)
        return;
    const auto value = static_cast<std::uint64_t>(std::clamp<std::int64_t>(latency.count(), 0, longest.count()));
    ++m_buckets[bucketOf(value)];
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
            return std::chrono::milliseconds(std::min(upperEdge(bucket), m_largest));
    }
    return std::chrono::milliseconds(m_largest);
}

QByteArray LatencyHistogram::encoded() const
{
    QByteArray bytes;
    if (m_count == 0)
        return bytes;
    bytes.append(encodingVersion);
    putNumber(bytes, m_largest);
    putNumber(bytes, m_sum);
    std::size_t next = 0;
    for (std::size_t bucket = 0; bucket < bucketCount; ++bucket) {
        if (m_buckets[bucket] == 0)
            continue;
        putNumber(bytes, bucket - next);
        putNumber(bytes, m_buckets[bucket]);
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
    const auto largest = takeNumber(bytes);
    const auto sum = largest ? takeNumber(bytes) : std::nullopt;
    if (!sum)
        return std::nullopt;
    histogram.m_largest = *largest;
    histogram.m_sum = *sum;
    for (std::size_t next = 0; !bytes.isEmpty();) {
        const auto gap = takeNumber(bytes);
        const auto count = gap ? takeNumber(bytes) : std::nullopt;
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
    const std::size_t last = bucketOf(m_largest);
    std::uint64_t least = 0, most = 0; // at most 2^62 each
    for (std::size_t bucket = 0; bucket < bucketCount; ++bucket) {
        if (bucket > last && m_buckets[bucket] > 0)
            return false;
        least += m_buckets[bucket] * lowerEdge(bucket);
        most += m_buckets[bucket] * std::min(upperEdge(bucket), m_largest);
    }
    // One of the last bucket's is the largest value itself.
    least += m_largest - lowerEdge(last);
    return m_buckets[last] > 0 && least <= m_sum && m_sum <= most;
}

} // namespace muster
