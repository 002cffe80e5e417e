// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/protocolcodec.h"
#include "network/http/exchangelog.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdint>
#include <cstdlib>

namespace fuzz_errorbody {

using namespace muster;

int fuzz(const std::uint8_t *data, std::size_t size)
{
    static const Redactor redactor = [] {
        Redactor made;
        made.addSecret(Secret("s3cret"));
        return made;
    }();
    const QByteArray body(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    ApiError error;
    readErrorBody(body, error);
    redactor.mask(error);
    (void)scopeOfChallenge(body);
    if (error.detail.size() > 2000 || error.details.size() > 20 || error.detail.contains(QLatin1String("s3cret")))
        std::abort();
    return 0;
}

} // namespace fuzz_errorbody

MUSTER_FUZZER(fuzz_errorbody)
