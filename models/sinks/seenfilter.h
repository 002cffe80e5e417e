// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sinks/hugepageallocator.h"

#include <cstdint>
#include <vector>

namespace muster {

/// A blocked Bloom filter: tells "certainly new" for the price of one cache line. Seven bits of one 512-bit block a
/// hash; with 13 bits a hash about one new one in 250 is taken for a known one.
class SeenFilter
{
public:
    /// 2 to the power of `log2Blocks` blocks of 64 bytes.
    explicit SeenFilter(unsigned log2Blocks)
        : m_shift(64 - log2Blocks)
        , m_blocks(std::size_t(1) << log2Blocks)
    {
    }

    void prefetch(std::uint64_t hash) const { __builtin_prefetch(&block(hash), 1); }
    [[nodiscard]] bool mayContain(std::uint64_t hash) const
    {
        const Block &words = block(hash);
        std::uint64_t bits = hash * multiplier;
        std::uint64_t missing = 0;
        for (int i = 0; i < probes; ++i, bits >>= 9)
            missing |= ~(words.word[(bits >> 6) & 7] >> (bits & 63)) & 1;
        return missing == 0;
    }
    void add(std::uint64_t hash)
    {
        Block &words = m_blocks[hash >> m_shift];
        std::uint64_t bits = hash * multiplier;
        for (int i = 0; i < probes; ++i, bits >>= 9)
            words.word[(bits >> 6) & 7] |= std::uint64_t(1) << (bits & 63);
    }

private:
    struct alignas(64) Block
    {
        std::uint64_t word[8];
    };
    static constexpr int probes = 7;
    static constexpr std::uint64_t multiplier = 0x9E3779B97F4A7C15; // golden ratio, odd

    [[nodiscard]] const Block &block(std::uint64_t hash) const { return m_blocks[hash >> m_shift]; }

    unsigned m_shift;
    std::vector<Block, HugePageAllocator<Block>> m_blocks;
};

} // namespace muster
