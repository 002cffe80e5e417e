// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/seenindex.h"

#include <QRandomGenerator>
#include <cstring>
#include <limits>

namespace muster {

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
