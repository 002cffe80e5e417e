// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Audiences, whatever comes. Answers: only whole, strict JSON is taken, an id is a uuid, a version begins at 1, a size
// at 0; what reads can be written and reads back as the same; an answer to a registration is applied or has an error.
// Bodies: the sandbox takes only what is strict JSON and within the contract, and what it takes is what was written.
#include "network/codec/audiencescodec.h"
#include "network/codec/strictjson.h"
#include "network/sandbox/sandboxaudiencebody.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdint>

namespace fuzz_audiences {

using namespace muster;
using muster::tests::check;

namespace {

const ContractAudiencesCodec codec;
const QString id = QStringLiteral("3f2504e0-4f89-41d3-9a0c-0305e82c3301");

int depthOf(const CriteriaGroup &group)
{
    int deepest = 0;
    for (const CriteriaNode &node : group.members) {
        if (const auto *inner = std::get_if<CriteriaGroup>(&node.content))
            deepest = std::max(deepest, depthOf(*inner));
    }
    return deepest + 1;
}

void checkAnswers(const QByteArray &body)
{
    if (const auto audiences = codec.list(body)) {
        check(!StrictJson(body).fault());
        for (const AudienceSummary &audience : *audiences)
            check(isUuid(audience.id) && audience.version >= 1 && audience.evaluation.size.value_or(0) >= 0);
    }
    const auto audience = codec.audience(body, id);
    check(audience || !audience.error().code.isEmpty());
    if (audience) {
        check(!StrictJson(body).fault());
        const QByteArray written = codec.registration(audience->definition, audience->version);
        check(!StrictJson(written).fault());
        const auto again = codec.audience("{\"id\":\"" + id.toLatin1() + "\"," + written.mid(1), id);
        check(again && again->definition == audience->definition && again->version == audience->version);
    }
    const AudienceAnswer answer = codec.registered(200, body, id, 3);
    const bool applied = answer.fate == WriteFate::Applied;
    check(applied || answer.fate == WriteFate::Unknown);
    check(applied == answer.audience.has_value() && applied != answer.error.has_value());
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const QByteArray body(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    checkAnswers(body);
    if (const auto taken = readSandboxAudience(body)) {
        check(depthOf(taken->definition.criteria) <= criteriaDepthLimit && taken->version >= 1);
        const QByteArray written = codec.registration(taken->definition, taken->version);
        const auto again = readSandboxAudience(written);
        check(again && *again == *taken);
    }
    return 0;
}

} // namespace fuzz_audiences

MUSTER_FUZZER(fuzz_audiences)
