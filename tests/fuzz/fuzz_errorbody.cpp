// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/errorcodec.h"
#include "network/http/redactor.h"

#include <cstdint>
#include <cstdlib>

using namespace muster;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
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
