// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/exportdiff/rowspill.h"
#include "network/wire/result.h"

#include <QString>
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace muster {

/// A set of E.164 numbers and of their prefixes as a file that is looked at where it lies: 2 bytes a number and 16 for
/// each run of 65,536 numbers that any of them lies in, mapped and not copied. For registries of tens of millions of
/// numbers; NumberSet is its little brother in memory.
///
/// The file, little-endian:
///     "MUSTERNS", version (u32), 0 (u32)
///     the lower 16 bits of each number (u16), ascending within its run; zeros up to a multiple of 8 bytes
///     for each run: the upper bits of its numbers (u64), ascending, and the place of its first number (u64)
///     for each prefix: its digits * 16 + how many they are (u64), ascending
///     how many numbers, runs and prefixes there are (u64 each), SHA-256 of all before it (64 hexadecimal digits)
///
/// Immutable; any number of threads. The file may be replaced by another, but not written to, while it is open.
class NumberSetFile
{
public:
    static constexpr std::uint32_t version = 1;
    static constexpr int minPrefixDigits = 4, maxDigits = 15; ///< As NumberSet's.

    NumberSetFile(const NumberSetFile &) = delete;
    NumberSetFile &operator=(const NumberSetFile &) = delete;
    ~NumberSetFile();

    /// Reads all of it once, which proves its digest and its order, then maps it. Damaged "number_set_unreadable"
    /// (`subject`: the file; nothing of it is used), "newer_version"; those of PosixFile. Blocks; any thread.
    [[nodiscard]] static Result<std::shared_ptr<const NumberSetFile>> open(const QString &file,
                                                                           const std::stop_token &stop = {},
                                                                           DiskAccess &disk = DiskAccess::system());

    /// The number itself, or a prefix of it.
    [[nodiscard]] bool contains(std::uint64_t e164) const; ///< 0: never.
    /// The same of many, one of `found` for each: several times as fast, because memory is waited for once for some
    /// dozens of them and not for each.
    void contain(std::span<const std::uint64_t> e164, std::span<bool> found) const;

    [[nodiscard]] qint64 numbers() const { return qint64(m_lows.size()); }
    [[nodiscard]] qint64 prefixes() const { return qint64(m_prefixes.size()); }
    [[nodiscard]] qint64 bytes() const { return m_size; } ///< That are mapped.
    [[nodiscard]] const QString &digest() const { return m_digest; } ///< The same for the same numbers.

private:
    friend class NumberSetWriter;
    static constexpr std::size_t sampledRuns = 16;
    struct Run
    {
        std::uint64_t high = 0;
        std::uint64_t first = 0;
        [[nodiscard]] bool operator<=(std::uint64_t other) const { return high <= other; }
    };
    NumberSetFile(void *mapped, qint64 size);
    [[nodiscard]] bool takeParts(QByteArrayView footer);
    [[nodiscard]] bool isInOrder() const;
    [[nodiscard]] std::span<const Run> runsAround(std::uint64_t high) const; ///< Where its run is if it has one.
    [[nodiscard]] std::span<const std::uint16_t> lowsOf(std::span<const Run> around, std::uint64_t high) const;
    [[nodiscard]] bool hasPrefixOf(std::uint64_t e164) const;

    void *m_mapped = nullptr;
    qint64 m_size = 0;
    std::span<const std::uint16_t> m_lows;
    std::span<const Run> m_runs;
    std::span<const std::uint64_t> m_prefixes;
    std::array<bool, maxDigits + 1> m_prefixLengths{}; ///< Of which there are any.
    /// The upper bits of every sampled run: small enough for a processor's cache, so that a search leaves it only at
    /// its end.
    std::vector<std::uint64_t> m_samples;
    QString m_digest;
};

/// Makes a NumberSetFile of numbers in any order: sorted on the disk, so that some 40 MiB of memory do for any
/// registry. First every add...(), then write(). One thread; blocks on the disk.
class NumberSetWriter
{
public:
    static constexpr std::size_t maxPrefixes = 1'000'000;

    /// `folder`: for what is kept on the disk meanwhile, 8 bytes a number.
    explicit NumberSetWriter(const QString &folder, DiskAccess &disk = DiskAccess::system());

    [[nodiscard]] Result<void> addNumber(std::uint64_t e164);
    /// LimitExceeded "too_many_prefixes".
    [[nodiscard]] Result<void> addPrefix(std::uint64_t digits, int length);
    [[nodiscard]] qint64 entries() const { return m_entries; } ///< Added, the repeated ones too.

    struct Written
    {
        qint64 numbers = 0, prefixes = 0; ///< Different ones.
        QString digest;
    };
    /// The file appears whole and synced, mode 0600, or not at all; one of that name is replaced. Cancelled.
    [[nodiscard]] Result<Written> write(const QString &file, const std::stop_token &stop);

private:
    class Output;
    [[nodiscard]] Result<Written> writeTo(Output &out, const std::stop_token &stop);

    const QString m_folder;
    DiskAccess &m_disk;
    ExternalSort<std::uint64_t, std::less<>> m_numbers;
    std::vector<std::uint64_t> m_prefixes;
    qint64 m_entries = 0;
};

} // namespace muster
