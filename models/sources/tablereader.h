// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sources/sourcetext.h"

#include <QtGlobal>
#include <span>
#include <string_view>
#include <vector>

namespace muster {

/// Some consecutive rows of a table, every row with one cell a column. Cells are UTF-8 and views into the block's own
/// bytes. Immutable once read; shared between threads.
class RowBlock
{
public:
    [[nodiscard]] std::size_t rowCount() const { return m_numbers.size(); }
    /// One cell a column. An empty one may have been empty or missing: files do not tell these apart.
    [[nodiscard]] std::span<const std::string_view> row(std::size_t row) const
    {
        return {m_cells.data() + row * m_columns, m_columns};
    }
    /// The row's place in the file, from 1, the header being row 1 where there is one. Rows, not lines: a cell in
    /// quotes may span lines. Empty lines count, though they are no rows of a block.
    [[nodiscard]] qint64 number(std::size_t row) const { return m_numbers[row]; }

private:
    friend class DelimitedReader;
    friend class JsonLinesReader;

    std::size_t m_columns = 0;
    std::vector<char> m_bytes;
    std::vector<std::string_view> m_cells;
    std::vector<qint64> m_numbers;
};

/// Reads a table a person brings, block by block and in the file's order; memory stays at one block however long the
/// table is. Foreign bytes (S23): what breaks the form or a limit ends the reading with BadInput, the rows before it
/// having been given; the subject is "row:column", both from 1 (see RowBlock::number()). Blocks; any one thread.
///
/// Codes: "csv_empty", "csv_repeated_column" (subject: the name), "csv_quote_open", "csv_text_behind_quote", "csv_nul",
/// "csv_not_text" (not of the encoding given), "csv_too_many_cells" (more than the header has, or than the limit),
/// "csv_cell_too_long", "csv_row_too_long"; of JSON Lines also "json_not_object", "json_invalid",
/// "json_repeated_member".
class TableReader
{
public:
    virtual ~TableReader();

    /// Reads as far as the columns' names. Errors as openOutsideFile().
    [[nodiscard]] static Result<std::unique_ptr<TableReader>> open(const QString &file, const TableFormat &format,
                                                                   const TableLimits &limits = {});
    /// The same of any device, open for reading; of the clipboard, say.
    [[nodiscard]] static Result<std::unique_ptr<TableReader>>
    open(std::unique_ptr<QIODevice> device, const TableFormat &format, const TableLimits &limits = {});

    /// nullptr at the end. After an error only errors.
    [[nodiscard]] virtual Result<std::shared_ptr<const RowBlock>> next() = 0;

    [[nodiscard]] const QStringList &columns() const { return m_columns; } ///< At least one; no name twice.
    /// Of JSON Lines: members that the rows which named the columns did not have; their values are not read. The first
    /// twenty names.
    [[nodiscard]] const QStringList &lateColumns() const { return m_lateColumns; }
    [[nodiscard]] qint64 rows() const { return m_rows; } ///< Given so far.
    [[nodiscard]] double share() const { return m_text.share(); } ///< Of the file's bytes; 0 to 1.
    /// SHA-256 of the file as it stands, of all of it once next() has said that this is the end; 64 hexadecimal digits.
    [[nodiscard]] QString digest() const { return m_text.digest().hex(); }

protected:
    TableReader(std::unique_ptr<QIODevice> device, const TableFormat &format, const TableLimits &limits);

    [[nodiscard]] tl::unexpected<ApiError> wrong(const QString &code, std::size_t column) const;
    [[nodiscard]] Result<void> setColumns(const QStringList &names);

    const TableFormat m_format;
    const TableLimits m_limits;
    SourceText m_text;
    std::vector<char> m_pending; ///< UTF-8 that is not given yet.
    QStringList m_columns, m_lateColumns;
    qint64 m_row = 0; ///< The last row looked at, from 1.
    qint64 m_rows = 0;
};

} // namespace muster
