// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Answers about transcripts, whatever comes. Artifacts that are cut out of a download are strict JSON, stand in it byte
// for byte, in its order, and name a usable id; a job that is taken has one too, and its progress is a percentage.
#include "network/codec/strictjson.h"
#include "network/codec/transcriptscodec.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdint>

namespace fuzz_transcripts {

using namespace muster;
using muster::tests::check;

namespace {

const ContractTranscriptsCodec codec;

bool usable(const QString &id)
{
    return interactionIdFault(id) == InteractionIdFault::None;
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const QByteArray body(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto artifacts = codec.artifacts(body, {})) {
        check(!StrictJson(body).fault());
        qsizetype from = 0;
        for (const TranscriptArtifact &artifact : *artifacts) {
            check(usable(artifact.interactionId) && artifact.timestamp.isValid());
            check(!StrictJson(artifact.json).fault() && artifact.json.startsWith('{'));
            const qsizetype at = body.indexOf(artifact.json, from);
            check(at >= from);
            from = at + artifact.json.size();
        }
    } else {
        check(!artifacts.error().code.isEmpty());
    }
    const TranscriptSubmission submission = codec.submitted(201, body);
    check((submission.fate == WriteFate::Applied) == usable(submission.jobId));
    check((submission.fate == WriteFate::Applied) != submission.error.has_value());
    if (const auto job = codec.job(body, QStringLiteral("job-77"))) {
        check(job->progress >= -1 && job->progress <= 100 && job->errors.size() <= 100);
        for (const TranscriptSource &source : job->each)
            check(!source.interactionId.isEmpty() && !source.link.isEmpty());
    }
    if (const auto page = codec.page(body)) {
        for (const InteractionSummary &item : page->items)
            check(usable(item.id) && item.timestamp.isValid());
    }
    return 0;
}

} // namespace fuzz_transcripts

MUSTER_FUZZER(fuzz_transcripts)
