// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_numbers [ROWS]: the number engine against libphonenumber called plainly, same texts, same cores, one run.
// Only the ratios carry over to another machine.

#include "models/rules/numbers/numberengine.h"
#include "numbergenerator.h"
#include "tests/perf/figures.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <phonenumbers/phonenumberutil.h>
#include <thread>

using namespace muster;

namespace {

double now()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double cpu()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

/// What a program does without the engine: parse, valid, region, type, E.164.
std::size_t plainly(const std::string &text, const std::string &region)
{
    const auto &library = *i18n::phonenumbers::PhoneNumberUtil::GetInstance();
    i18n::phonenumbers::PhoneNumber number;
    if (library.Parse(text, region, &number) != i18n::phonenumbers::PhoneNumberUtil::NO_PARSING_ERROR)
        return 0;
    std::string words[2];
    library.GetRegionCodeForNumber(number, &words[0]);
    library.Format(number, i18n::phonenumbers::PhoneNumberUtil::E164, &words[1]);
    return library.IsValidNumber(number) + std::size_t(library.GetNumberType(number)) + words[0].size()
        + words[1].size();
}

/// Seconds a number.
struct Cost
{
    double wall = 0, cpu = 0;
};

/// Each thread with its own share of the rows.
template <typename Work>
Cost timed(std::size_t rows, unsigned threads, const Work &work)
{
    const double started = now(), cpuBefore = cpu();
    std::vector<std::thread> pool;
    for (unsigned thread = 0; thread < threads; ++thread)
        pool.emplace_back([&, thread] { work(rows * thread / threads, rows * (thread + 1) / threads); });
    for (std::thread &thread : pool)
        thread.join();
    return {(now() - started) / double(rows), (cpu() - cpuBefore) / double(rows)};
}

Cost median(const std::vector<Cost> &costs)
{
    std::vector<double> walls, cpus;
    for (const Cost &cost : costs) {
        walls.push_back(cost.wall);
        cpus.push_back(cost.cpu);
    }
    std::sort(walls.begin(), walls.end());
    std::sort(cpus.begin(), cpus.end());
    return {walls[walls.size() / 2], cpus[cpus.size() / 2]};
}

/// CPU time tells what the work costs when others use the machine, wall time what threads gain when nobody does.
void compare(unsigned threads, const Cost &fast, const Cost &plain, int wanted)
{
    std::printf("%2u threads: engine %.1f ns, libphonenumber %.1f us of CPU a number: %.0f times\n", threads,
                fast.cpu * 1e9, plain.cpu * 1e6, plain.cpu / fast.cpu);
    const bool isOne = threads == 1;
    perf::report({.name = "numbers, " + std::to_string(threads) + (isOne ? " thread" : " threads"),
                  .unit = isOne ? "ns of CPU" : "ns",
                  .ours = (isOne ? fast.cpu : fast.wall) * 1e9,
                  .reference = "libphonenumber",
                  .theirs = (isOne ? plain.cpu : plain.wall) * 1e9,
                  .wanted = wanted});
}

} // namespace

int main(int argc, char **argv)
{
    const std::size_t rows = argc > 1 ? std::size_t(std::atoll(argv[1])) : 1'000'000;
    const auto plan = loadInstalledPlan();
    if (!plan)
        return 2;
    (void)i18n::phonenumbers::PhoneNumberUtil::GetInstance();
    double started = now();
    const NumberEngine unchecked(NumberEngine::Mode::Unchecked);
    const double tablesReady = now() - started;
    started = now();
    const NumberEngine engine;
    const double checkedReady = now() - started;

    NumberGenerator generator(*plan, 1);
    std::vector<NumberGenerator::Text> texts;
    std::vector<RegionIndex> regions;
    for (std::size_t i = 0; i < rows; ++i) {
        texts.push_back(generator.realistic());
        regions.push_back(engine.regions().indexOf(texts.back().region));
    }
    const unsigned all = 2; // what the smallest machine has
    std::atomic<std::size_t> sink = 0, fallbacks = 0;
    const auto fast = [&](std::size_t from, std::size_t to) {
        std::uint64_t sum = 0, slow = 0;
        for (std::size_t i = from; i < to; ++i) {
            const NumberVerdict verdict = engine.classify(texts[i].text, regions[i]);
            sum += verdict.e164 + packCode(verdict);
            slow += verdict.byLibrary;
        }
        sink += sum;
        fallbacks = slow;
    };
    const std::size_t sample = std::min<std::size_t>(rows, 20'000);
    const auto plain = [&](std::size_t from, std::size_t to) {
        std::size_t sum = 0;
        for (std::size_t i = from; i < to; ++i)
            sum += plainly(texts[i].text, texts[i].region);
        sink += sum;
    };
    std::vector<Cost> fastOne, fastAll, plainOne, plainAll;
    for (int round = 0; round < 9; ++round) { // interleaved, so that both see the same machine
        fastOne.push_back(timed(rows, 1, fast));
        plainOne.push_back(timed(sample, 1, plain));
        fastAll.push_back(timed(rows, all, fast));
        plainAll.push_back(timed(sample, all, plain));
    }
    timed(rows, 1, fast); // the fallbacks of all rows, counted by one thread
    compare(1, median(fastOne), median(plainOne), 250);
    compare(all, median(fastAll), median(plainAll), 350);
    const auto best = [](const std::vector<Cost> &costs) { // least disturbed by others
        return std::min_element(costs.begin(), costs.end(),
                                [](const Cost &a, const Cost &b) { return a.wall < b.wall; })
            ->wall;
    };
    perf::report({.name = "numbers, a batch on two threads",
                  .unit = "ns",
                  .ours = best(fastAll) * 1e9,
                  .reference = "one thread",
                  .theirs = best(fastOne) * 1e9,
                  .wanted = 1.8});
    perf::report({.name = "numbers, CPU of a million",
                  .unit = "s",
                  .ours = median(fastOne).cpu * 1e6,
                  .wanted = 0.1,
                  .memory = double(engine.tables()->bytes()) / 1024 / 1024});
    perf::report({.name = "numbers, left to the library",
                  .unit = "%",
                  .ours = 100.0 * double(fallbacks) / double(rows),
                  .wanted = 0.1});
    perf::report({.name = "numbers, tables ready", .unit = "ms", .ours = tablesReady * 1e3, .wanted = 60});
    std::printf("checked against the library in %.1f ms; %zu states, %zu KiB\n", checkedReady * 1e3,
                engine.tables()->stateCount(), engine.tables()->bytes() / 1024);
    return sink == 0 ? 1 : 0;
}
