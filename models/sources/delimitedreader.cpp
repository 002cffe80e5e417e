// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sources/delimitedreader.h"

#include "models/rules/spreadsheetcells.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace muster {

namespace {

/// Sixteen bytes at once, in clang's vector notation.
using Bytes = unsigned char __attribute__((ext_vector_type(16)));
using Bits = bool __attribute__((ext_vector_type(16)));

} // namespace

RowSplitter::RowSplitter(char separator, TableLimits limits)
    : m_separator(separator)
    , m_limits(limits)
{
}

RowSplitter::Step RowSplitter::wrong(Fault fault)
{
    m_fault = fault;
    return Step::Wrong;
}

const char *RowSplitter::plainEnd(const char *from, const char *end) const
{
    const auto separator = static_cast<unsigned char>(m_separator);
    for (; end - from >= 16; from += 16) {
        Bytes bytes;
        std::memcpy(&bytes, from, sizeof bytes);
        const auto ends = (bytes == separator) | (bytes == '\n') | (bytes == '\r') | (bytes == 0);
        const auto bits = std::bit_cast<std::uint16_t>(__builtin_convertvector(ends, Bits));
        if (bits != 0)
            return from + std::countr_zero(bits);
    }
    while (from != end && *from != m_separator && *from != '\n' && *from != '\r' && *from != '\0')
        ++from;
    return from;
}

RowSplitter::Step RowSplitter::next(char *from, const char *end, bool isLast)
{
    m_cells.clear();
    m_doubled.clear();
    if (from == end)
        return isLast ? Step::End : Step::More;
    const char *at = from;
    for (;;) { // a cell
        const char *begin = at;
        const char *cellEnd = nullptr;
        if (at != end && *at == '"') {
            begin = ++at;
            bool doubled = false;
            for (;;) { // up to the quote that ends it
                const auto *quote = static_cast<const char *>(std::memchr(at, '"', std::size_t(end - at)));
                const char *stop = quote ? quote : end;
                if (std::memchr(at, '\0', std::size_t(stop - at)))
                    return wrong(Fault::Nul);
                if (std::size_t(stop - begin) > m_limits.cellBytes)
                    return wrong(Fault::CellTooLong);
                if (!quote)
                    return isLast ? wrong(Fault::QuoteOpen) : Step::More;
                if (quote + 1 == end && !isLast)
                    return Step::More; // perhaps the first of two
                if (quote + 1 == end || quote[1] != '"') {
                    cellEnd = quote;
                    at = quote + 1;
                    break;
                }
                doubled = true;
                at = quote + 2;
            }
            if (doubled)
                m_doubled.push_back(m_cells.size());
            if (at != end && *at == '\0')
                return wrong(Fault::Nul);
            if (at != end && *at != m_separator && *at != '\n' && *at != '\r')
                return wrong(Fault::TextBehindQuote);
        } else {
            at = cellEnd = plainEnd(at, end);
            if (std::size_t(cellEnd - begin) > m_limits.cellBytes)
                return wrong(Fault::CellTooLong);
            if (at != end && *at == '\0')
                return wrong(Fault::Nul);
        }
        if (std::size_t(at - from) > m_limits.rowBytes)
            return wrong(Fault::RowTooLong);
        if (at == end && !isLast)
            return Step::More;
        m_cells.emplace_back(begin, std::size_t(cellEnd - begin));
        if (at == end)
            break;
        const char c = *at++;
        if (c == m_separator) {
            if (m_cells.size() == m_limits.columns) {
                m_cells.pop_back();
                return wrong(Fault::TooManyCells);
            }
            continue;
        }
        if (c == '\r') {
            if (at == end && !isLast)
                return Step::More; // perhaps a line feed follows
            if (at != end && *at == '\n')
                ++at;
        }
        break;
    }
    m_consumed = std::size_t(at - from);
    return Step::Row;
}

void RowSplitter::unquote()
{
    for (const std::size_t index : m_doubled) {
        // The cells are views into text that the caller may write.
        char *to = const_cast<char *>(m_cells[index].data());
        const char *from = to;
        const char *const end = from + m_cells[index].size();
        char *const begin = to;
        while (from != end) {
            if (*from == '"')
                ++from; // of two quotes the second stays
            *to++ = *from++;
        }
        m_cells[index] = std::string_view(begin, std::size_t(to - begin));
    }
    m_doubled.clear();
}

DelimitedReader::DelimitedReader(std::unique_ptr<QIODevice> device, const TableFormat &format,
                                 const TableLimits &limits)
    : TableReader(std::move(device), format, limits)
    , m_splitter(format.separator, limits)
{
}

Result<std::unique_ptr<TableReader>> DelimitedReader::begin(std::unique_ptr<QIODevice> device,
                                                            const TableFormat &format, const TableLimits &limits)
{
    std::unique_ptr<DelimitedReader> reader(new DelimitedReader(std::move(device), format, limits));
    TRY_VOID(reader->readNames());
    return std::unique_ptr<TableReader>(std::move(reader));
}

Result<void> DelimitedReader::readMore()
{
    TRY(more, m_text.append(m_pending));
    m_isLast = !*more;
    return {};
}

ApiError DelimitedReader::splitterError() const
{
    // By RowSplitter::Fault.
    static constexpr std::array codes{"csv_quote_open",     "csv_text_behind_quote", "csv_nul",
                                      "csv_too_many_cells", "csv_cell_too_long",     "csv_row_too_long"};
    static_assert(codes.size() == std::size_t(RowSplitter::Fault::RowTooLong) + 1);
    return wrong(QString::fromLatin1(codes.at(std::size_t(m_splitter.fault()))), m_splitter.column()).value();
}

bool DelimitedReader::isBlank() const
{
    const auto &cells = m_splitter.cells();
    return std::all_of(cells.begin(), cells.end(), [](std::string_view cell) { return cell.empty(); });
}

Result<bool> DelimitedReader::firstRow()
{
    for (;;) {
        const bool isLast = m_isLast && !m_text.atDamage();
        switch (m_splitter.next(m_pending.data() + m_at, m_pending.data() + m_pending.size(), isLast)) {
        case RowSplitter::Step::End:
            return false;
        case RowSplitter::Step::Wrong:
            ++m_row;
            return tl::unexpected(splitterError());
        case RowSplitter::Step::More:
            if (m_isLast) {
                ++m_row;
                return wrong(QStringLiteral("csv_not_text"), m_splitter.column());
            }
            TRY_VOID(readMore());
            continue;
        case RowSplitter::Step::Row:
            ++m_row;
            if (!isBlank())
                return true;
            m_at += m_splitter.consumed();
        }
    }
}

Result<void> DelimitedReader::readNames()
{
    TRY(row, firstRow());
    if (!*row)
        return failure(ErrorKind::BadInput, "csv_empty");
    if (m_format.hasHeader)
        m_splitter.unquote();
    QStringList names;
    for (const std::string_view cell : m_splitter.cells())
        names.append(m_format.hasHeader ? QString::fromUtf8(cell.data(), qsizetype(cell.size())) : QString());
    if (!m_format.hasHeader) {
        --m_row; // it is the first row of the table
        for (QString &name : names)
            name = QStringLiteral("Column %1").arg(&name - names.data() + 1);
        return setColumns(names);
    }
    m_isGuarded = names.contains(QString::fromUtf8(guardedReasons.data(), qsizetype(guardedReasons.size())));
    if (m_isGuarded) {
        for (QString &name : names)
            name = QString::fromStdString(unguardCell(name.toStdString()));
    }
    m_at += m_splitter.consumed();
    return setColumns(columnNames(names));
}

std::string_view DelimitedReader::unguarded(std::string_view cell)
{
    if (cell.find('\'') == std::string_view::npos)
        return cell;
    const std::string text = unguardCell(cell);
    char *const place = m_pending.data() + (cell.data() - m_pending.data());
    std::copy(text.begin(), text.end(), place);
    return {place, text.size()};
}

std::optional<ApiError> DelimitedReader::takeRow(RowBlock &block)
{
    m_splitter.unquote();
    const auto &cells = m_splitter.cells();
    const auto columns = std::size_t(m_columns.size());
    const auto beyond = cells.begin() + std::ptrdiff_t(std::min(cells.size(), columns));
    if (const auto text = std::find_if(beyond, cells.end(), [](std::string_view cell) { return !cell.empty(); });
        text != cells.end())
        return wrong(QStringLiteral("csv_too_many_cells"), std::size_t(text - cells.begin()) + 1).value();
    block.m_cells.insert(block.m_cells.end(), cells.begin(), beyond);
    if (m_isGuarded) {
        for (auto cell = block.m_cells.end() - (beyond - cells.begin()); cell != block.m_cells.end(); ++cell)
            *cell = unguarded(*cell);
    }
    block.m_cells.resize((block.m_numbers.size() + 1) * columns);
    block.m_numbers.push_back(m_row);
    return std::nullopt;
}

std::optional<ApiError> DelimitedReader::takeRows(RowBlock &block)
{
    char *const text = m_pending.data();
    const char *const end = text + m_pending.size();
    const bool isLast = m_isLast && !m_text.atDamage();
    for (;;) {
        const RowSplitter::Step step = m_splitter.next(text + m_at, end, isLast);
        if (step == RowSplitter::Step::End)
            return std::nullopt;
        if (step == RowSplitter::Step::More) {
            if (!m_isLast)
                return std::nullopt;
            ++m_row;
            return wrong(QStringLiteral("csv_not_text"), m_splitter.column()).value();
        }
        ++m_row;
        if (step == RowSplitter::Step::Wrong)
            return splitterError();
        m_at += m_splitter.consumed();
        if (isBlank())
            continue;
        if (auto error = takeRow(block))
            return error;
    }
}

Result<std::shared_ptr<const RowBlock>> DelimitedReader::next()
{
    for (;;) {
        if (m_error)
            return tl::unexpected(*m_error);
        const auto block = std::make_shared<RowBlock>();
        block->m_columns = std::size_t(m_columns.size());
        block->m_cells.reserve(m_lastCells);
        m_error = takeRows(*block);
        if (block->rowCount() > 0) {
            // The block's cells are views into the text: it keeps the text, what is left of it is copied.
            std::vector<char> rest(m_pending.begin() + std::ptrdiff_t(m_at), m_pending.end());
            block->m_bytes = std::move(m_pending);
            m_pending = std::move(rest);
            m_at = 0;
            m_lastCells = block->m_cells.size() + block->m_cells.size() / 8;
            m_rows += qint64(block->rowCount());
            return std::shared_ptr<const RowBlock>(block);
        }
        if (m_error)
            continue;
        if (m_isLast)
            return std::shared_ptr<const RowBlock>();
        m_pending.erase(m_pending.begin(), m_pending.begin() + std::ptrdiff_t(m_at));
        m_at = 0;
        if (const auto more = readMore(); !more)
            m_error = more.error();
    }
}

} // namespace muster
