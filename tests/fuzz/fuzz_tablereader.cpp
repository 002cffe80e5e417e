// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The reader of foreign tables (S23, S44), in the format that is guessed of the bytes or that the first byte asks for.
// Rows count up, every row has a cell a column, and nothing is given behind an error.

#include "models/sources/tableformat.h"
#include "models/sources/tablereader.h"
#include "tests/fuzz/fuzzers.h"

#include <QBuffer>
#include <cstdlib>

namespace fuzz_tablereader {

using namespace muster;

namespace {

TableFormat formatFor(const QByteArray &bytes, unsigned choice)
{
    TableFormat format = guessTableFormat(bytes).format;
    if (choice % 2 == 0)
        return format;
    format.kind = choice & 2 ? TableFormat::Kind::JsonLines : TableFormat::Kind::Delimited;
    format.encoding = static_cast<SourceEncoding>((choice >> 2) & 3);
    format.separator = TableFormat::separators[(choice >> 4) & 3];
    format.hasHeader = (choice & 64) != 0;
    return format;
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data) + 1, qsizetype(size) - 1);
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(bytes);
    buffer->open(QIODevice::ReadOnly);
    const auto reader = TableReader::open(std::unique_ptr<QIODevice>(std::move(buffer)), formatFor(bytes, data[0]),
                                          {.columns = 50, .cellBytes = 200, .rowBytes = 600});
    if (!reader)
        return 0;
    qint64 rows = 0, last = 0;
    std::size_t bytesGiven = 0;
    for (;;) {
        const auto block = (*reader)->next();
        if (!block) {
            if ((*reader)->next())
                std::abort();
            break;
        }
        if (!*block)
            break;
        for (std::size_t row = 0; row < (*block)->rowCount(); ++row) {
            if ((*block)->number(row) <= last || (*block)->row(row).size() != std::size_t((*reader)->columns().size()))
                std::abort();
            last = (*block)->number(row);
            for (const std::string_view cell : (*block)->row(row)) {
                for (const char c : cell)
                    bytesGiven += static_cast<unsigned char>(c) ? 1 : 2; // touches every byte
            }
        }
        rows += qint64((*block)->rowCount());
        if (rows != (*reader)->rows())
            std::abort();
    }
    return bytesGiven == std::size_t(-1) ? 1 : 0;
}

} // namespace fuzz_tablereader

MUSTER_FUZZER(fuzz_tablereader)
