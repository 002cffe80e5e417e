// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a run measured, as the journal has it (S44). What is accepted is written again as the same, its parts do not
// exceed the whole, and it can be put together with itself.

#include "models/store/runhistory.h"
#include "models/store/runmeasures.h"
#include "tests/fuzz/fuzzers.h"

namespace fuzz_runmeasures {

using namespace muster;
using muster::tests::check;

void lookAtHistogram(const QByteArray &bytes)
{
    const auto histogram = LatencyHistogram::decoded(bytes);
    if (!histogram)
        return;
    check(histogram->encoded() == bytes); // one form for each
    std::chrono::milliseconds before{0};
    for (int percent = 0; percent <= 100; ++percent) {
        const auto value = histogram->percentile(percent / 100.0);
        check(value >= before && value <= histogram->largest());
        before = value;
    }
    check(histogram->mean() <= histogram->largest());
    LatencyHistogram twice = *histogram;
    twice.merge(*histogram);
    check(twice.percentile(0.5) <= twice.largest() && twice.largest() == histogram->largest());
}

void lookAtMeasures(const QByteArray &bytes)
{
    const auto measures = RunMeasures::parse(bytes);
    if (!measures)
        return;
    check(measures->lives > 0 && measures->time.sum() <= measures->wall);
    check(measures->overallFill() >= 0 && measures->overallFill() <= 1);
    const auto again = RunMeasures::parse(measures->json());
    check(again && *again == *measures);
    RunMeasures twice = *measures;
    twice.addLife(*measures);
    check(twice.lives == 2 * measures->lives && twice.time.sum() <= twice.wall);
}

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    lookAtHistogram(bytes);
    lookAtMeasures(bytes);
    if (const auto ending = RunEnding::parse(bytes))
        check(RunEnding::parse(ending->json()).has_value());
    return 0;
}

} // namespace fuzz_runmeasures

MUSTER_FUZZER(fuzz_runmeasures)
