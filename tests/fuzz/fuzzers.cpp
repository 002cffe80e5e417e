// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/fuzzers.h"

#include <QCoreApplication>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

namespace muster::tests {

namespace {

/// A function's own, because entries of other sources are made before any object of this one would be.
std::map<std::string, FuzzOne> &allFuzzers()
{
    static std::map<std::string, FuzzOne> fuzzers;
    return fuzzers;
}

FuzzOne chosen = nullptr;

} // namespace

FuzzerEntry::FuzzerEntry(const char *name, FuzzOne one)
{
    allFuzzers().emplace(name, one);
}

} // namespace muster::tests

/// libFuzzer calls this before it looks at the arguments; it never sees the fuzzer's name.
extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    using namespace muster::tests;
    const auto found = allFuzzers().find(*argc > 1 ? (*argv)[1] : "");
    if (found == allFuzzers().end()) {
        std::fprintf(stderr, "Usage: %s FUZZER [options of libFuzzer] [folders]. The fuzzers:\n", (*argv)[0]);
        for (const auto &[name, one] : allFuzzers())
            std::fprintf(stderr, "  %s\n", name.c_str());
        std::exit(2);
    }
    chosen = found->second;
    std::rotate(*argv + 1, *argv + 2, *argv + *argc);
    --*argc;
    static QCoreApplication application(*argc, *argv); // some stores ask for one
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    return muster::tests::chosen(data, size);
}
