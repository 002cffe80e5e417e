// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/perf/figures.h"

#include <benchmark/benchmark.h>
#include <map>

namespace muster::perf {

/// Google Benchmark's own lines, and what its benchmarks took, for report().
class BenchmarkFigures : private benchmark::ConsoleReporter
{
public:
    /// Runs all that are registered. Ends the program when one failed.
    void run(int argc, char **argv)
    {
        benchmark::Initialize(&argc, argv);
        benchmark::RunSpecifiedBenchmarks(this);
    }
    /// Milliseconds of processor time an iteration. Ends the program when there was none of that name.
    [[nodiscard]] double milliseconds(const std::string &benchmark) const
    {
        const auto found = m_milliseconds.find(benchmark);
        if (found == m_milliseconds.end()) {
            std::fprintf(stderr, "%s was not run\n", benchmark.c_str());
            std::exit(1);
        }
        return found->second;
    }

private:
    void ReportRuns(const std::vector<Run> &runs) override
    {
        ConsoleReporter::ReportRuns(runs);
        for (const Run &run : runs) {
            if (run.error_occurred)
                std::exit(1);
            m_milliseconds[run.benchmark_name()] = run.cpu_accumulated_time / double(run.iterations) * 1e3;
        }
    }

    std::map<std::string, double> m_milliseconds;
};

} // namespace muster::perf
