// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "network/wire/result.h"

#include <QByteArrayView>
#include <optional>
#include <string>
#include <vector>

namespace muster {

/// Reads back what CsvWriter wrote, of either text profile (S22): RFC 4180 in memory, rows one by one. Takes LF and
/// CRLF line ends and a last row without one; refuses the rest instead of guessing.
class CsvReader
{
public:
    /// An empty cell without quotes is no value; an empty text is in quotes.
    using Cell = std::optional<std::string>;

    static constexpr std::size_t maxColumns = 10'000;
    static constexpr qsizetype maxCellBytes = 16 * 1024 * 1024;

    /// `bytes` must outlive the reader.
    CsvReader(QByteArrayView bytes, TextProfile profile);

    /// The next row; nothing at the end. BadInput with code "quote_open", "text_behind_quote", "quote_in_text",
    /// "too_many_columns" or "cell_too_long", the subject being "row:column", both from 1.
    [[nodiscard]] Result<std::optional<std::vector<Cell>>> next();

private:
    [[nodiscard]] Result<Cell> cell(qsizetype column);
    [[nodiscard]] Result<std::string> quoted(qsizetype column);
    [[nodiscard]] tl::unexpected<ApiError> wrong(const QString &code, qsizetype column) const;
    [[nodiscard]] char current() const { return m_bytes[m_next]; }
    [[nodiscard]] bool atEnd() const { return m_next >= m_bytes.size(); }
    [[nodiscard]] qsizetype lineEnd() const; ///< Length of the line end that comes next; 0: none.

    QByteArrayView m_bytes;
    const TextProfile m_profile;
    qsizetype m_next = 0;
    qint64 m_row = 0;
};

} // namespace muster
