// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/arenasearch.h"

#include <QtGlobal>
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace muster {

namespace {

constexpr std::size_t lanes = 32;
constexpr std::size_t sampleBytes = 4'096;
constexpr std::size_t fewPlaces = 8; ///< So many texts to a place, or more.
constexpr std::uint32_t walks = 4; ///< At the same time: each waits for its last place.
using Bytes = unsigned char __attribute__((ext_vector_type(lanes)));
using Bits = bool __attribute__((ext_vector_type(lanes)));

std::uint32_t whereEqual(const char *from, char byte)
{
    Bytes bytes;
    std::memcpy(&bytes, from, sizeof bytes);
    return std::bit_cast<std::uint32_t>(__builtin_convertvector(bytes == static_cast<unsigned char>(byte), Bits));
}

/// Goes through texts and places side by side, without a branch, not even one that the compiler makes of ?: (which
/// texts hold the part is hard to guess).
struct Walk
{
    const std::uint32_t *ends;
    std::size_t size; ///< Of the part.
    std::uint8_t *hits;
    std::uint8_t hit;

    /// The text in whose turn `place` is the next.
    void step(std::uint32_t text, const std::uint32_t *&place) const
    {
        while (*place < ends[text]) // more than one in the text before
            ++place;
        const std::uint32_t end = ends[text + 1];
        const int isWithin = *place + size <= end ? 1 : 0; // else it reaches into the next text
        hits[text] = std::uint8_t(hits[text] ^ ((hits[text] ^ hit) & -isWithin));
        place += *place < end ? 1 : 0;
    }
};

} // namespace

ArenaSearch::ArenaSearch(std::string part)
    : m_part(std::move(part))
{
    Q_ASSERT(!m_part.empty());
}

bool ArenaSearch::isPossible(const TextColumn &column) const
{
    return std::ranges::all_of(m_part,
                               [&column](char byte) { return column.mayHold(static_cast<unsigned char>(byte)); });
}

ArenaSearch::Anchors ArenaSearch::rarest(std::string_view arena) const
{
    std::array<std::uint16_t, 256> counts{};
    for (const char byte : arena.substr(0, sampleBytes))
        ++counts[static_cast<unsigned char>(byte)];
    const auto countAt = [&](std::size_t at) { return counts[static_cast<unsigned char>(m_part[at])]; };
    Anchors anchors{0, 0};
    for (std::size_t at = 1; at < m_part.size(); ++at) {
        if (countAt(at) < countAt(anchors.first)) {
            anchors.second = anchors.first;
            anchors.first = at;
        } else if (anchors.second == anchors.first || countAt(at) < countAt(anchors.second)) {
            anchors.second = at;
        }
    }
    return anchors;
}

std::vector<std::uint32_t> ArenaSearch::places(std::string_view arena) const
{
    const Anchors anchors = rarest(arena);
    const std::size_t size = m_part.size();
    const char first = m_part[anchors.first], second = m_part[anchors.second];
    std::vector<std::uint32_t> places;
    const auto wordAt = [](const char *from) {
        std::uint64_t word = 0;
        std::memcpy(&word, from, sizeof word);
        return word;
    };
    const bool isWordy = size >= sizeof(std::uint64_t);
    const std::size_t tail = isWordy ? size - sizeof(std::uint64_t) : 0;
    const std::uint64_t head = isWordy ? wordAt(m_part.data()) : 0, end = isWordy ? wordAt(m_part.data() + tail) : 0;
    const auto take = [&](std::size_t at) {
        const char *from = arena.data() + at;
        if (isWordy && (wordAt(from) != head || wordAt(from + tail) != end))
            return;
        if ((isWordy && size <= 2 * sizeof(std::uint64_t)) || std::memcmp(from, m_part.data(), size) == 0)
            places.push_back(std::uint32_t(at));
    };
    std::size_t at = 0;
    for (; at + size - 1 + lanes <= arena.size(); at += lanes) {
        std::uint32_t found = whereEqual(arena.data() + at + anchors.first, first)
            & whereEqual(arena.data() + at + anchors.second, second);
        for (; found != 0; found &= found - 1)
            take(at + std::size_t(std::countr_zero(found)));
    }
    for (; at + size <= arena.size(); ++at)
        take(at);
    return places;
}

void ArenaSearch::mark(const TextColumn &column, std::uint8_t *hits, std::uint8_t hit) const
{
    if (column.form() == TextColumn::Form::Empty || !isPossible(column))
        return;
    std::vector<std::uint32_t> found = places(column.arena());
    const std::uint32_t *ends = column.ends();
    const std::uint32_t texts = column.texts();
    if (found.size() * fewPlaces < texts) {
        const std::uint32_t *text = ends;
        for (const std::uint32_t place : found) {
            text = std::upper_bound(text, ends + texts + 1, place) - 1;
            if (place + m_part.size() <= text[1]) // else it reaches into the next text
                hits[text - ends] = hit;
        }
        return;
    }
    found.push_back(ends[texts]); // in no text
    const Walk walk{ends, m_part.size(), hits, hit};
    const std::uint32_t share = texts / walks;
    std::array<const std::uint32_t *, walks> places{};
    for (std::uint32_t i = 0; i < walks; ++i)
        places[i] = &*std::lower_bound(found.begin(), found.end() - 1, ends[i * share]);
    for (std::uint32_t text = 0; text < share; ++text) {
        for (std::uint32_t i = 0; i < walks; ++i)
            walk.step(i * share + text, places[i]);
    }
    for (std::uint32_t text = walks * share; text < texts; ++text)
        walk.step(text, places.back());
}

} // namespace muster
