// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a run finds of itself in the journal after a kill (S44), for every kind that keeps something there. What is read
// is written and read again as the same, so that a resume of a resume goes on from the same place.

#include "models/runs/audiences/audiencepublishrecorder.h"
#include "models/runs/audiences/audienceputrecorder.h"
#include "models/runs/enrich/send/enrichrecorder.h"
#include "models/runs/exportrecorder.h"
#include "models/runs/lists/apply/applyrecorder.h"
#include "models/runs/transcripts/transcriptrecorder.h"
#include "tests/fuzz/fuzzers.h"

namespace fuzz_runprogress {

using namespace muster;
using muster::tests::check;

template <typename Progress>
Progress lookAt(const QByteArray &bytes)
{
    const Progress progress = Progress::parse(bytes);
    const QByteArray json = progress.json();
    check(Progress::parse(json).json() == json);
    return progress;
}

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    (void)lookAt<ApplyProgress>(bytes);
    (void)lookAt<ExportProgress>(bytes);
    (void)lookAt<EnrichProgress>(bytes);
    (void)lookAt<TranscriptProgress>(bytes);
    (void)lookAt<AudiencePutProgress>(bytes);
    (void)lookAt<AudiencePublishProgress>(bytes);
    return 0;
}

} // namespace fuzz_runprogress

MUSTER_FUZZER(fuzz_runprogress)
