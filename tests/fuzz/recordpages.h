// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/codec/strictjson.h"
#include "network/wire/recordpage.h"
#include "tests/fuzz/fuzzers.h"

namespace muster::tests {

/// What holds for a page of `columns` whatever it was read from: no span leaves the arena, whatever came is a row, left
/// out or set aside, extras are JSON.
inline void checkCells(const RecordPage &page, std::size_t columns)
{
    check(page.cells.size() == page.rowCount() * page.columnCount && std::size_t(page.columnCount) == columns);
    check(page.rowCount() + page.quarantined.size() + page.leftOutCount == page.receivedCount);
    const auto inside = [&page](const RecordCell &cell) {
        return std::size_t(cell.offset) + cell.length <= std::size_t(page.arena.size());
    };
    for (std::size_t row = 0; row < page.rowCount(); ++row) {
        check(inside(page.ids[row]) && !page.id(row).empty());
        for (std::size_t column = 0; column < page.columnCount; ++column)
            check(inside(page.cell(row, column)));
        const std::string_view extras = page.extras(row);
        const QByteArray object = '{' + QByteArray(extras.data(), static_cast<qsizetype>(extras.size())) + '}';
        check(!StrictJson(object).fault());
    }
}

} // namespace muster::tests
