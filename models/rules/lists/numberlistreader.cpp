// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/numberlistreader.h"

#include "models/rules/foreignformat.h"
#include "models/rules/lists/contactfacts.h"
#include "models/store/posixfile.h"
#include "network/wire/contactlist.h"

#include <QUtf8StringView>
#include <algorithm>
#include <array>

namespace muster {

namespace {

constexpr std::size_t maxNumberBytes = 250; // what the library itself reads at most

/// Letters and digits in lower case: "Last-Seen At" becomes "lastseenat".
std::string plainName(std::string_view name)
{
    std::string plain;
    for (const char c : name.substr(0, 64)) {
        if (c >= 'A' && c <= 'Z')
            plain += char(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            plain += c;
    }
    return plain;
}

bool takeWildcard(std::string_view &cell)
{
    for (const std::string_view mark :
         {std::string_view("*"), std::string_view("\xE2\x80\xA6"), std::string_view("...")}) {
        if (cell.ends_with(mark)) {
            cell.remove_suffix(mark.size());
            return true;
        }
    }
    return false;
}

NumberListEntry readPrefix(std::string_view cell)
{
    if (!cell.starts_with('+'))
        return {};
    NumberListEntry entry;
    for (const char c : cell.substr(1)) {
        if (c >= '0' && c <= '9') {
            if (++entry.length > NumberSet::maxDigits)
                return {};
            entry.digits = entry.digits * 10 + std::uint64_t(c - '0');
        } else if (c != ' ' && c != '-' && c != '(' && c != ')' && c != '.' && c != '/') {
            return {};
        }
        if (entry.length == 1 && entry.digits == 0) // no calling code begins with 0
            return {};
    }
    if (entry.length < NumberSet::minPrefixDigits)
        return {};
    entry.kind = NumberListEntry::Kind::Prefix;
    return entry;
}

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count)
{
    int value = 0;
    for (std::size_t digit = at; digit < at + count; ++digit) {
        if (digit >= text.size() || text[digit] < '0' || text[digit] > '9')
            return std::nullopt;
        value = value * 10 + (text[digit] - '0');
    }
    return value;
}

} // namespace

std::string_view trimmedCell(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

NumberListEntry readNumberListEntry(const NumberEngine &engine, std::string_view cell, RegionIndex region)
{
    using Kind = NumberListEntry::Kind;
    cell = trimmedCell(cell);
    if (cell.empty() || cell.size() > maxNumberBytes)
        return {};
    if (takeWildcard(cell))
        return readPrefix(cell);
    const ContactReading reading = readContact(engine, cell, region);
    if (formatOf(reading.facts) == FormatClass::NoDefaultRegion)
        return {.kind = Kind::NeedsRegion};
    if (damageOf(reading.facts) == DamageState::Unproven || reading.e164 == 0 || reading.e164 > greatestE164)
        return {};
    // Numbers of a length that the plan allows count although no range holds them (yet): who does not want to be called
    // does not want to be called.
    if (!reading.valid() && possibleOf(reading.code) != NumberPossible::IsPossible)
        return {};
    return {.kind = damageOf(reading.facts) == DamageState::Repaired ? Kind::Repaired : Kind::Number,
            .digits = reading.e164};
}

std::optional<QDate> readListDate(std::string_view cell)
{
    cell = trimmedCell(cell);
    if (cell.size() < 10 || (cell.size() > 10 && cell[10] != 'T' && cell[10] != ' '))
        return std::nullopt;
    std::optional<int> year, month, day;
    if ((cell[4] == '-' || cell[4] == '/') && cell[7] == cell[4]) {
        year = digits(cell, 0, 4);
        month = digits(cell, 5, 2);
        day = digits(cell, 8, 2);
    } else if (cell[2] == '.' && cell[5] == '.' && cell.size() == 10) {
        day = digits(cell, 0, 2);
        month = digits(cell, 3, 2);
        year = digits(cell, 6, 4);
    }
    if (!year || !month || !day || *year < 1900)
        return std::nullopt;
    const QDate date(*year, *month, *day);
    return date.isValid() ? std::optional(date) : std::nullopt;
}

bool isNumberColumnName(std::string_view name)
{
    static constexpr std::array<std::string_view, 17> names
        = {"phone",        "phonenumber", "number",      "numbers", "msisdn",          "e164",
           "tel",          "telephone",   "telephoneno", "phoneno", "telephonenumber", "mobile",
           "mobilenumber", "cell",        "cellphone",   "prefix",  "numberorprefix"};
    return std::find(names.begin(), names.end(), plainName(name)) != names.end();
}

bool isDateColumnName(std::string_view name)
{
    static constexpr std::array<std::string_view, 9> names
        = {"lastseen", "lastseenat", "lastseenon", "lastseendate", "seen", "seenat", "date", "lastdate", "updatedat"};
    return std::find(names.begin(), names.end(), plainName(name)) != names.end();
}

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
    return failure(ErrorKind::BadInput, code, column == 0 ? row : row + QLatin1Char(':') + QString::number(column));
}

Result<void> NumberListReader::feed(QByteArrayView bytes)
{
    for (const char c : bytes) {
        TRY_VOID(take(c));
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
        TRY_VOID(chooseColumns());
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
        return failure(ErrorKind::LimitExceeded, "file_too_large", file);
    NumberListReader reader(engine, defaultRegion);
    for (qint64 offset = 0;;) {
        if (stop.stop_requested())
            return failure(ErrorKind::Cancelled);
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
