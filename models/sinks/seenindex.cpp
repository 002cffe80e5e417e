// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/seenindex.h"

#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <algorithm>
#include <cstring>
#include <limits>

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
        return failure(ErrorKind::Damaged, "index_too_short", file.path());
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
        TRY_VOID(readEntriesAt(m_file, m_run.first, count, m_entries));
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
    TRY_VOID(openLevel(0));
    const qint64 first = m_levels[0].file.size() / entryBytes;
    TRY_VOID(append(0, entries));
    m_levels[0].runs.push_back({first, qint64(entries.size())});
    for (std::size_t level = 0; level < m_levels.size() && m_levels[level].runs.size() >= fanIn; ++level) {
        TRY_VOID(mergeUp(level));
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
    TRY_VOID(openLevel(level + 1));
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
            TRY_VOID(reader.load());
            if (!reader.atEnd() && (!least || reader.current().hash < least->current().hash))
                least = &reader;
        }
        if (!least)
            break;
        out.push_back(least->current());
        least->step();
        if (out.size() == 2 * readEntries) {
            TRY_VOID(writeOut());
        }
    }
    TRY_VOID(writeOut());
    m_levels[level + 1].runs.push_back(merged);
    m_levels[level].runs.clear();
    return m_levels[level].file.truncate(0);
}

Result<void> SpillRuns::find(std::uint64_t hash, std::vector<SeenEntry> &found) const
{
    for (const Level &level : m_levels) {
        for (const Run &run : level.runs) {
            TRY_VOID(findIn(level.file, run, hash, found));
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
        TRY_VOID(readEntriesAt(file, run.first + guess, blockEntries, block));
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
        TRY_VOID(readEntriesAt(file, run.first + low, count, block));
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
                TRY_VOID(reader.load());
                if (reader.atEnd())
                    break;
                visit(reader.current());
            }
        }
    }
    return {};
}

namespace {

constexpr std::uint64_t emptyPlace = std::numeric_limits<std::uint64_t>::max();
constexpr std::size_t overhang = 1024; // for probes that run over the end
constexpr unsigned narrowBits = 16; // 4 MiB: enough for two million contacts
constexpr unsigned wideBits = 18; // 16 MiB
constexpr qint64 narrowLimit = 2'000'000;

__extension__ typedef unsigned __int128 Wide;

std::uint64_t fold(std::uint64_t a, std::uint64_t b)
{
    const Wide product = Wide(a) * b;
    return std::uint64_t(product) ^ std::uint64_t(product >> 64);
}

/// Multiply and fold, sixteen bytes a step: the family of wyhash.
std::uint64_t hashBytes(std::string_view bytes, std::uint64_t seed)
{
    constexpr std::uint64_t k1 = 0xA0761D6478BD642F;
    constexpr std::uint64_t k2 = 0xE7037ED1A0B428DB;
    std::uint64_t state = seed ^ fold(bytes.size() ^ k2, k1);
    std::uint64_t words[2];
    while (bytes.size() > 16) {
        std::memcpy(words, bytes.data(), 16);
        state = fold(words[0] ^ k1, words[1] ^ state);
        bytes.remove_prefix(16);
    }
    words[0] = words[1] = 0;
    if (!bytes.empty())
        std::memcpy(words, bytes.data(), bytes.size());
    return fold(k2 ^ seed, fold(words[0] ^ k2, words[1] ^ state) ^ state);
}

} // namespace

SeenIndex::SeenIndex(const QString &base, DiskAccess &disk)
    : m_seed(QRandomGenerator::system()->generate64())
    , m_filter(narrowBits)
    , m_table(tableSlots + overhang, SeenEntry{0, emptyPlace})
    , m_runs(base, disk)
{
}

std::uint64_t SeenIndex::hashOf(std::string_view key) const
{
    return hashBytes(key, m_seed);
}

std::uint32_t SeenIndex::markOf(std::string_view bytes) const
{
    const auto mark = std::uint32_t(hashBytes(bytes, m_seed) & 0xFFFFFF);
    return mark == 0 ? 1 : mark;
}

bool SeenIndex::add(std::uint64_t hash, Place place)
{
    m_filter.add(hash);
    std::size_t slot = hash >> (64 - tableBits);
    while (m_table[slot].place != emptyPlace)
        ++slot;
    m_table[slot] = {hash, std::uint64_t(place.offset) << 24 | place.mark};
    ++m_used;
    return m_used < tableLimit && slot < tableSlots + overhang - 2;
}

Result<void> SeenIndex::makeRoom()
{
    std::size_t count = 0;
    for (SeenEntry &slot : m_table) {
        if (slot.place != emptyPlace)
            m_table[count++] = slot;
    }
    // An insertion sort: no entry is further from its place than its probe was long.
    for (std::size_t i = 1; i < count; ++i) {
        const SeenEntry entry = m_table[i];
        std::size_t j = i;
        for (; j > 0 && m_table[j - 1].hash > entry.hash; --j)
            m_table[j] = m_table[j - 1];
        m_table[j] = entry;
    }
    const auto added = m_runs.add(std::span(m_table).first(count));
    std::fill(m_table.begin(), m_table.end(), SeenEntry{0, emptyPlace});
    m_spilled += qint64(m_used);
    m_used = 0;
    if (!added)
        return added;
    return !m_wide && m_spilled > narrowLimit ? widenFilter() : Result<void>();
}

Result<void> SeenIndex::widenFilter()
{
    m_wide = true;
    m_filter = SeenFilter(wideBits);
    return m_runs.forEach([this](const SeenEntry &entry) { m_filter.add(entry.hash); });
}

Result<std::vector<SeenIndex::Place>> SeenIndex::find(std::uint64_t hash) const
{
    std::vector<SeenEntry> found;
    for (std::size_t slot = hash >> (64 - tableBits); m_table[slot].place != emptyPlace; ++slot) {
        if (m_table[slot].hash == hash)
            found.push_back(m_table[slot]);
    }
    TRY_VOID(m_runs.find(hash, found));
    std::vector<Place> places;
    places.reserve(found.size());
    for (const SeenEntry &entry : found)
        places.push_back({qint64(entry.place >> 24), std::uint32_t(entry.place & 0xFFFFFF)});
    return places;
}

} // namespace muster
