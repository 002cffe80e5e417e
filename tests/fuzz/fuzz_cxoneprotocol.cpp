// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/cxoneprotocolcodec.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdint>
#include <cstdlib>

namespace fuzz_cxoneprotocol {

using namespace muster;

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto token = readCxoneToken(bytes)) {
        if (token->value.isEmpty() || token->tenantId.size() > 200)
            std::abort();
        for (const char c : token->value.bytes()) {
            if (c <= ' ' || c > '~')
                std::abort();
        }
    }
    for (const auto &address : {readIssuerDocument(bytes, QUrl(QStringLiteral("https://issuer.example.test"))),
                                readTenantDocument(bytes, QStringLiteral("t"))}) {
        if (address && (!address->isValid() || address->host().isEmpty()))
            std::abort();
    }
    (void)highestApiVersion(bytes);
    ApiError error;
    readCxoneError(bytes.left(64), bytes, error);
    if (error.detail.size() > mostWords || error.code.size() > mostWords)
        std::abort();
    return 0;
}

} // namespace fuzz_cxoneprotocol

MUSTER_FUZZER(fuzz_cxoneprotocol)
