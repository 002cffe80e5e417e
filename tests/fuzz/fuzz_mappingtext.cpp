// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Fields as they are written on a command line (S44). What can be read can be written and read again as the same.

#include "models/rules/enrich/mappingtext.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdlib>

namespace fuzz_mappingtext {

int fuzz(const std::uint8_t *data, std::size_t size)
{
    using namespace muster;
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto field = parseFieldText(text);
    if (!field) {
        if (field.error().kind != ErrorKind::BadInput || field.error().details.size() != 1)
            std::abort();
        return 0;
    }
    const auto again = parseFieldText(fieldText(*field));
    if (!again || *again != *field)
        std::abort();
    return 0;
}

} // namespace fuzz_mappingtext

MUSTER_FUZZER(fuzz_mappingtext)
