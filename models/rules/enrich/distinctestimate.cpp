// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/distinctestimate.h"

#include "models/rules/texthash.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace muster {

namespace {

constexpr std::size_t exactLimit = 1024;
constexpr unsigned indexBits = 12;
constexpr std::size_t registerCount = std::size_t(1) << indexBits;
constexpr std::uint64_t hashSeed = 0x5851F42D4C957F2D; // any odd number will do

} // namespace

void DistinctEstimate::add(std::string_view text)
{
    addHash(textHash(text, hashSeed));
}

DistinctEstimate &DistinctEstimate::operator+=(const DistinctEstimate &other)
{
    for (const std::uint64_t hash : other.m_hashes)
        addHash(hash);
    if (other.isExact())
        return *this;
    if (isExact())
        leaveExactness();
    for (std::size_t i = 0; i < registerCount; ++i)
        m_registers[i] = std::max(m_registers[i], other.m_registers[i]);
    return *this;
}

std::int64_t DistinctEstimate::count() const
{
    if (isExact())
        return std::int64_t(m_hashes.size());
    constexpr double registers = double(registerCount);
    constexpr double bias = 0.7213 / (1.0 + 1.079 / registers);
    double sum = 0;
    for (const std::uint8_t rank : m_registers)
        sum += std::ldexp(1.0, -int(rank));
    const double raw = bias * registers * registers / sum;
    const auto empty = std::count(m_registers.begin(), m_registers.end(), 0);
    if (raw <= 2.5 * registers && empty > 0)
        return std::llround(registers * std::log(registers / double(empty)));
    return std::llround(raw);
}

void DistinctEstimate::addHash(std::uint64_t hash)
{
    if (!isExact()) {
        enter(hash);
        return;
    }
    const auto place = std::lower_bound(m_hashes.begin(), m_hashes.end(), hash);
    if (place != m_hashes.end() && *place == hash)
        return;
    if (m_hashes.size() < exactLimit) {
        m_hashes.insert(place, hash);
        return;
    }
    leaveExactness();
    enter(hash);
}

void DistinctEstimate::leaveExactness()
{
    m_registers.assign(registerCount, 0);
    for (const std::uint64_t hash : m_hashes)
        enter(hash);
    m_hashes = {};
}

void DistinctEstimate::enter(std::uint64_t hash)
{
    // The last bit set ends the run of zeros at 52.
    const std::uint64_t rest = hash << indexBits | std::uint64_t(1) << (indexBits - 1);
    std::uint8_t &rank = m_registers[hash >> (64 - indexBits)];
    rank = std::max(rank, std::uint8_t(std::countl_zero(rest) + 1));
}

} // namespace muster
