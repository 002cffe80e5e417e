// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace muster {

/// About how many different texts there were. Exact (up to hash collisions) for the first 1,024; then by HyperLogLog
/// (Flajolet and others, 2007) with 4,096 registers: 1.6 % standard error, 4 KiB, however many there are.
class DistinctEstimate
{
public:
    void add(std::string_view text);
    DistinctEstimate &operator+=(const DistinctEstimate &other);
    [[nodiscard]] std::int64_t count() const;
    [[nodiscard]] bool isExact() const { return m_registers.empty(); }

private:
    void addHash(std::uint64_t hash);
    void leaveExactness();
    void enter(std::uint64_t hash);

    std::vector<std::uint64_t> m_hashes; ///< Sorted, while exact.
    std::vector<std::uint8_t> m_registers; ///< Else.
};

} // namespace muster
