// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sources/tableformat.h"
#include "models/sources/tablereader.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace muster {

/// CSV and its relatives; see TableReader::open(). A row may have fewer cells than there are columns, and empty ones
/// beyond them. Rows without any text are passed over. A file that says that its cells are guarded (see guardedReasons)
/// gives them as they were before.
class DelimitedReader final : public TableReader
{
public:
    [[nodiscard]] static Result<std::unique_ptr<TableReader>>
    begin(std::unique_ptr<QIODevice> device, const TableFormat &format, const TableLimits &limits);

    [[nodiscard]] Result<std::shared_ptr<const RowBlock>> next() override;

private:
    DelimitedReader(std::unique_ptr<QIODevice> device, const TableFormat &format, const TableLimits &limits);

    /// The next row of m_pending; reads on as long as the row is not whole. False at the end.
    [[nodiscard]] Result<bool> firstRow();
    [[nodiscard]] Result<void> readMore();
    [[nodiscard]] Result<void> readNames();
    /// What there is of whole rows; the error that ends them, if any.
    [[nodiscard]] std::optional<ApiError> takeRows(RowBlock &block);
    [[nodiscard]] std::optional<ApiError> takeRow(RowBlock &block);
    [[nodiscard]] ApiError splitterError() const;
    [[nodiscard]] bool isBlank() const; ///< The splitter's row.
    /// The cell as it was before it was guarded, in its own place: it gets no longer.
    [[nodiscard]] std::string_view unguarded(std::string_view cell);

    RowSplitter m_splitter;
    std::size_t m_at = 0; ///< In m_pending.
    std::size_t m_lastCells = 0; ///< About so many cells a block has.
    bool m_isLast = false; ///< Nothing comes behind m_pending.
    bool m_isGuarded = false; ///< See guardedReasons.
    std::optional<ApiError> m_error; ///< Told when the rows before it have been given.
};

} // namespace muster
