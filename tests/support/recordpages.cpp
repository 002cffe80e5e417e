// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/recordpages.h"

#include <algorithm>

namespace muster::test {

RecordPage makePage(const QList<PlainRecord> &records, const QByteArray &nextCursor)
{
    RecordPage page;
    const auto put = [&page](RecordCell::Kind kind, const QByteArray &bytes) {
        const RecordCell cell{std::uint32_t(page.arena.size()), std::uint32_t(bytes.size()), kind};
        page.arena += bytes;
        return cell;
    };
    const bool extras = std::any_of(records.cbegin(), records.cend(),
                                    [](const PlainRecord &record) { return !record.extras.isEmpty(); });
    page.columnCount = records.isEmpty() ? 0 : std::size_t(records.first().cells.size());
    for (const PlainRecord &record : records) {
        page.ids.push_back(put(RecordCell::Kind::Text, record.id));
        for (const PlainCell &cell : record.cells)
            page.cells.push_back(put(cell.kind, cell.bytes));
        if (extras)
            page.extra.push_back(put(RecordCell::Kind::Json, record.extras));
    }
    page.nextCursor = nextCursor;
    page.receivedCount = std::size_t(records.size());
    return page;
}

} // namespace muster::test
