// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/spillruns.h"

#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <algorithm>
#include <array>
#include <cstring>

namespace muster {

namespace {

constexpr std::size_t fanIn = 8;
constexpr qint64 blockEntries = 256; // 4 KiB
constexpr std::size_t readEntries = 2048;
constexpr qint64 entryBytes = sizeof(SeenEntry);

QByteArrayView bytesOf(std::span<const SeenEntry> entries)
{
    return {reinterpret_cast<const char *>(entries.data()), qsizetype(entries.size_bytes())};
}

Result<void> readEntriesAt(const PosixFile &file, qint64 first, std::size_t count, std::vector<SeenEntry> &entries)
{
    TRY(bytes, file.pread(first * entryBytes, qint64(count) * entryBytes));
    if (bytes->size() != qint64(count) * entryBytes)
        return failure({.kind = ErrorKind::Damaged, .code = QStringLiteral("index_too_short"), .subject = file.path()});
    entries.resize(count);
    std::memcpy(entries.data(), bytes->constData(), std::size_t(bytes->size()));
    return {};
}

} // namespace

/// Walks over one run in pieces.
class SpillRuns::Reader
{
public:
    Reader(const PosixFile &file, Run run)
        : m_file(file)
        , m_run(run)
    {
    }
    /// Makes sure of a current entry; atEnd() when there is none left.
    [[nodiscard]] Result<void> load()
    {
        if (m_next < m_entries.size() || m_run.count == 0)
            return {};
        const std::size_t count = std::min(std::size_t(m_run.count), readEntries);
        if (const auto got = readEntriesAt(m_file, m_run.first, count, m_entries); !got)
            return got;
        m_run.first += qint64(count);
        m_run.count -= qint64(count);
        m_next = 0;
        return {};
    }
    [[nodiscard]] bool atEnd() const { return m_next == m_entries.size(); }
    [[nodiscard]] const SeenEntry &current() const { return m_entries[m_next]; }
    void step() { ++m_next; }

private:
    const PosixFile &m_file;
    Run m_run;
    std::vector<SeenEntry> m_entries;
    std::size_t m_next = 0;
};

SpillRuns::SpillRuns(QString base, DiskAccess &disk)
    : m_base(std::move(base))
    , m_disk(disk)
{
}

Result<void> SpillRuns::add(std::span<const SeenEntry> entries)
{
    if (entries.empty())
        return {};
    if (const auto opened = openLevel(0); !opened)
        return opened;
    const qint64 first = m_levels[0].file.size() / entryBytes;
    if (const auto written = append(0, entries); !written)
        return written;
    m_levels[0].runs.push_back({first, qint64(entries.size())});
    for (std::size_t level = 0; level < m_levels.size() && m_levels[level].runs.size() >= fanIn; ++level) {
        if (const auto merged = mergeUp(level); !merged)
            return merged;
    }
    return {};
}

Result<void> SpillRuns::openLevel(std::size_t level)
{
    if (level < m_levels.size())
        return {};
    const QFileInfo base(m_base);
    const QString name = base.path() + QStringLiteral("/.") + base.fileName().left(200) + u'.'
        + QString::number(QRandomGenerator::system()->generate64(), 16) + QStringLiteral(".index");
    TRY(file, PosixFile::createExclusive(name, m_disk));
    // Without a name it goes with the process, also after kill -9.
    if (m_disk.remove(QFile::encodeName(name)) != 0)
        return failure(fileError(errno, name));
    m_levels.push_back({*std::move(file), {}});
    return {};
}

Result<void> SpillRuns::append(std::size_t level, std::span<const SeenEntry> entries)
{
    return m_levels[level].file.writeAll(bytesOf(entries));
}

Result<void> SpillRuns::mergeUp(std::size_t level)
{
    if (const auto opened = openLevel(level + 1); !opened)
        return opened;
    Run merged{m_levels[level + 1].file.size() / entryBytes, 0};
    std::vector<Reader> readers;
    for (const Run &run : m_levels[level].runs) {
        readers.emplace_back(m_levels[level].file, run);
        merged.count += run.count;
    }
    std::vector<SeenEntry> out;
    out.reserve(2 * readEntries);
    const auto writeOut = [&] {
        const auto written = append(level + 1, out);
        out.clear();
        return written;
    };
    for (;;) {
        Reader *least = nullptr;
        for (Reader &reader : readers) {
            if (const auto loaded = reader.load(); !loaded)
                return loaded;
            if (!reader.atEnd() && (!least || reader.current().hash < least->current().hash))
                least = &reader;
        }
        if (!least)
            break;
        out.push_back(least->current());
        least->step();
        if (out.size() == 2 * readEntries) {
            if (const auto written = writeOut(); !written)
                return written;
        }
    }
    if (const auto written = writeOut(); !written)
        return written;
    m_levels[level + 1].runs.push_back(merged);
    m_levels[level].runs.clear();
    return m_levels[level].file.truncate(0);
}

Result<void> SpillRuns::find(std::uint64_t hash, std::vector<SeenEntry> &found) const
{
    for (const Level &level : m_levels) {
        for (const Run &run : level.runs) {
            if (const auto searched = findIn(level.file, run, hash, found); !searched)
                return searched;
        }
    }
    return {};
}

Result<void> SpillRuns::findIn(const PosixFile &file, const Run &run, std::uint64_t hash, std::vector<SeenEntry> &found)
{
    // Hashes are spread evenly: the place can be guessed to within a block or two. Entries before `low` are smaller,
    // those from `high` on are not.
    qint64 low = 0;
    qint64 high = run.count;
    std::vector<SeenEntry> block;
    const auto byHash = [](const SeenEntry &entry, std::uint64_t value) { return entry.hash < value; };
    for (int guesses = 0; high - low > blockEntries; ++guesses) {
        qint64 guess = qint64(double(hash) / 18446744073709551616.0 * double(run.count)) - blockEntries / 2;
        if (guesses >= 2 || guess < low || guess > high - blockEntries)
            guess = guesses < 2 ? std::clamp(guess, low, high - blockEntries) : low + (high - low - blockEntries) / 2;
        if (const auto got = readEntriesAt(file, run.first + guess, blockEntries, block); !got)
            return got;
        if (block.back().hash < hash) {
            low = guess + blockEntries;
        } else if (block.front().hash >= hash) {
            high = guess;
        } else {
            low = guess + (std::lower_bound(block.begin(), block.end(), hash, byHash) - block.begin());
            break;
        }
    }
    for (; low < run.count; low += qint64(block.size())) {
        const auto count = std::size_t(std::min(blockEntries, run.count - low));
        if (const auto got = readEntriesAt(file, run.first + low, count, block); !got)
            return got;
        auto it = std::lower_bound(block.begin(), block.end(), hash, byHash);
        for (; it != block.end() && it->hash == hash; ++it)
            found.push_back(*it);
        if (it != block.end())
            break;
    }
    return {};
}

Result<void> SpillRuns::forEach(const std::function<void(const SeenEntry &)> &visit) const
{
    for (const Level &level : m_levels) {
        for (const Run &run : level.runs) {
            Reader reader(level.file, run);
            for (;; reader.step()) {
                if (const auto loaded = reader.load(); !loaded)
                    return loaded;
                if (reader.atEnd())
                    break;
                visit(reader.current());
            }
        }
    }
    return {};
}

} // namespace muster
