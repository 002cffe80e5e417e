// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Lines of labelled texts (`muster transcripts evaluate`): whatever is read has its labels inside its strings, each of
// them stands in its excerpt, and whoever labels it agrees with themselves.

#include "models/rules/documents/labelagreement.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdlib>

namespace fuzz_markedtext {

int fuzz(const std::uint8_t *data, std::size_t size)
{
    using namespace muster;
    const QByteArray line(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto text = MarkedText::read(line);
    if (!text)
        return 0;
    for (const MarkedText::Span &span : text->spans) {
        if (span.turn < 0 || span.turn >= text->turns.size() || span.begin < 0 || span.begin >= span.end
            || span.end > text->turns[span.turn].size())
            std::abort();
        const TextExcerpt excerpt = excerptOf(*text, span);
        if (excerpt.place.isEmpty() || !text->turns[span.turn].contains(excerpt.place))
            std::abort();
    }
    if (line.contains('\n')) // a line by itself is not what a file would have
        return 0;
    const auto agreement = LabelAgreement::of({{}, line}, {{}, line}, {}, Excerpts::Kept);
    if (!agreement || agreement->score({}, {}).agreement() != 1 || !agreement->differences().empty())
        std::abort();
    return 0;
}

} // namespace fuzz_markedtext

MUSTER_FUZZER(fuzz_markedtext)
