// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/protocolcodec.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdint>
#include <cstdlib>

namespace fuzz_token {

using namespace muster;

int fuzz(const std::uint8_t *data, std::size_t size)
{
    using namespace std::chrono_literals;
    const auto token = readToken(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    if (!token)
        return 0;
    if (token->life < 2s || token->life > 24h || token->value.isEmpty())
        std::abort();
    for (const char c : token->value.bytes()) {
        if (c <= ' ' || c > '~')
            std::abort();
    }
    return 0;
}

} // namespace fuzz_token

MUSTER_FUZZER(fuzz_token)
