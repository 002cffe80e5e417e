// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/textcolumn.h"
#include "network/wire/recordpage.h"

#include <QStringList>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace muster {

/// Contacts `capacity * n` to `capacity * (n + 1) - 1` of a table as columns. All chunks but the last are full. What is
/// computed over contacts is computed chunk by chunk and kept in chunks of the same rows.
struct ContactChunk
{
    static constexpr std::uint32_t bits = 14;
    static constexpr std::uint32_t capacity = 1u << bits;
    [[nodiscard]] static constexpr std::uint32_t chunkOf(std::uint32_t row) { return row >> bits; }
    [[nodiscard]] static constexpr std::uint32_t rowIn(std::uint32_t row) { return row & (capacity - 1); }

    std::uint32_t rows = 0;
    TextColumn ids, phones;
    std::shared_ptr<const std::uint64_t[]> content; ///< contentHash() of the other members.
    std::vector<TextColumn> members; ///< Fewer than the table's: the rest is empty in this chunk.
    [[nodiscard]] std::string_view member(std::uint32_t row, std::size_t member) const
    {
        return member < members.size() ? members[member].at(row) : std::string_view();
    }
};

/// Finds the row of a contact id by its hash: open addressing, eight bytes a place, in 1,024 parts that grow one by one
/// and at different loads, so that no single insertion has more to move than a thousandth of the whole.
class IdIndex
{
public:
    static constexpr std::uint32_t none = ~std::uint32_t(0);

    /// The row with this hash for which `isSame(row)` holds; `none` when there is none, and then `row` is entered.
    template <typename IsSame>
    [[nodiscard]] std::uint32_t findOrInsert(std::uint64_t hash, std::uint32_t row, IsSame isSame)
    {
        Part &part = m_parts[hash >> (64 - partBits)];
        if (part.used >= part.limit)
            grow(part, hash >> (64 - partBits));
        const std::size_t mask = part.slots.size() - 1;
        const auto tag = std::uint32_t(hash);
        std::size_t place = tag & mask;
        for (; part.slots[place].row != none; place = (place + 1) & mask) {
            if (part.slots[place].tag == tag && isSame(part.slots[place].row))
                return part.slots[place].row;
        }
        part.slots[place] = {row, tag};
        ++part.used;
        return none;
    }
    template <typename IsSame>
    [[nodiscard]] std::uint32_t find(std::uint64_t hash, IsSame isSame) const
    {
        const Part &part = m_parts[hash >> (64 - partBits)];
        if (part.slots.empty())
            return none;
        const std::size_t mask = part.slots.size() - 1;
        const auto tag = std::uint32_t(hash);
        for (std::size_t place = tag & mask; part.slots[place].row != none; place = (place + 1) & mask) {
            if (part.slots[place].tag == tag && isSame(part.slots[place].row))
                return part.slots[place].row;
        }
        return none;
    }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }

private:
    static constexpr unsigned partBits = 10;
    struct Slot
    {
        std::uint32_t row = none;
        std::uint32_t tag = 0; ///< Low half of the hash; the part is chosen by its highest bits.
    };
    struct Part
    {
        std::vector<Slot> slots;
        std::uint32_t used = 0, limit = 0;
    };
    void grow(Part &part, std::uint64_t number);

    std::vector<Part> m_parts = std::vector<Part>(std::size_t(1) << partBits);
    std::size_t m_bytes = sizeof(Part) << partBits;
};

/// A contact list as it was read: columns in chunks, in the list's own order, one row a contact id. Appended to on the
/// GUI thread; snapshot() is cheap, immutable and safe on any thread while more is appended.
class ContactTable
{
public:
    using Row = std::uint32_t;

    ContactTable();
    ~ContactTable();

    static constexpr int memberLimit = 32; ///< Members met later are only in content().
    static constexpr std::size_t textLimit = 65'535; ///< Bytes of a number, and of the other members together.

    /// Adds the page's contacts (some microseconds a hundred). `phoneColumn` is the page's column with the number, the
    /// members in extras become members of the table; a page of more columns calls them "column 2" and so on. An id met
    /// before is not added: identical content counts as duplicateIds (F70), other content as conflictingIds, the first
    /// version stays (F71).
    void append(const RecordPage &page, std::size_t phoneColumn = 0);
    void clear();

    [[nodiscard]] Row rowCount() const;
    [[nodiscard]] qint64 duplicateIds() const;
    [[nodiscard]] qint64 conflictingIds() const;
    [[nodiscard]] qint64 quarantined() const; ///< Without a usable id (F62), or above textLimit.
    [[nodiscard]] std::size_t bytes() const; ///< Allocated.
    [[nodiscard]] std::optional<Row> rowOf(std::string_view id) const; ///< Of that contact id.

    class Snapshot;
    /// The same one until something is added.
    [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const;

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

/// What the table held when it was asked. Views stay valid as long as the snapshot lives.
class ContactTable::Snapshot
{
public:
    [[nodiscard]] Row rowCount() const { return m_rows; }
    [[nodiscard]] std::string_view id(Row row) const { return chunkOf(row).ids.at(ContactChunk::rowIn(row)); }
    [[nodiscard]] std::string_view phone(Row row) const { return chunkOf(row).phones.at(ContactChunk::rowIn(row)); }
    /// contentHash() of the other members.
    [[nodiscard]] std::uint64_t content(Row row) const { return chunkOf(row).content[ContactChunk::rowIn(row)]; }
    [[nodiscard]] const QStringList &members() const { return m_members; } ///< Names of the others, in the order met.
    [[nodiscard]] NumberForm numberForm() const { return m_numberForm; } ///< Of all pages that came.
    /// Empty: absent, null or empty.
    [[nodiscard]] std::string_view member(Row row, int member) const
    {
        return chunkOf(row).member(ContactChunk::rowIn(row), std::size_t(member));
    }
    [[nodiscard]] int filledMembers(Row row) const;

    [[nodiscard]] std::size_t chunkCount() const { return m_chunks.size(); }
    [[nodiscard]] const ContactChunk &chunk(std::size_t number) const { return *m_chunks[number]; }

private:
    friend class ContactTable;
    [[nodiscard]] const ContactChunk &chunkOf(Row row) const { return *m_chunks[ContactChunk::chunkOf(row)]; }

    std::vector<std::shared_ptr<const ContactChunk>> m_chunks;
    QStringList m_members;
    Row m_rows = 0;
    NumberForm m_numberForm = NumberForm::Text;
};

} // namespace muster
