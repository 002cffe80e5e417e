// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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

} // namespace muster
