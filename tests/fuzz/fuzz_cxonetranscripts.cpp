// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Answers of Interaction Analytics, whatever comes. A transcript that is taken is strict JSON and stands byte for byte
// in its artifact, which is strict JSON of the contract's members and names the id that was asked for. A page names
// usable ids only, and the way through pages that answer whatever they like ends.
#include "network/codec/cxonetranscriptscodec.h"
#include "network/codec/strictjson.h"
#include "network/dialects/cxone/cxonetranscripts.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdint>

namespace fuzz_cxonetranscripts {

using namespace muster;
using muster::tests::check;

namespace {

void checkTranscript(const QByteArray &body)
{
    const QString id = QStringLiteral("seg-\"1");
    const auto artifacts = CxoneTranscriptsCodec().artifacts(body, id);
    if (!artifacts) {
        check(!artifacts.error().code.isEmpty());
        return;
    }
    check(artifacts->size() == 1 && !StrictJson(body.trimmed()).fault());
    const TranscriptArtifact &artifact = artifacts->first();
    // One level deeper than it came.
    const auto fault = StrictJson(artifact.json).fault();
    check(!fault || fault->code == QLatin1String("json_depth"));
    check(artifact.json.startsWith(R"({"interactionId":"seg-\"1","mediaType":")"));
    check(artifact.json.endsWith(QByteArray("\"masked\":false,\"transcript\":" + body.trimmed() + '}')));
    check(artifact.interactionId == id);
}

void checkWay(const AnalyzedSegments &page)
{
    AnalyzedSegmentsWay way(std::nullopt);
    int pages = 1;
    while (way.after(page) == AnalyzedSegmentsWay::Step::Page)
        check(++pages < 100);
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const QByteArray body(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    checkTranscript(body);
    if (const auto page = CxoneTranscriptsCodec::page(body)) {
        for (const InteractionSummary &item : page->items)
            check(interactionIdFault(item.id) == InteractionIdFault::None);
        check(page->total >= -1 && (page->hasNext || !page->nextCursor));
        checkWay(*page);
    }
    return 0;
}

} // namespace fuzz_cxonetranscripts

MUSTER_FUZZER(fuzz_cxonetranscripts)
