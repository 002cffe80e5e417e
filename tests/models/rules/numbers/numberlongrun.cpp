// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// numberlongrun SECONDS [SEED [COUNT]]: compares engine and library until the time or the count of texts is reached and
// prints how many texts and fields were compared. Ends with 1 and the seed at the first difference.

#include "libraryanswer.h"
#include "numbergenerator.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace muster;

int main(int argc, char **argv)
{
    const double seconds = argc > 1 ? std::atof(argv[1]) : 60;
    const auto started = std::chrono::steady_clock::now();
    const std::uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10)
                                        : std::uint64_t(std::chrono::system_clock::now().time_since_epoch().count());
    const std::uint64_t count = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : ~std::uint64_t(0);
    const auto plan = loadInstalledPlan();
    const NumberEngine engine(NumberEngine::Mode::Unchecked);
    if (!plan || !engine.fastPathOn()) {
        std::fprintf(stderr, "The installed library hands out no metadata.\n");
        return 2;
    }
    NumberGenerator generator(*plan, seed);
    std::uint64_t texts = 0, fast = 0;
    double elapsed = 0;
    const auto report = [&](const char *what) {
        std::printf("%s: seed %llu, %llu texts (%.1f %% by the fast path), %llu fields compared, %.0f s\n", what,
                    static_cast<unsigned long long>(seed), static_cast<unsigned long long>(texts),
                    100.0 * double(fast) / double(texts),
                    static_cast<unsigned long long>(texts * NumberAnswer::fieldCount), elapsed);
        std::fflush(stdout);
    };
    while (texts < count && elapsed < seconds) {
        const auto text = texts % 10 == 9 ? generator.hostile() : generator.random();
        const std::string found = difference(engine, text.text, text.region);
        fast += !engine.classify(text.text, engine.regions().indexOf(text.region)).byLibrary;
        ++texts;
        if (!found.empty()) {
            report("difference");
            std::printf("%s\n", found.c_str());
            return 1;
        }
        if (texts % 1024 == 0)
            elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        if (texts % (1u << 21) == 0)
            report("so far");
    }
    report("no difference");
    return 0;
}
