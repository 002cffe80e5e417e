// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Masking policies as JSON and as files (F98, S44). What can be read can be written and read again as the same.

#include "models/rules/documents/policyjson.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdlib>

namespace fuzz_maskpolicy {

int fuzz(const std::uint8_t *data, std::size_t size)
{
    using namespace muster;
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    auto policy = parsePolicy(bytes);
    if (!policy)
        policy = parsePolicyFile(bytes);
    if (!policy)
        return 0;
    auto again = parsePolicy(policyJson(*policy));
    if (!again || policyDigest(*again) != policyDigest(*policy))
        std::abort();
    again->name = policy->name;
    if (!(*again == *policy) || !(parsePolicyFile(policyFile(*policy)) == *policy))
        std::abort();
    return 0;
}

} // namespace fuzz_maskpolicy

MUSTER_FUZZER(fuzz_maskpolicy)
