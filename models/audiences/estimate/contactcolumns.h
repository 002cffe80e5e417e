// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/conditiontest.h"
#include "models/lists/contactchunk.h"
#include "models/lists/contacttable.h"

#include <QHash>
#include <QString>
#include <QStringList>
#include <memory>
#include <stop_token>
#include <vector>

namespace muster {

/// The cells of one field of one chunk, and what they are as numbers.
struct FieldChunk
{
    TextColumn cells;
    /// Of a field of numbers or days: one of every text of `cells` (not of every row), NaN for the empty one. Numbers
    /// as ExactDecimal::nearest(), days as 20260131.
    std::shared_ptr<const double[]> keys;
};

/// A field of the contacts at hand.
struct ContactField
{
    QString name;
    /// What all cells that are not empty are: numbers as ExactDecimal reads them, days as YYYY-MM-DD, the words "true"
    /// and "false"; Text when they are nothing else, and while none is filled.
    CriteriaFieldType type = CriteriaFieldType::Text;
    qint64 filled = 0; ///< Cells that are not empty.
    bool isShort = true; ///< All numbers are ExactDecimal::isShort().
    std::vector<FieldChunk> chunks;
};

/// The contacts that criteria are tried on: a row a contact, a column a field, in chunks of ContactChunk::capacity
/// rows. All chunks but the last are full. Immutable; shared between threads. Cells of persons: never for a log.
class ContactColumns
{
public:
    static constexpr std::uint32_t chunkRows = ContactChunk::capacity;

    /// A contact list that is open: its chunks are shared, not copied. Blocks for some milliseconds a hundred thousand.
    /// `idName`, `phoneName`: what the two columns that have no name in the table are called as fields; a member of
    /// that very name stands behind them and is left out. nullptr after a stop.
    [[nodiscard]] static std::shared_ptr<const ContactColumns> fromTable(const ContactTable::Snapshot &table,
                                                                         const QString &idName,
                                                                         const QString &phoneName,
                                                                         const std::stop_token &stop);

    [[nodiscard]] std::uint32_t rowCount() const { return m_rows; }
    [[nodiscard]] std::size_t chunkCount() const { return (m_rows + chunkRows - 1) / chunkRows; }
    [[nodiscard]] std::uint32_t rowsIn(std::size_t chunk) const
    {
        return std::min(chunkRows, m_rows - std::uint32_t(chunk) * chunkRows);
    }
    [[nodiscard]] int fieldCount() const { return int(m_fields.size()); }
    [[nodiscard]] const ContactField &field(int index) const { return m_fields[std::size_t(index)]; }
    [[nodiscard]] int indexOf(const QString &name) const { return m_places.value(name, -1); } ///< -1: there is none.
    /// Empty: the contact lacks the field.
    [[nodiscard]] std::string_view cell(std::uint32_t row, int index) const
    {
        return field(index).chunks[ContactChunk::chunkOf(row)].cells.at(ContactChunk::rowIn(row));
    }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; } ///< Allocated, what is shared included.

private:
    friend class ContactColumnsBuilder;
    void add(ContactField field);

    std::uint32_t m_rows = 0;
    std::vector<ContactField> m_fields;
    QHash<QString, int> m_places;
    std::size_t m_bytes = 0;
};
using SharedContactColumns = std::shared_ptr<const ContactColumns>;

} // namespace muster
