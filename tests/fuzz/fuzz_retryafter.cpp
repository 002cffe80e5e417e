// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/answermapping.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdint>
#include <cstdlib>

namespace fuzz_retryafter {

using namespace muster;

int fuzz(const std::uint8_t *data, std::size_t size)
{
    using namespace std::chrono_literals;
    const QByteArrayView text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QDateTime now(QDate(2026, 3, 4), QTime(5, 6, 7), Qt::UTC);
    const qsizetype half = text.size() / 2;
    for (const auto &wait :
         {parseRetryAfter(text, {}, now), parseRetryAfter(text.first(half), text.sliced(half), now)}) {
        if (wait && (*wait < 1s || *wait > 10'000'000s))
            std::abort();
    }
    return 0;
}

} // namespace fuzz_retryafter

MUSTER_FUZZER(fuzz_retryafter)
