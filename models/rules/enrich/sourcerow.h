// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>
#include <span>
#include <string_view>

namespace muster {

/// What is known of a source of rows before the first one is read. Rules know nothing of files.
struct SourceShape
{
    QStringList columns; ///< Names as in the header, in the source's order; without a header the reader invents them.
    bool operator==(const SourceShape &) const = default;
};

/// One row: a cell a column of the shape, valid UTF-8. A row with fewer cells lacks the last ones, which count as
/// empty. The bytes belong to the reader and live as long as the row is looked at.
struct SourceRow
{
    std::span<const std::string_view> cells;
    qint64 number = 0; ///< As a person counts in the source, from 1; the header is row 1 where there is one.
};

} // namespace muster
