// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactchunk.h"
#include "network/wire/recordpage.h"

#include <QStringList>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace muster {

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
    /// Empty: absent, null or empty.
    [[nodiscard]] std::string_view member(Row row, int member) const
    {
        return chunkOf(row).member(ContactChunk::rowIn(row), std::size_t(member));
    }
    [[nodiscard]] int filledMembers(Row row) const;

    [[nodiscard]] std::size_t chunkCount() const { return m_chunks.size(); }
    [[nodiscard]] const ContactChunk &chunk(std::size_t number) const { return *m_chunks[number]; }
    [[nodiscard]] const std::shared_ptr<const ContactChunk> &sharedChunk(std::size_t number) const
    {
        return m_chunks[number];
    }

private:
    friend class ContactTable;
    [[nodiscard]] const ContactChunk &chunkOf(Row row) const { return *m_chunks[ContactChunk::chunkOf(row)]; }

    std::vector<std::shared_ptr<const ContactChunk>> m_chunks;
    QStringList m_members;
    Row m_rows = 0;
};

} // namespace muster
