// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/numberset.h"
#include "models/rules/numbers/numberverdict.h"

#include <QDate>
#include <QList>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

class NumberEngine;

/// What one cell of a number list holds. See NumberListReader.
struct NumberListEntry
{
    enum class Kind : std::uint8_t { Unreadable, NeedsRegion, Number, Repaired, Prefix };
    Kind kind = Kind::Unreadable;
    std::uint64_t digits = 0; ///< E.164 number or prefix.
    int length = 0; ///< Digits of a prefix.
    bool operator==(const NumberListEntry &) const = default;
};

/// Without blanks, tabs and line ends around it.
[[nodiscard]] std::string_view trimmedCell(std::string_view text);
[[nodiscard]] NumberListEntry readNumberListEntry(const NumberEngine &engine, std::string_view cell,
                                                  RegionIndex region);
/// 2026-11-21, also with a time behind a T or a blank, 2026/11/21, 21.11.2026; 11/21/2026 could be mistaken and is
/// none.
[[nodiscard]] std::optional<QDate> readListDate(std::string_view cell);
[[nodiscard]] bool isNumberColumnName(std::string_view name); ///< phone, number, msisdn, ...
[[nodiscard]] bool isDateColumnName(std::string_view name); ///< last_seen, date, ...

/// How the reading of a list of numbers went. No personal data. What could not be read is never silently left out.
struct NumberListReport
{
    qint64 rows = 0; ///< With content: header, comments and empty lines aside.
    qint64 numbers = 0, prefixes = 0; ///< Different ones.
    qint64 repeated = 0; ///< Rows that say again what another said.
    qint64 unreadable = 0; ///< Rows without a number in them, those of needRegion included.
    qint64 needRegion = 0; ///< National form, and no default region was given.
    qint64 repaired = 0; ///< Spreadsheet damage with one proven reading; see numberrepair.h.
    qint64 datesUnread = 0; ///< The date column holds something that is no unambiguous date; the number counts.
    QList<qint64> unreadableRows; ///< Places in the file from 1, the first maxNamedRows of them.
    bool hasHeader = false;
    bool operator==(const NumberListReport &) const = default;
};

struct ReadNumberList
{
    std::shared_ptr<const NumberSet> set;
    NumberListReport report;
};

/// Reads a list of numbers as people keep them, in UTF-8 (a byte order mark is passed over), line ends LF, CRLF or CR:
/// one number or prefix ("+4470*", "+4470...", also with the one-character ellipsis) a line, or CSV with comma,
/// semicolon or tab. Lines that begin with # are comments, as is what follows " #". A header is known by its names or
/// by having no digits; the number is in the column named phone, number, msisdn, e164 ..., else in the first one that
/// reads as a number; a column named last_seen, date ... (or the first that reads as a date) holds the day on which a
/// number was seen last: 2026-11-21 (a time may follow), 2026/11/21 or 21.11.2026, no order that can be mistaken.
/// Prefixes are international, with plus sign, and have minPrefixDigits at least. Streams: memory is that of the
/// result. One thread; an answer of 1,000,000 rows takes some 0.2 s.
class NumberListReader
{
public:
    static constexpr qint64 maxRows = 50'000'000;
    static constexpr qsizetype maxRowBytes = 64 * 1024, maxColumns = 1'000, maxNamedRows = 20;

    NumberListReader(const NumberEngine &engine, RegionIndex defaultRegion);
    /// The next piece of the file. Ends for good with BadInput and the row ("12") or row and column ("12:3") as
    /// `subject` (S23): "not_text" (NUL, UTF-16, no UTF-8), "row_too_long" (also a quote that nobody closes),
    /// "too_many_columns", "number_column_twice" (two columns of the header could be meant), "number_column_unclear"
    /// (two columns without such a name hold numbers), "too_many_rows".
    [[nodiscard]] Result<void> feed(QByteArrayView bytes);
    /// No more pieces. BadInput "no_numbers" when nothing at all could be read.
    [[nodiscard]] Result<ReadNumberList> finish();

private:
    [[nodiscard]] Result<void> take(char c);
    [[nodiscard]] Result<void> endRow();
    [[nodiscard]] Result<void> takeRow();
    [[nodiscard]] bool split(); ///< m_row into m_cells; false: too many columns.
    [[nodiscard]] Result<bool> takeHeader();
    [[nodiscard]] Result<void> chooseColumns();
    void takeEntry(std::string_view cell, std::optional<QDate> seen);
    [[nodiscard]] tl::unexpected<ApiError> wrong(const char *code, qsizetype column = 0) const;

    const NumberEngine &m_engine;
    const RegionIndex m_region;
    NumberSet::Builder m_builder;
    NumberListReport m_report;
    std::string m_row; ///< So far, without line end.
    std::vector<std::string> m_cells;
    char m_separator = 0; ///< 0: not known yet.
    qint64 m_place = 1; ///< Of the row that is being read; rows, not lines: a quoted cell may span lines.
    qint64 m_bytes = 0; ///< Taken so far.
    bool m_inQuotes = false, m_atCellStart = true, m_afterReturn = false, m_sawRow = false;
    qsizetype m_numberColumn = -1, m_dateColumn = -1;
};

/// A file of numbers. File errors as PosixFile tells them; LimitExceeded "file_too_large" above 4 GiB; Cancelled.
/// Blocks.
[[nodiscard]] Result<ReadNumberList> readNumberList(const NumberEngine &engine, const QString &file,
                                                    RegionIndex defaultRegion, const std::stop_token &stop = {});

} // namespace muster
