// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Directives as JSON (F98, S44). What can be read can be written and read again as the same, and can be judged by.

#include "models/rules/lists/sanitizationdirective.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdlib>

namespace fuzz_directive {

int fuzz(const std::uint8_t *data, std::size_t size)
{
    using namespace muster;
    const auto directive = parseDirective(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (!directive)
        return 0;
    const auto again = parseDirective(directiveJson(*directive));
    if (!again || *again != *directive || directiveDigest(*again) != directiveDigest(*directive))
        std::abort();
    for (int rule = 0; rule < directiveRuleCount; ++rule) {
        if (!isActionOf(DirectiveRule(rule), directive->action(DirectiveRule(rule))))
            std::abort();
    }
    return 0;
}

} // namespace fuzz_directive

MUSTER_FUZZER(fuzz_directive)
