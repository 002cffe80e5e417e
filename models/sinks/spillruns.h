// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/posixfile.h"

#include <cstdint>
#include <functional>
#include <span>
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

} // namespace muster
