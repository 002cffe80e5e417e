// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The reader of contacts from foreign CSV files (S23, S44). Every contact has an id and its row's cells, and the rows
// add up.

#include "models/runs/lists/read/contactcsvreader.h"
#include "tests/fuzz/fuzzers.h"

#include <QBuffer>
#include <cstdlib>

namespace fuzz_contactcsv {

using muster::ContactCsvReader;

int fuzz(const std::uint8_t *data, std::size_t size)
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(reinterpret_cast<const char *>(data), int(size));
    buffer->open(QIODevice::ReadOnly);
    const auto reader = ContactCsvReader::open(std::move(buffer), {});
    if (!reader)
        return 0;
    qint64 rows = 0;
    for (;;) {
        const auto page = (*reader)->next();
        if (!page || !*page)
            break;
        rows += qint64((*page)->rowCount() + (*page)->quarantined.size());
        if ((*page)->cells.size() != (*page)->rowCount() || (*page)->extra.size() != (*page)->rowCount())
            std::abort();
        for (std::size_t row = 0; row < (*page)->rowCount(); ++row) {
            if ((*page)->id(row).empty())
                std::abort();
        }
        if ((*reader)->rows() != rows)
            std::abort();
    }
    return 0;
}

} // namespace fuzz_contactcsv

MUSTER_FUZZER(fuzz_contactcsv)
