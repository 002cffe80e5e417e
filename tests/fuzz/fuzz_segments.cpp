// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Answers about audience segments, whatever comes (S44): only whole, strict JSON is taken, every segment has an id, and
// a refusal says which kind it is.

#include "network/codec/segmentscodec.h"
#include "network/codec/strictjson.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdint>
#include <cstdlib>

namespace fuzz_segments {

int fuzz(const std::uint8_t *data, std::size_t size)
{
    using namespace muster;
    static const ContractSegmentsCodec codec;
    const QByteArray body(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const auto segments = codec.list(body)) {
        if (StrictJson(body).fault())
            std::abort();
        for (const SegmentSummary &segment : *segments) {
            if (segment.id.isEmpty())
                std::abort();
        }
    }
    if (const auto definition = codec.definition(body);
        definition && (StrictJson(body).fault() || definition->id.isEmpty()))
        std::abort();
    if (const auto cursor = codec.nextCursor(body); cursor && cursor->size() > body.size())
        std::abort();
    return 0;
}

} // namespace fuzz_segments

MUSTER_FUZZER(fuzz_segments)
