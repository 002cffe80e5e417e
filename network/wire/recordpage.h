// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/contactlist.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace muster {

/// One value of a record: a span of the page's arena.
struct RecordCell
{
    enum class Kind : std::uint8_t {
        Absent, ///< The record lacks the attribute.
        Text, ///< Unescaped UTF-8.
        Json, ///< Not text on the wire (number, boolean, null, object, array): its JSON, byte for byte (F63, F64).
    };
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
    Kind kind = Kind::Absent;
};

/// A record that cannot be used because its contact id is missing or unusable (F62). Holds no attribute.
struct QuarantinedRecord
{
    std::uint32_t index = 0; ///< Position in the page as received, from 0.
    QString reason; ///< "missing", "empty", "null", "not_text", "too_long", "control_characters", "path_characters"
};

/// A decoded page of records: one arena, spans into it, row-major. Immutable once shared; safe to read on any thread.
class RecordPage
{
public:
    [[nodiscard]] std::size_t rowCount() const { return ids.size(); }
    [[nodiscard]] std::string_view id(std::size_t row) const { return view(ids[row].offset, ids[row].length); }
    [[nodiscard]] const RecordCell &cell(std::size_t row, std::size_t column) const
    {
        return cells[row * columnCount + column];
    }
    [[nodiscard]] std::string_view text(const RecordCell &cell) const { return view(cell.offset, cell.length); }
    /// Holds a value: neither absent, nor empty text, nor null. What fill rates count.
    [[nodiscard]] bool isFilled(const RecordCell &cell) const
    {
        return cell.kind == RecordCell::Kind::Text ? cell.length > 0
                                                   : cell.kind == RecordCell::Kind::Json && text(cell) != "null";
    }
    /// Members nobody asked for, as the inside of a JSON object (`"a":1,"b":{}`), empty for most records (F63).
    [[nodiscard]] std::string_view extras(std::size_t row) const
    {
        return extra.empty() ? std::string_view() : view(extra[row].offset, extra[row].length);
    }

    QByteArray arena;
    NumberForm numberForm = NumberForm::Text; ///< Of a contact list's numbers.
    std::size_t columnCount = 0; ///< As many as attributes were asked for, in that order.
    std::vector<RecordCell> ids; ///< Usable contact ids; kind is always Text.
    std::vector<RecordCell> cells; ///< rowCount() * columnCount.
    std::vector<RecordCell> extra; ///< Empty, or one a row.
    std::vector<QuarantinedRecord> quarantined;
    QByteArray nextCursor; ///< Empty: the last page.
    std::optional<qint64> declaredCount; ///< What the server says the page holds.
    std::size_t receivedCount = 0; ///< Rows in the answer, quarantined ones and those left out included.
    /// Of them those for which a filter does not hold, where Muster applies the filters itself
    /// (SegmentDefinition::isFilteredHere).
    std::size_t leftOutCount = 0;
    /// How many records the service says that all pages of the query hold, before any filter of Muster's own.
    std::optional<qint64> totalCount;

private:
    [[nodiscard]] std::string_view view(std::uint32_t offset, std::uint32_t length) const
    {
        return {arena.constData() + offset, length};
    }
};

/// A page as it came, before it is decoded: lets the next page be asked for while this one is decoded on a worker.
struct RawPage
{
    QByteArray body; ///< With simdjson's padding reserved behind its end.
    /// Read cheaply from the body; nullopt: only decoding tells; empty: this is the last page. The decoded page's
    /// nextCursor is the truth and must be compared with it.
    std::optional<QByteArray> nextCursor;
    /// How it was asked for, where a page does not say where the next one begins: the dialect's own cursor.
    QByteArray asked = {};
};

/// Turns raw pages of one query into records. Pure and safe on any thread; one object serves many threads.
class PageDecoder
{
public:
    virtual ~PageDecoder() = default;
    /// BrokenBody (cut or invalid: ask for the page again), UnexpectedShape, LimitExceeded.
    [[nodiscard]] virtual Result<RecordPage> decode(const RawPage &page) const = 0;
};

} // namespace muster
