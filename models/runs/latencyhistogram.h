// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <chrono>
#include <cstdint>

namespace muster {

/// Latencies of any number of requests in fixed memory: exact below 64 ms, within 1.6 % above, up to about 18 hours.
class LatencyHistogram
{
public:
    void add(std::chrono::milliseconds latency);
    /// The smallest recorded value that at least `share` (0 to 1) of all are not above (nearest rank); 0 when empty.
    [[nodiscard]] std::chrono::milliseconds percentile(double share) const;
    [[nodiscard]] std::uint64_t count() const { return m_count; }
    [[nodiscard]] std::chrono::milliseconds mean() const; ///< Exact; 0 when empty.

private:
    // Log-linear buckets: 64 exact ones, then 32 for each doubling.
    static constexpr std::size_t exactBuckets = 64;
    static constexpr std::size_t bucketsPerDoubling = 32;
    static constexpr std::size_t doublings = 20;
    [[nodiscard]] static std::size_t bucketOf(std::uint64_t value);
    [[nodiscard]] static std::uint64_t upperEdge(std::size_t bucket);

    std::array<std::uint32_t, exactBuckets + bucketsPerDoubling * doublings> m_buckets{};
    std::uint64_t m_count = 0;
    std::uint64_t m_largest = 0;
    std::uint64_t m_sum = 0;
};

} // namespace muster
