// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_maskdocument [TURNS]: masks one artifact of that many turns (400,000 unless said otherwise) by the default
// policy: the engine alone on the texts, the second look alone, and the whole document with both. Prints MB of JSON per
// second of processor time, and what share of the whole the document itself takes: outline, writing, findings.

#include "models/rules/documents/documentmasker.h"
#include "models/rules/documents/jsonoutline.h"
#include "models/rules/masking/leakcheck.h"
#include "tests/perf/figures.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace muster;

namespace {

double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

QByteArray artifact(int turns)
{
    QByteArray json = R"({"interactionId":"i-1","mediaType":"voice","transcript":{"language":"en","turns":[)";
    for (int i = 0; i < turns; ++i) {
        json += i == 0 ? "" : ",";
        json += R"({"speaker":")" + QByteArray(i % 2 == 0 ? "agent" : "customer") + R"(","offsetMs":)"
            + QByteArray::number(i * 1700) + R"(,"text":"Thank you for waiting, I have looked at order number )"
            + QByteArray::number(100000 + i)
            + (i % 40 == 0 ? QByteArray(" for user" + QByteArray::number(i) + "@example.com") : QByteArray())
            + R"( and it left us on Tuesday.","confidence":0.93})";
    }
    return json + R"(]},"masked":false})";
}

template <typename Work>
double timed(Work work)
{
    const double begin = cpuSeconds();
    work();
    return cpuSeconds() - begin;
}

} // namespace

int main(int argc, char **argv)
{
    const QByteArray json = artifact(argc > 1 ? std::atoi(argv[1]) : 400'000);
    const double megabytes = double(json.size()) / 1e6;
    const auto engine = *MaskEngine::make(MaskPolicy());
    const LeakCheck check{MaskPolicy()};
    DocumentMasker masker = *DocumentMasker::make(engine, Secret());

    Conversation texts;
    const auto outline = JsonOutline::read(json);
    if (!outline)
        return 1;
    std::string buffer;
    for (const JsonOutline::Node &node : outline->nodes()) {
        if (node.kind == JsonOutline::Kind::String)
            texts.append(outline->text(node, buffer));
    }
    MaskScratch scratch;
    std::vector<MaskFinding> findings;
    std::vector<double> engines, wholes;
    for (int round = 0; round < 3; ++round) {
        const double read = timed([&] { (void)JsonOutline::read(json); });
        const double find = timed([&] { (void)engine->find(texts, {}, scratch, findings); });
        const double look = timed([&] { (void)check.find(texts, {}); });
        bool isClean = false;
        const double whole = timed([&] {
            const auto document = masker.maskJson(json, {});
            isClean = document && document->isClean();
        });
        if (!isClean)
            return 1;
        std::printf(
            "%.1f MB: outline %.0f MB/s, engine %.0f, second look %.0f, whole %.0f; the document itself %.0f %%\n",
            megabytes, megabytes / read, megabytes / find, megabytes / look, megabytes / whole,
            100 * (whole - find - look) / whole);
        engines.push_back(find);
        wholes.push_back(whole);
    }
    std::sort(engines.begin(), engines.end());
    std::sort(wholes.begin(), wholes.end());
    perf::report({.name = "masking a document, all in",
                  .unit = "ms a MB",
                  .ours = wholes[1] / megabytes * 1e3,
                  .reference = "the engine alone",
                  .theirs = engines[1] / megabytes * 1e3,
                  .ratio = perf::Ratio::OfTheirs});
    return 0;
}
