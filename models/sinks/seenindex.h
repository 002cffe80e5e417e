// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sinks/seenfilter.h"
#include "models/sinks/spillruns.h"

#include <string_view>

namespace muster {

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
