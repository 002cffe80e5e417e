// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// JsonLogic from elsewhere (F76, F98). What is read is criteria that are written and read as the same; every fault lies
// within the text.

#include "models/audiences/jsonlogic.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdlib>

namespace fuzz_jsonlogic {

int fuzz(const std::uint8_t *data, std::size_t size)
{
    using namespace muster;
    const QByteArray json(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto read = readJsonLogic(json);
    if (!read) {
        if (read.error().offset < 0 || read.error().offset > json.size() || read.error().word.size() > 60)
            std::abort();
        return 0;
    }
    const auto again = readJsonLogic(writeJsonLogic(*read));
    if (!again || *again != *read)
        std::abort();
    return 0;
}

} // namespace fuzz_jsonlogic

MUSTER_FUZZER(fuzz_jsonlogic)
