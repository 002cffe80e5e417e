// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Orders from the journal, with a digest that fits, and filters as people type them (S44).

#include "models/rules/exportorder.h"
#include "tests/fuzz/fuzzers.h"

#include <QCryptographicHash>
#include <cstdlib>

namespace fuzz_exportorder {

int fuzz(const std::uint8_t *data, std::size_t size)
{
    using namespace muster;
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const QString digest = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    if (const auto order = thaw(bytes, digest); order && freeze(order->order).json != bytes)
        std::abort();
    if (const auto filter = parseFilter(QString::fromUtf8(bytes)); filter && filter->attribute.isEmpty())
        std::abort();
    return 0;
}

} // namespace fuzz_exportorder

MUSTER_FUZZER(fuzz_exportorder)
