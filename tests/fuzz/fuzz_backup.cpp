// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The parts of a backup (S44): what reads must be written the same again, byte for byte.

#include "models/store/backupformat.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdlib>

namespace fuzz_backup {

namespace format = muster::backupformat;

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const auto header = format::parseHeader(bytes); header && !bytes.startsWith(format::header(*header)))
        std::abort();
    if (const auto records = format::parseRecords(bytes); records && format::records(*records) != bytes)
        std::abort();
    // Mutations hardly ever have a trailer's length.
    const QByteArray padded = bytes.leftJustified(format::trailerBytes, ' ', true);
    if (const auto trailer = format::parseTrailer(padded); trailer && format::trailer(*trailer) != padded)
        std::abort();
    return 0;
}

} // namespace fuzz_backup

MUSTER_FUZZER(fuzz_backup)
