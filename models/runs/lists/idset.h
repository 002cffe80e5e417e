// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHashFunctions>
#include <QRandomGenerator>
#include <string_view>
#include <vector>

namespace muster {

/// Counts different contact ids without keeping them: 64-bit hashes with a seed of their own, 16 bytes an id at most.
/// Two ids that share a hash (one chance in some 300,000 with ten million ids) count as one: then a count does not
/// agree, and a list is called incomplete that is not. Never the other way round.
class IdSet
{
public:
    /// True when `id` is new.
    bool add(std::string_view id)
    {
        if ((m_count + 1) * 2 > m_slots.size())
            grow();
        const std::uint64_t hash = qHashBits(id.data(), id.size(), m_seed) | 1; // 0 marks a free slot
        std::uint64_t &slot = slotOf(m_slots, hash);
        const bool isNew = slot == 0;
        slot = hash;
        m_count += isNew ? 1 : 0;
        return isNew;
    }
    [[nodiscard]] std::size_t count() const { return m_count; }

private:
    static std::uint64_t &slotOf(std::vector<std::uint64_t> &slots, std::uint64_t hash)
    {
        std::size_t at = (hash >> 1) & (slots.size() - 1); // sizes are powers of two
        while (slots[at] != 0 && slots[at] != hash)
            at = (at + 1) & (slots.size() - 1);
        return slots[at];
    }
    void grow()
    {
        std::vector<std::uint64_t> larger(m_slots.empty() ? 1024 : m_slots.size() * 2);
        for (const std::uint64_t hash : m_slots) {
            if (hash != 0)
                slotOf(larger, hash) = hash;
        }
        m_slots = std::move(larger);
    }

    const std::size_t m_seed = std::size_t(QRandomGenerator::system()->generate64());
    std::vector<std::uint64_t> m_slots;
    std::size_t m_count = 0;
};

} // namespace muster
