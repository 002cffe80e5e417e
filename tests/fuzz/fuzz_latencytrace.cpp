// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The latencies that are kept with a run: what is taken for a trace is one, within its bounds, and has one encoding.

#include "models/store/latencytrace.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdint>

namespace fuzz_latencytrace {

using namespace muster;
using muster::tests::check;

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    auto trace = LatencyTrace::decoded(bytes);
    if (!trace) {
        check(trace.error().kind == ErrorKind::Damaged);
        return 0;
    }
    check(trace->encoded() == bytes);
    const QList<LatencyTrace::Point> points = trace->points();
    check(points.size() <= LatencyTrace::maxBuckets && trace->stretches().size() <= LatencyTrace::maxStretches);
    quint64 answers = 0;
    LatencyTrace::Duration before{-1};
    for (const LatencyTrace::Point &point : points) {
        check(point.from > before && point.answers > 0 && point.shortest <= point.longest);
        check(point.p50 <= point.p95 && point.p95 <= point.p99 && point.p99 <= LatencyTrace::longestLatency);
        before = point.from;
        answers += point.answers;
    }
    check(answers == trace->answers());
    // It can be gone on with.
    trace->add(trace->end() + std::chrono::milliseconds(1), std::chrono::milliseconds(40));
    trace->addStretch(LatencyTrace::Wait::Paused, trace->end(), trace->end() + std::chrono::seconds(1));
    const auto again = LatencyTrace::decoded(trace->encoded());
    check(again && *again == *trace);
    return 0;
}

} // namespace fuzz_latencytrace

MUSTER_FUZZER(fuzz_latencytrace)
