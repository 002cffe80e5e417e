// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/contactoverrides.h"

#include <algorithm>
#include <limits>

namespace muster {

bool ContactOverrides::set(std::span<const Row> rows, const std::optional<Decision> &decision)
{
    std::uint16_t number = 0;
    if (decision) {
        auto place = std::find(m_decisions.begin(), m_decisions.end(), *decision);
        if (place == m_decisions.end()) {
            if (m_decisions.size() >= std::numeric_limits<std::uint16_t>::max() - 1u)
                return false;
            place = m_decisions.insert(place, *decision);
        }
        number = std::uint16_t(place - m_decisions.begin() + 1);
    }
    std::vector<std::shared_ptr<Chunk>> changed; // copied once, however many rows of a chunk change
    for (const Row row : rows) {
        const std::size_t at = ContactChunk::chunkOf(row);
        if (changed.size() <= at)
            changed.resize(at + 1);
        if (m_chunks.size() <= at)
            m_chunks.resize(at + 1);
        if (!changed[at]) {
            changed[at] = m_chunks[at] ? std::make_shared<Chunk>(*m_chunks[at]) : std::make_shared<Chunk>();
            m_chunks[at] = changed[at];
        }
        std::uint16_t &old = changed[at]->numbers[ContactChunk::rowIn(row)];
        const int more = int(number != 0) - int(old != 0);
        changed[at]->count += std::uint32_t(more);
        m_count += std::size_t(more);
        old = number;
    }
    return true;
}

std::size_t ContactOverrides::bytes() const
{
    std::size_t sum = 0;
    for (const std::shared_ptr<const Chunk> &chunk : m_chunks)
        sum += chunk ? sizeof *chunk : 0;
    return sum;
}

} // namespace muster
