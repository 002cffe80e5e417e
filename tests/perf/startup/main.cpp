// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Starts Muster, a bare Qt window with one table and, where it is installed, DB Browser for SQLite in turn, many times
// in one run, and prints medians of time and memory with their ratios. startup.sh gives it a display of its own.
// Usage: muster_startup_benchmark MUSTER BARE FOLDER [STARTS, default 15]

#include "tests/perf/figures.h"
#include "tests/perf/startup/startedprogram.h"
#include "tests/perf/startup/windowwatcher.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using namespace muster::perf;
using namespace std::chrono_literals;

enum Measure { Painted, Usable, Settled, OwnMark, Processor, Resident, Proportional, Private, measureCount };

constexpr const char *measureNames[measureCount]
    = {"painted, ms",   "usable, ms",    "settled, ms",       "own mark, ms",
       "processor, ms", "resident, MiB", "proportional, MiB", "its own alone, MiB"};

struct Peer
{
    std::string name;
    std::vector<std::string> command;
    std::vector<double> values[measureCount];

    [[nodiscard]] double median(Measure measure) const
    {
        std::vector<double> sorted = values[measure];
        if (sorted.empty())
            return 0;
        std::sort(sorted.begin(), sorted.end());
        return sorted[sorted.size() / 2];
    }
};

double milliseconds(WindowWatcher::Moment from, WindowWatcher::Moment to)
{
    return std::chrono::duration<double, std::milli>(to - from).count();
}

void startOnce(WindowWatcher &watcher, Peer &peer, bool counts)
{
    watcher.forget();
    StartedProgram program(peer.command);
    const auto moments = watcher.watch(30s);
    if (!moments) {
        std::fprintf(stderr, "%s showed no window that answers\n", peer.name.c_str());
        std::exit(1);
    }
    const StartedProgram::Memory memory = program.memory();
    const double processor = program.processor();
    program.end();
    if (!counts)
        return;
    peer.values[Painted].push_back(milliseconds(program.started(), moments->painted));
    peer.values[Usable].push_back(milliseconds(program.started(), moments->usable));
    peer.values[Settled].push_back(milliseconds(program.started(), moments->settled));
    if (const auto mark = program.ownMark())
        peer.values[OwnMark].push_back(milliseconds(program.started(), *mark));
    peer.values[Processor].push_back(processor);
    peer.values[Resident].push_back(memory.resident);
    peer.values[Proportional].push_back(memory.proportional);
    peer.values[Private].push_back(memory.own);
}

void tellRatios(const Peer &muster, const Peer &peer, double wantedTime, double wantedMemory)
{
    const auto tell = [&](const char *what, const char *unit, Measure measure, std::optional<double> wanted) {
        report({.name = std::string("start, ") + what,
                .unit = unit,
                .ours = muster.median(measure),
                .reference = peer.name,
                .theirs = peer.median(measure),
                .ratio = Ratio::OfTheirs,
                .wanted = wanted,
                .memory = muster.median(Proportional)});
    };
    tell("until usable", "ms", Usable, wantedTime);
    tell("until settled", "ms", Settled, {});
    tell("processor time", "ms", Processor, {});
    tell("memory", "MiB", Proportional, wantedMemory);
    tell("memory of its own alone", "MiB", Private, {});
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 4) {
        std::fprintf(stderr, "usage: muster_startup_benchmark MUSTER BARE FOLDER [STARTS]\n");
        return 1;
    }
    const std::string folder = argv[3];
    const int starts = argc > 4 ? std::max(1, std::atoi(argv[4])) : 15;
    setenv("QT_LOGGING_RULES", "muster.startup=true", 1); // Muster's own mark
    WindowWatcher watcher;
    std::vector<Peer> peers{{"Muster", {argv[1], "--data-dir", folder}, {}}, {"a bare window", {argv[2]}, {}}};
    const std::string browser = "/usr/bin/sqlitebrowser";
    if (StartedProgram::isInstalled(browser))
        peers.push_back({"DB Browser for SQLite", {browser}, {}});
    for (Peer &peer : peers)
        startOnce(watcher, peer, false); // files, caches and first-start work are there from now on
    for (int round = 0; round < starts; ++round) {
        for (Peer &peer : peers)
            startOnce(watcher, peer, true);
    }
    std::printf("%-20s", "");
    for (const Peer &peer : peers)
        std::printf("  %22s", peer.name.c_str());
    for (int measure = 0; measure < measureCount; ++measure) {
        std::printf("\n%-20s", measureNames[measure]);
        for (const Peer &peer : peers)
            std::printf("  %22.1f", peer.median(Measure(measure)));
    }
    std::printf("\nMedians of %d starts in turn, after one that does not count.\n", starts);
    tellRatios(peers[0], peers[1], 1.4, 1.4);
    if (peers.size() > 2)
        tellRatios(peers[0], peers[2], 0.45, 0.55);
    else
        std::printf("DB Browser for SQLite is not installed here and was not compared.\n");
    return 0;
}
