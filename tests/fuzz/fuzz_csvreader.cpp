// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading back CSV files, the splitter that rebuilds the index, and the two ways of a cell (S22, S44).

#include "models/rules/spreadsheetcells.h"
#include "models/sinks/csvrows.h"
#include "models/sinks/rowscanner.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdlib>

namespace fuzz_csvreader {

int fuzz(const std::uint8_t *data, std::size_t size)
{
    using namespace muster;
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    for (const TextProfile profile : {TextProfile::Machines, TextProfile::Spreadsheets}) {
        CsvReader reader(QByteArrayView(text.data(), qsizetype(text.size())), profile);
        for (;;) {
            const auto row = reader.next();
            if (!row || !row->has_value())
                break;
        }
    }
    for (const FileFormat format : {FileFormat::Csv, FileFormat::JsonLines}) {
        std::string_view rest = text;
        while (const std::size_t length = RowScanner::rowLength(rest, format)) {
            if (RowScanner::keyOf(rest.substr(0, length), format).size() > length)
                std::abort();
            rest.remove_prefix(length);
        }
    }
    const std::string guarded = guardCell(text);
    if (unguardCell(guarded) != text || (isSpreadsheetHazard(text) && guarded == text))
        std::abort();
    return 0;
}

} // namespace fuzz_csvreader

MUSTER_FUZZER(fuzz_csvreader)
