// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Lines of labelled texts (`muster transcripts evaluate`): whatever is read has its labels inside its strings.

#include "models/rules/documents/markedtext.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdlib>

namespace fuzz_markedtext {

int fuzz(const std::uint8_t *data, std::size_t size)
{
    using namespace muster;
    const auto text = MarkedText::read(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (!text)
        return 0;
    for (const MarkedText::Span &span : text->spans) {
        if (span.turn < 0 || span.turn >= text->turns.size() || span.begin < 0 || span.begin >= span.end
            || span.end > text->turns[span.turn].size())
            std::abort();
    }
    return 0;
}

} // namespace fuzz_markedtext

MUSTER_FUZZER(fuzz_markedtext)
