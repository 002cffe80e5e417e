// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/tokencodec.h"

#include <cstdint>
#include <cstdlib>

using namespace muster;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
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
