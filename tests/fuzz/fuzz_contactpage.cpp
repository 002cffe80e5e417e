// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A page of a contact list that the decoder accepts is also accepted by the strict checker; a link cut from the tail is
// the decoded one; no span leaves the arena; what came is either a row or quarantined; and whatever link a page names,
// the address that it is made into stays within the origin.
#include "network/codec/contactlistscodec.h"
#include "network/codec/recordpagedecoder.h"
#include "network/codec/strictjson.h"
#include "network/http/originpolicy.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdint>

namespace fuzz_contactpage {

using namespace muster;
using muster::tests::check;

int fuzz(const std::uint8_t *data, std::size_t size)
{
    static const ContractContactListsCodec codec;
    static const auto decoder = codec.decoder();
    static const QUrl origin(QStringLiteral("https://api.example.test/api/v2/campaigns/contactlists/1?limit=9"));
    RawPage raw;
    raw.body = QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    (void)codec.list(raw.body);
    const auto page = decoder->decode(raw);
    if (!page)
        return 0;
    check(!StrictJson(raw.body).fault());
    const auto link = codec.nextCursor(raw.body);
    check(!link || *link == page->nextCursor);
    check(page->cells.size() == page->rowCount() && page->columnCount == 1);
    check(page->rowCount() + page->quarantined.size() == page->receivedCount);
    const auto inside = [&page](const RecordCell &cell) {
        return std::size_t(cell.offset) + cell.length <= std::size_t(page->arena.size());
    };
    for (std::size_t row = 0; row < page->rowCount(); ++row) {
        check(inside(page->ids[row]) && inside(page->cell(row, 0)) && !page->id(row).empty());
        const std::string_view extras = page->extras(row);
        const QByteArray object = '{' + QByteArray(extras.data(), static_cast<qsizetype>(extras.size())) + '}';
        check(!StrictJson(object).fault());
    }
    if (const auto url = linkedUrl(origin, page->nextCursor))
        check(originOf(*url) == originOf(origin) && url->userInfo().isEmpty());
    return 0;
}

} // namespace fuzz_contactpage

MUSTER_FUZZER(fuzz_contactpage)
