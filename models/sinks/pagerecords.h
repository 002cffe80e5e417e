// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <optional>

namespace muster {

/// Where in the file of an export some of its rows stand: as many of a page as one notice takes.
struct RecordsPart
{
    qint64 offset = 0, bytes = 0; ///< No bytes: no rows.
    QString sha256; ///< Of these bytes, 64 lower-case hexadecimal digits.
    qint64 records = 0; ///< Rows that json() gives.
    qint64 tooLarge = 0; ///< Rows that it leaves out: one alone is over maxNoticeRecords.

    bool operator==(const RecordsPart &) const = default;
    [[nodiscard]] QByteArray json() const;
    [[nodiscard]] static std::optional<RecordsPart> parse(const QByteArray &json);
};

/// So many bytes of JSON the records of one notice take at most.
inline constexpr qsizetype maxNoticeRecords = 1024 * 1024;

/// The records of an export's pages, read from its own file: the .partial one while it grows, then the finished one. So
/// what leaves is what the file holds, without rows that were doubled, in conflict or without an id, and nothing that
/// waits to leave has to be kept a second time. What nobody asked for (`extras` in JSON Lines) is not in it. Blocks on
/// the disk; any thread.
class PageRecords
{
public:
    explicit PageRecords(ExportOrder order)
        : m_order(std::move(order))
    {
    }

    /// The rows between two checkpoints, in parts of at most maxNoticeRecords; the same bytes always give the same
    /// parts. At least one, where there are no rows an empty one. Errors: those of records(), and "records_changed" for
    /// bytes that are no whole rows.
    [[nodiscard]] Result<QList<RecordsPart>> parts(qint64 from, qint64 to) const;
    /// A JSON array of {"contactId":"...","attributes":{...}}. From JSON Lines values come as they are there; those of
    /// CSV are texts, without the guard for spreadsheets, and an empty cell is no member. File "records_gone" when
    /// there is no such file; Damaged "records_changed" when it no longer holds those bytes at that place.
    [[nodiscard]] Result<QByteArray> records(const RecordsPart &part) const;

private:
    [[nodiscard]] Result<QByteArray> read(qint64 offset, qint64 bytes, const QString &sha256) const;
    /// One row as an element of the array; nothing where it is not of a file that RecordWriter wrote.
    [[nodiscard]] std::optional<QByteArray> element(QByteArrayView row) const;

    const ExportOrder m_order;
};

/// `notice`, an object, with `records` of PageRecords as its member "contacts".
[[nodiscard]] QByteArray withRecords(const QByteArray &notice, const QByteArray &records);

} // namespace muster
