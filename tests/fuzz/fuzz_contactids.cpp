// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Files of contact ids (S44). What is read is read again as the same from one id a line.

#include "models/rules/enrich/contactids.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdlib>

namespace fuzz_contactids {

int fuzz(const std::uint8_t *data, std::size_t size)
{
    using namespace muster;
    const auto ids = parseContactIds(QByteArrayView(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (!ids) {
        if (ids.error().kind != ErrorKind::BadInput)
            std::abort();
        return 0;
    }
    for (const QString &id : *ids) {
        if (id.isEmpty() || id != id.trimmed() || id.size() > 1'000)
            std::abort();
    }
    const auto again = parseContactIds(ids->join(u'\n').toUtf8());
    if (!again || *again != *ids)
        std::abort();
    return 0;
}

} // namespace fuzz_contactids

MUSTER_FUZZER(fuzz_contactids)
