// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The steps of a draft as they are kept beside it (F98). What is read has sound trees only and is written and read as
// the same.

#include "models/audiences/criteriahistory.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdlib>

namespace fuzz_criteriahistory {

int fuzz(const std::uint8_t *data, std::size_t size)
{
    using namespace muster;
    const auto history = CriteriaHistory::fromBytes(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (!history)
        return 0;
    if (history->current().inReadingOrder().size() != history->current().size())
        std::abort();
    const QByteArray bytes = history->toBytes();
    const auto again = CriteriaHistory::fromBytes(bytes);
    if (!again || again->toBytes() != bytes || !(again->current() == history->current()))
        std::abort();
    return 0;
}

} // namespace fuzz_criteriahistory

MUSTER_FUZZER(fuzz_criteriahistory)
