// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The fast decoder and the strict checker are two readers of the same rules: what the first accepts, the second must
// accept, and a cursor cut from the tail must be the decoded one.
#include "network/codec/recordpagedecoder.h"
#include "network/codec/strictjson.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdint>
#include <cstdlib>

namespace fuzz_recordpage {

using namespace muster;

int fuzz(const std::uint8_t *data, std::size_t size)
{
    static const RecordPageDecoder decoder({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("a\"b")});
    RawPage raw;
    raw.body = QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto page = decoder.decode(raw);
    if (!page)
        return 0;
    if (StrictJson(raw.body).fault())
        std::abort();
    if (const auto cursor = tailCursor(raw.body, "continuationToken", "count"); cursor && *cursor != page->nextCursor)
        std::abort();
    if (page->cells.size() != page->rowCount() * page->columnCount
        || page->rowCount() + page->quarantined.size() != page->receivedCount)
        std::abort();
    for (const RecordCell &cell : page->cells) {
        if (std::size_t(cell.offset) + cell.length > std::size_t(page->arena.size()))
            std::abort();
    }
    for (std::size_t row = 0; row < page->rowCount(); ++row) {
        const std::string_view extras = page->extras(row);
        const QByteArray object = '{' + QByteArray(extras.data(), static_cast<qsizetype>(extras.size())) + '}';
        const auto fault = StrictJson(object).fault();
        // A member of the record and an attribute may share a name.
        if (fault && fault->code != QLatin1String("repeated_key"))
            std::abort();
    }
    return 0;
}

} // namespace fuzz_recordpage

MUSTER_FUZZER(fuzz_recordpage)
