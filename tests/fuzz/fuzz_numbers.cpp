// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "libraryanswer.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdio>
#include <cstdlib>

namespace fuzz_numbers {

using namespace muster;

/// The first byte chooses the default region, the rest is the text: engine and library must agree on every field. Of
/// short texts only, which are the ones that the fast path takes.
int fuzz(const std::uint8_t *data, std::size_t size)
{
    static const NumberEngine engine(NumberEngine::Mode::Unchecked);
    if (size == 0 || size > 80)
        return 0;
    const std::string &region = engine.regions().id(RegionIndex(data[0] % engine.regions().size()));
    const std::string text(reinterpret_cast<const char *>(data) + 1, size - 1);
    const std::string found = difference(engine, text, region.empty() ? "ZZ" : region);
    if (!found.empty()) {
        std::fprintf(stderr, "%s\n", found.c_str());
        std::abort();
    }
    return 0;
}

} // namespace fuzz_numbers

MUSTER_FUZZER(fuzz_numbers)
