// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contacttable.h"
#include "models/rules/lists/listverdict.h"

#include <QString>
#include <array>
#include <span>

namespace muster {

/// What a person decided of single contacts, against the rules. Rows stand for contact ids: a table never gives a row to
/// another id. Copying one costs a pointer a chunk; what is shared is not changed.
class ContactOverrides
{
public:
    using Row = ContactTable::Row;
    struct Decision
    {
        ListVerdict verdict = ListVerdict::Review;
        QString note;
        bool operator==(const Decision &) const = default;
    };

    /// nullopt takes it back. False when there are 65,535 different decisions already.
    [[nodiscard]] bool set(std::span<const Row> rows, const std::optional<Decision> &decision);
    [[nodiscard]] const Decision *find(Row row) const
    {
        const std::size_t chunk = ContactChunk::chunkOf(row);
        if (chunk >= m_chunks.size() || !m_chunks[chunk])
            return nullptr;
        const std::uint16_t number = m_chunks[chunk]->numbers[ContactChunk::rowIn(row)];
        return number == 0 ? nullptr : &m_decisions[number - 1u];
    }
    [[nodiscard]] bool isEmpty() const { return m_count == 0; }
    [[nodiscard]] std::size_t count() const { return m_count; } ///< Contacts.
    [[nodiscard]] bool concerns(std::size_t chunk) const
    {
        return chunk < m_chunks.size() && m_chunks[chunk] && m_chunks[chunk]->count > 0;
    }
    [[nodiscard]] std::size_t bytes() const;

private:
    struct Chunk
    {
        std::array<std::uint16_t, ContactChunk::capacity> numbers{}; ///< 0: none, else decision + 1.
        std::uint32_t count = 0;
    };
    std::vector<std::shared_ptr<const Chunk>> m_chunks; ///< Null where nobody decided anything.
    std::vector<Decision> m_decisions;
    std::size_t m_count = 0;
};

} // namespace muster
