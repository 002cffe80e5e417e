// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The reader of files of numbering plans (S17), and the tables made of what it reads.

#include "models/rules/numbers/numberparser.h"
#include "models/rules/numbers/planreader.h"
#include "tests/fuzz/fuzzers.h"

#include <QBuffer>
#include <cstdlib>

namespace fuzz_numberplans {

using namespace muster;

int fuzz(const std::uint8_t *data, std::size_t size)
{
    QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::ReadOnly))
        std::abort();
    const auto plan = readPlan(buffer);
    if (!plan)
        return 0;
    for (const RegionPlan &region : plan->regions) {
        if (region.possibleLengths.empty() || region.callingCode < 1 || region.callingCode > 999)
            std::abort();
    }
    // No input is a whole plan, so nothing may be fit for use; its patterns are compiled all the same.
    const RegionList regions;
    const NumberTables tables(*plan, regions);
    if (checkPlan(*plan))
        std::abort();
    return 0;
}

} // namespace fuzz_numberplans

MUSTER_FUZZER(fuzz_numberplans)
