// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_listrules: the rules of sanitising over one million contacts: read, judge anew, look up in a number list, find
// duplicates. Only ratios carry over to another machine.

#include "models/rules/lists/duplicategroups.h"
#include "models/rules/lists/listjudge.h"
#include "models/rules/lists/numberset.h"
#include "models/rules/numbers/numberengine.h"
#include "numbergenerator.h"
#include "tests/perf/benchmarkfigures.h"

using namespace muster;

namespace {

constexpr std::size_t contacts = 1'000'000;

struct Columns
{
    std::vector<std::string> texts;
    std::vector<NumberCode> codes;
    std::vector<std::uint8_t> findings;
    std::vector<ContactFacts> facts;
    std::vector<std::uint64_t> e164;

    static const Columns &shared()
    {
        static const Columns columns;
        return columns;
    }

private:
    Columns()
    {
        const auto plan = loadInstalledPlan();
        NumberGenerator generator(*plan, 1);
        const NumberEngine &engine = NumberEngine::shared();
        for (std::size_t row = 0; row < contacts; ++row) {
            const auto [text, region] = generator.realistic();
            const ContactReading reading = readContact(engine, text, engine.regions().indexOf(region));
            texts.push_back(text);
            codes.push_back(reading.code);
            findings.push_back(reading.findings);
            facts.push_back(reading.facts);
            e164.push_back(reading.e164);
        }
    }
};

void readNumbers(benchmark::State &state)
{
    const Columns &columns = Columns::shared();
    const NumberEngine &engine = NumberEngine::shared();
    const RegionIndex region = engine.regions().indexOf("US");
    for (auto _ : state) {
        for (const std::string &text : columns.texts)
            benchmark::DoNotOptimize(readContact(engine, text, region));
    }
    state.SetItemsProcessed(std::int64_t(state.iterations() * contacts));
}

void judgeVerdicts(benchmark::State &state)
{
    const Columns &columns = Columns::shared();
    const ListJudge judge(SanitizationDirective(), NumberEngine::shared().regions());
    std::vector<ListVerdict> verdicts(contacts);
    for (auto _ : state)
        judge.judge(columns.codes, columns.findings, columns.facts, verdicts);
    state.SetItemsProcessed(std::int64_t(state.iterations() * contacts));
}

void judgeWithReasons(benchmark::State &state)
{
    const Columns &columns = Columns::shared();
    const ListJudge judge(SanitizationDirective(), NumberEngine::shared().regions());
    std::vector<ListVerdict> verdicts(contacts);
    std::vector<ContactReasons> reasons(contacts);
    for (auto _ : state)
        judge.judge(columns.codes, columns.findings, columns.facts, verdicts, reasons);
    state.SetItemsProcessed(std::int64_t(state.iterations() * contacts));
}

void makeJudge(benchmark::State &state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(ListJudge(SanitizationDirective(), NumberEngine::shared().regions()));
}

void lookUp(benchmark::State &state)
{
    const Columns &columns = Columns::shared();
    NumberSet::Builder builder;
    for (std::size_t row = 0; row < contacts; ++row)
        builder.addNumber(columns.e164[row] + row % 7); // mostly other numbers
    for (std::uint64_t prefix = 4470; prefix < 4480; ++prefix)
        builder.addPrefix(prefix, 4);
    const auto set = builder.build();
    for (auto _ : state) {
        std::size_t hits = 0;
        for (const std::uint64_t number : columns.e164)
            hits += set->contains(number);
        benchmark::DoNotOptimize(hits);
    }
    state.SetItemsProcessed(std::int64_t(state.iterations() * contacts));
}

void duplicates(benchmark::State &state)
{
    const Columns &columns = Columns::shared();
    for (auto _ : state) {
        benchmark::DoNotOptimize(findDuplicates(
            {.codes = columns.codes, .e164 = columns.e164, .facts = columns.facts, .time = {}, .filledMembers = {}},
            SurvivorRule::First));
    }
    state.SetItemsProcessed(std::int64_t(state.iterations() * contacts));
}

} // namespace

BENCHMARK(readNumbers)->Unit(benchmark::kMillisecond);
BENCHMARK(judgeVerdicts)->Unit(benchmark::kMillisecond);
BENCHMARK(judgeWithReasons)->Unit(benchmark::kMillisecond);
BENCHMARK(makeJudge)->Unit(benchmark::kMillisecond);
BENCHMARK(lookUp)->Unit(benchmark::kMillisecond);
BENCHMARK(duplicates)->Unit(benchmark::kMillisecond);

int main(int argc, char **argv)
{
    perf::BenchmarkFigures figures;
    figures.run(argc, argv);
    const auto tell = [&figures](const char *what, const char *benchmark) {
        perf::report({.name = what, .unit = "ms a million", .ours = figures.milliseconds(benchmark)});
    };
    tell("contacts read", "readNumbers");
    tell("contacts judged", "judgeVerdicts");
    tell("contacts judged with reasons", "judgeWithReasons");
    tell("contacts looked up in a number list", "lookUp");
    tell("duplicates found", "duplicates");
    return 0;
}
