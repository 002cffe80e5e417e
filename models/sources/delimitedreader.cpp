// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sources/delimitedreader.h"

#include "models/rules/spreadsheetcells.h"

#include <algorithm>
#include <array>

namespace muster {

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
