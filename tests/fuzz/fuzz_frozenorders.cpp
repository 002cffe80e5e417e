// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Orders of all kinds of runs as the journal has them, with a digest that fits (S44): what thaws is bound by the very
// bytes it came from; the rest is Damaged.

#include "models/rules/frozenorder.h"
#include "models/runs/audiences/audiencepublishorder.h"
#include "models/runs/audiences/audienceputorder.h"
#include "models/runs/enrich/enrichorders.h"
#include "models/runs/lists/listorders.h"
#include "models/runs/transcripts/transcriptorder.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdint>
#include <cstdlib>

namespace fuzz_frozenorders {

namespace {

template <typename Frozen>
void check(const muster::Result<Frozen> &thawed, const QByteArray &json, const QString &digest)
{
    const bool holds
        = thawed ? thawed->json == json && thawed->digest == digest : thawed.error().kind == muster::ErrorKind::Damaged;
    if (!holds)
        std::abort();
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    using namespace muster;
    const QByteArray json(reinterpret_cast<const char *>(data), qsizetype(size));
    const QString digest = orderDigest(json);
    check(thawListApply(json, digest), json, digest);
    check(thawListRestore(json, digest), json, digest);
    check(thawEnrich(json, digest), json, digest);
    check(thawEnrichUndo(json, digest), json, digest);
    check(thawAudiencePut(json, digest), json, digest);
    check(thawAudiencePublish(json, digest), json, digest);
    check(thawTranscripts(json, digest), json, digest);
    if (thawEnrich(json, orderDigest(json + ' ')))
        std::abort();
    return 0;
}

} // namespace fuzz_frozenorders

MUSTER_FUZZER(fuzz_frozenorders)
