// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/numberlistreader.h"

#include "models/rules/foreignformat.h"
#include "models/rules/lists/numberlistcells.h"
#include "models/store/posixfile.h"

#include <QUtf8StringView>
#include <algorithm>

namespace muster {

namespace {

constexpr qint64 maxFileBytes = qint64(4) * 1024 * 1024 * 1024;
constexpr qint64 pieceBytes = 1024 * 1024;
constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

bool hasDigit(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Tab before semicolon before comma: who uses one of the first two may have commas in texts.
char separatorOf(std::string_view row)
{
    for (const char candidate : {'\t', ';', ','}) {
        bool inQuotes = false;
        for (const char c : row) {
            if (c == '"')
                inQuotes = !inQuotes;
            else if (c == candidate && !inQuotes)
                return candidate;
        }
    }
    return ',';
}

} // namespace

NumberListReader::NumberListReader(const NumberEngine &engine, RegionIndex defaultRegion)
    : m_engine(engine)
    , m_region(defaultRegion)
{
}

tl::unexpected<ApiError> NumberListReader::wrong(const char *code, qsizetype column) const
{
    const QString row = QString::number(m_place);
    return failure({.kind = ErrorKind::BadInput,
                    .code = QString::fromLatin1(code),
                    .subject = column == 0 ? row : row + QLatin1Char(':') + QString::number(column)});
}

Result<void> NumberListReader::feed(QByteArrayView bytes)
{
    for (const char c : bytes) {
        if (const auto taken = take(c); !taken)
            return taken;
    }
    return {};
}

Result<void> NumberListReader::take(char c)
{
    if (c == '\0' || (m_bytes < 2 && (c == '\xFF' || c == '\xFE'))) // NUL or the mark of UTF-16
        return wrong("not_text");
    ++m_bytes;
    const bool secondOfPair = m_afterReturn && c == '\n';
    m_afterReturn = c == '\r' && !m_inQuotes;
    if (secondOfPair)
        return {};
    if ((c == '\n' || c == '\r') && !m_inQuotes)
        return endRow();
    if (qsizetype(m_row.size()) == maxRowBytes)
        return wrong("row_too_long");
    // A quote opens at the beginning of a cell only; which characters end cells is known once the first row is.
    const bool endsCell = m_separator != 0 ? c == m_separator : c == ',' || c == ';' || c == '\t';
    if (c == '"' && (m_inQuotes || m_atCellStart))
        m_inQuotes = !m_inQuotes;
    // "" within a quoted cell closes and opens again: the same for finding the row's end.
    m_atCellStart = !m_inQuotes && (endsCell || c == '"');
    m_row += c;
    if (m_bytes == qint64(byteOrderMark.size()) && m_row == byteOrderMark) {
        m_row.clear();
        m_atCellStart = true;
    }
    return {};
}

Result<void> NumberListReader::endRow()
{
    const auto taken = takeRow();
    m_row.clear();
    m_inQuotes = false;
    m_atCellStart = true;
    ++m_place;
    return taken;
}

Result<void> NumberListReader::takeRow()
{
    if (!QUtf8StringView(m_row.data(), qsizetype(m_row.size())).isValidUtf8())
        return wrong("not_text");
    const std::size_t first = m_row.find_first_not_of(" \t");
    if (first == std::string::npos || m_row[first] == '#')
        return {};
    if (m_separator == 0)
        m_separator = separatorOf(m_row);
    if (!split())
        return wrong("too_many_columns", maxColumns + 1);
    if (!m_sawRow) {
        m_sawRow = true;
        const auto header = takeHeader();
        if (!header || *header)
            return header ? Result<void>() : tl::unexpected(header.error());
    }
    if (++m_report.rows > maxRows)
        return wrong("too_many_rows");
    if (m_numberColumn < 0 || m_dateColumn < 0) {
        if (const auto chosen = chooseColumns(); !chosen)
            return chosen;
    }
    const auto cell = [this](qsizetype column) {
        return column >= 0 && column < qsizetype(m_cells.size()) ? std::string_view(m_cells[std::size_t(column)])
                                                                 : std::string_view();
    };
    const std::string_view date = cell(m_dateColumn);
    const auto seen = readListDate(date);
    if (!seen && date.find_first_not_of(' ') != std::string_view::npos)
        ++m_report.datesUnread;
    takeEntry(cell(m_numberColumn), seen);
    return {};
}

bool NumberListReader::split()
{
    m_cells.clear();
    bool inQuotes = false, fresh = true;
    std::string cell;
    for (std::size_t at = 0; at < m_row.size(); ++at) {
        const char c = m_row[at];
        if (inQuotes) {
            if (c != '"')
                cell += c;
            else if (at + 1 < m_row.size() && m_row[at + 1] == '"')
                cell += m_row[++at];
            else
                inQuotes = false;
        } else if (c == '"' && fresh) {
            inQuotes = true;
        } else if (c == m_separator) {
            if (qsizetype(m_cells.size()) == maxColumns)
                return false;
            m_cells.push_back(std::move(cell));
            cell.clear();
            fresh = true;
            continue;
        } else if (c == '#' && at > 0 && (m_row[at - 1] == ' ' || m_row[at - 1] == '\t')) {
            break; // a comment behind the entry
        } else {
            cell += c;
        }
        fresh = false;
    }
    m_cells.push_back(std::move(cell));
    return qsizetype(m_cells.size()) <= maxColumns;
}

Result<bool> NumberListReader::takeHeader()
{
    bool named = false, anyDigit = false;
    for (std::size_t column = 0; column < m_cells.size(); ++column) {
        const std::string &cell = m_cells[column];
        anyDigit = anyDigit || hasDigit(cell);
        if (isNumberColumnName(cell)) {
            if (m_numberColumn >= 0)
                return wrong("number_column_twice", qsizetype(column) + 1);
            m_numberColumn = qsizetype(column);
        } else if (isDateColumnName(cell) && m_dateColumn < 0) {
            m_dateColumn = qsizetype(column);
        } else {
            continue;
        }
        named = true;
    }
    m_report.hasHeader = named || !anyDigit;
    return m_report.hasHeader;
}

/// By the first row that holds a number: its place, and unless the header named one, the first date beside it. Ids and
/// amounts may read as national numbers; then only a plus sign tells, or nothing is taken from the file (S23).
Result<void> NumberListReader::chooseColumns()
{
    using Kind = NumberListEntry::Kind;
    std::vector<std::size_t> readable, international;
    for (std::size_t column = 0; column < m_cells.size() && m_numberColumn < 0; ++column) {
        // A date has digits enough to be read as a national number.
        if (qsizetype(column) == m_dateColumn || readListDate(m_cells[column])
            || readNumberListEntry(m_engine, m_cells[column], m_region).kind == Kind::Unreadable)
            continue;
        readable.push_back(column);
        if (m_cells[column].find('+') != std::string::npos)
            international.push_back(column);
    }
    const auto &candidates = international.empty() ? readable : international;
    if (candidates.size() > 1)
        return wrong("number_column_unclear", qsizetype(candidates[1]) + 1);
    if (m_numberColumn < 0 && candidates.size() == 1)
        m_numberColumn = qsizetype(candidates[0]);
    for (std::size_t column = 0; column < m_cells.size() && m_numberColumn >= 0 && m_dateColumn < 0; ++column) {
        if (qsizetype(column) != m_numberColumn && readListDate(m_cells[column]))
            m_dateColumn = qsizetype(column);
    }
    return {};
}

void NumberListReader::takeEntry(std::string_view cell, std::optional<QDate> seen)
{
    const NumberListEntry entry = readNumberListEntry(m_engine, cell, m_region);
    switch (entry.kind) {
    case NumberListEntry::Kind::Prefix:
        m_builder.addPrefix(entry.digits, entry.length, seen);
        return;
    case NumberListEntry::Kind::Repaired:
        ++m_report.repaired;
        [[fallthrough]];
    case NumberListEntry::Kind::Number:
        m_builder.addNumber(entry.digits, seen);
        return;
    case NumberListEntry::Kind::NeedsRegion:
        ++m_report.needRegion;
        break;
    case NumberListEntry::Kind::Unreadable:
        break;
    }
    ++m_report.unreadable;
    if (m_report.unreadableRows.size() < maxNamedRows)
        m_report.unreadableRows.append(m_place);
}

Result<ReadNumberList> NumberListReader::finish()
{
    if (m_inQuotes)
        return wrong("row_too_long"); // the quote runs to the end of the file
    if (!m_row.empty()) {
        TRY_VOID(endRow());
    }
    if (m_builder.entries() == 0) {
        m_place = 0;
        return wrong("no_numbers");
    }
    auto set = m_builder.build();
    m_report.repeated = m_builder.repeated();
    m_report.numbers = set->numbers();
    m_report.prefixes = set->prefixes();
    return ReadNumberList{std::move(set), m_report};
}

Result<ReadNumberList> readNumberList(const NumberEngine &engine, const QString &file, RegionIndex defaultRegion,
                                      const std::stop_token &stop)
{
    TRY(open, PosixFile::openExisting(file, PosixFile::Access::ReadOnly));
    if (open->size() > maxFileBytes)
        return failure({.kind = ErrorKind::LimitExceeded, .code = QStringLiteral("file_too_large"), .subject = file});
    NumberListReader reader(engine, defaultRegion);
    for (qint64 offset = 0;;) {
        if (stop.stop_requested())
            return failure({.kind = ErrorKind::Cancelled});
        TRY(piece, open->pread(offset, pieceBytes));
        if (piece->isEmpty())
            return reader.finish();
        if (offset == 0) {
            TRY_VOID(refuseForeign(*piece, file));
        }
        TRY_VOID(reader.feed(*piece));
        offset += piece->size();
    }
}

} // namespace muster
