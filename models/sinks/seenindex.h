// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/posixfile.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <new>
#include <span>
#include <string_view>
#include <sys/mman.h>
#include <vector>

namespace muster {

/// Where a record with that hash stands.
struct SeenEntry
{
    std::uint64_t hash = 0;
    std::uint64_t place = 0;
};

/// Sorted runs of entries in temporary files that have no name (unlinked at once), one file a level: eight runs of a
/// level are merged into one of the next, so that a look-up reads a few blocks of a few dozen runs however many
/// entries there are. Memory: some 400 KiB while merging, nothing else that grows.
class SpillRuns
{
public:
    /// `base`: the files stand beside this one for the moment in which they have a name.
    SpillRuns(QString base, DiskAccess &disk);

    /// `entries` in the order of their hashes.
    [[nodiscard]] Result<void> add(std::span<const SeenEntry> entries);
    /// Appends every entry with that hash to `found`.
    [[nodiscard]] Result<void> find(std::uint64_t hash, std::vector<SeenEntry> &found) const;
    [[nodiscard]] Result<void> forEach(const std::function<void(const SeenEntry &)> &visit) const;

private:
    struct Run
    {
        qint64 first = 0; ///< Entry number in the level's file.
        qint64 count = 0;
    };
    struct Level
    {
        PosixFile file;
        std::vector<Run> runs;
    };
    class Reader;

    [[nodiscard]] Result<void> append(std::size_t level, std::span<const SeenEntry> entries);
    [[nodiscard]] Result<void> openLevel(std::size_t level);
    [[nodiscard]] Result<void> mergeUp(std::size_t level);
    [[nodiscard]] static Result<void> findIn(const PosixFile &file, const Run &run, std::uint64_t hash,
                                             std::vector<SeenEntry> &found);

    const QString m_base;
    DiskAccess &m_disk;
    std::vector<Level> m_levels;
};

/// For tables of megabytes that are entered at random: asks the system for huge pages, because with small ones each
/// look costs a walk through the page tables, which no prefetch hides. Where the system grants none, nothing but that
/// gain is lost.
template <typename T>
class HugePageAllocator
{
public:
    using value_type = T;

    HugePageAllocator() = default;
    template <typename U>
    HugePageAllocator(const HugePageAllocator<U> &)
    {
    }

    [[nodiscard]] T *allocate(std::size_t count)
    {
        // aligned_alloc wants whole multiples of the alignment.
        const std::size_t bytes = (count * sizeof(T) + pageBytes - 1) / pageBytes * pageBytes;
        void *memory = std::aligned_alloc(pageBytes, bytes);
        if (memory == nullptr)
            throw std::bad_alloc();
#ifdef __linux__
        // Only whole ones: a page for a rest would be memory that is never used.
        (void)madvise(memory, count * sizeof(T) / pageBytes * pageBytes, MADV_HUGEPAGE);
#endif
        return static_cast<T *>(memory);
    }
    void deallocate(T *memory, std::size_t) { std::free(memory); }

    bool operator==(const HugePageAllocator &) const = default;

private:
    static constexpr std::size_t pageBytes = std::size_t(2) << 20;
};

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

/// Which contacts the file has (F70, F71), in memory that does not grow with it: a filter says "certainly new" for
/// nearly every record; for the rest places come from a table of the newest records and from sorted runs on disk, and
/// the caller looks there. Exact for any input: a hash only ever leads to a look at the record itself.
/// Hashes are seeded afresh in every process, so that no server can aim at collisions.
class SeenIndex
{
public:
    /// Where a record begins, and a mark of its members that stand in another file (0: none).
    struct Place
    {
        qint64 offset = 0;
        std::uint32_t mark = 0;
    };
    static constexpr qint64 maxOffset = (qint64(1) << 40) - 2;

    /// `base`: temporary files stand beside this file.
    SeenIndex(const QString &base, DiskAccess &disk);

    [[nodiscard]] std::uint64_t hashOf(std::string_view key) const;
    /// 24 bits of a hash, never 0.
    [[nodiscard]] std::uint32_t markOf(std::string_view bytes) const;
    void prefetch(std::uint64_t hash) const
    {
        m_filter.prefetch(hash);
        __builtin_prefetch(&m_table[hash >> (64 - tableBits)], 1);
    }
    [[nodiscard]] bool mayContain(std::uint64_t hash) const { return m_filter.mayContain(hash); }
    /// `offset` at most maxOffset. When it returns false the table is full: makeRoom() before the next add().
    [[nodiscard]] bool add(std::uint64_t hash, Place place);
    [[nodiscard]] Result<void> makeRoom();
    /// All places under that hash: none for a false alarm of the filter, more than one after a collision.
    [[nodiscard]] Result<std::vector<Place>> find(std::uint64_t hash) const;

private:
    static constexpr unsigned tableBits = 18; ///< 4 MiB: a million contacts go to disk six times.
    static constexpr std::size_t tableSlots = std::size_t(1) << tableBits;
    static constexpr std::size_t tableLimit = tableSlots * 6 / 10;
    [[nodiscard]] Result<void> widenFilter();

    const std::uint64_t m_seed;
    SeenFilter m_filter;
    bool m_wide = false;
    /// Open addressing by the hash's leading bits, so that it is nearly sorted.
    std::vector<SeenEntry, HugePageAllocator<SeenEntry>> m_table;
    std::size_t m_used = 0;
    qint64 m_spilled = 0;
    SpillRuns m_runs;
};

} // namespace muster
