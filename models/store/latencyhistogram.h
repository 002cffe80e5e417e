// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/latencygrid.h"

#include <QByteArray>
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>

namespace muster {

/// Latencies of any number of requests in fixed memory, in the cells of latencygrid.h: exact below 64 ms, within 3.2 %
/// above, up to `longest`. Two of them can be put together without loss: percentiles cannot be averaged, the
/// counts that they are made of can be added.
class LatencyHistogram
{
public:
    /// What took longer (about 18 hours) counts as this.
    static constexpr std::chrono::milliseconds longest{(1 << 26) - 1};
    /// Latencies beyond this many are not taken in; a request each millisecond would take two years.
    static constexpr std::uint64_t maxCount = std::uint64_t(1) << 36;

    void add(std::chrono::milliseconds latency); ///< Negative ones count as 0.
    /// Takes in all of `other`, or nothing where both together are more than maxCount.
    void merge(const LatencyHistogram &other);

    /// The smallest recorded value that at least `share` (0 to 1) of all are not above (nearest rank); 0 when empty.
    [[nodiscard]] std::chrono::milliseconds percentile(double share) const;
    [[nodiscard]] std::uint64_t count() const { return m_count; }
    [[nodiscard]] std::chrono::milliseconds mean() const; ///< Exact, rounded down; 0 when empty.
    [[nodiscard]] std::chrono::milliseconds total() const { return std::chrono::milliseconds(m_sum); } ///< Exact.
    [[nodiscard]] std::chrono::milliseconds largest() const { return std::chrono::milliseconds(m_largest); } ///< Exact.

    /// The form in which it is kept: a version, then as LEB128 numbers the largest value, the sum of all, and for each
    /// bucket that has any the distance from the one before and how many. Nothing for an empty histogram.
    [[nodiscard]] QByteArray encoded() const;
    /// What encoded() gave; nullopt for anything else. Takes bytes from anywhere: `bytes` may be damaged or forged.
    [[nodiscard]] static std::optional<LatencyHistogram> decoded(QByteArrayView bytes);

    bool operator==(const LatencyHistogram &) const = default;

private:
    static constexpr std::size_t bucketCount = latencygrid::cellCount(20);
    /// Whether largest value and sum can be those of the values that are counted.
    [[nodiscard]] bool isConsistent() const;

    std::array<std::uint64_t, bucketCount> m_buckets{};
    std::uint64_t m_count = 0;
    std::uint64_t m_largest = 0; ///< Milliseconds.
    std::uint64_t m_sum = 0; ///< Milliseconds.
};

} // namespace muster
