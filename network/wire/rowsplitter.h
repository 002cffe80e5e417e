// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace muster {

/// Limits of a foreign table (S23). What is longer is refused with its row and column, never cut.
struct TableLimits
{
    std::size_t columns = 1'000;
    std::size_t cellBytes = 64 * 1024;
    std::size_t rowBytes = 1024 * 1024;
};

/// Splits text into rows and cells by RFC 4180, with any separator, and with LF, CRLF or CR as line ends, also mixed.
/// Quotes within a cell that does not begin with one are text. A cell is always a view into the text: where two quotes
/// stand for one, unquote() makes them one in the text itself.
class RowSplitter
{
public:
    enum class Step {
        Row, ///< A row is in `cells`.
        More, ///< The row is not whole: ask again with more text behind it.
        End, ///< Nothing is left.
        Wrong, ///< See `fault` and `column`.
    };
    enum class Fault {
        QuoteOpen, ///< The text ends in quotes.
        TextBehindQuote,
        Nul,
        TooManyCells,
        CellTooLong,
        RowTooLong,
    };

    explicit RowSplitter(char separator, TableLimits limits = {});

    /// The row that begins at `from`; `end` is the end of the text so far, `isLast` says that no more comes. `cells`
    /// is made anew; doubled quotes in it are still double.
    [[nodiscard]] Step next(char *from, const char *end, bool isLast);
    /// Makes two quotes one in the cells of the last row. Changes the text: it cannot be split again.
    void unquote();

    [[nodiscard]] const std::vector<std::string_view> &cells() const { return m_cells; }
    [[nodiscard]] std::size_t consumed() const { return m_consumed; } ///< Bytes of the row, line end included.
    [[nodiscard]] Fault fault() const { return m_fault; }
    [[nodiscard]] std::size_t column() const { return m_cells.size() + 1; } ///< In which the fault is, from 1.

private:
    [[nodiscard]] Step wrong(Fault fault);
    /// What follows `from` up to the next byte that ends a plain cell, or that may not be in it.
    [[nodiscard]] const char *plainEnd(const char *from, const char *end) const;

    const char m_separator;
    const TableLimits m_limits;
    std::vector<std::string_view> m_cells;
    std::vector<std::size_t> m_doubled; ///< Cells that hold doubled quotes.
    std::size_t m_consumed = 0;
    Fault m_fault = Fault::QuoteOpen;
};

} // namespace muster
