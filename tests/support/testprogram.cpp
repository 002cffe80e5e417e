// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testprogram.h"

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace muster::tests {

namespace {

struct NamedTest
{
    std::string name;
    TestMain testMain;
};

/// A function's own, because entries of other sources are made before any object of this one would be.
std::vector<NamedTest> &allTests()
{
    static std::vector<NamedTest> tests;
    return tests;
}

std::string stemOf(std::string_view path)
{
    path.remove_prefix(path.rfind('/') + 1);
    return std::string(path.substr(0, path.rfind('.')));
}

} // namespace

TestEntry::TestEntry(const char *source, TestMain testMain)
{
    allTests().push_back({stemOf(source), testMain});
}

} // namespace muster::tests

int main(int argc, char **argv)
{
    auto &tests = muster::tests::allTests();
    const std::string wanted = argc > 1 ? argv[1] : "";
    const auto found = std::find_if(tests.begin(), tests.end(), [&](const auto &test) { return test.name == wanted; });
    if (found != tests.end())
        return found->testMain(argc - 1, argv + 1); // the test's name stands where a program's own would
    std::fprintf(stderr, "Usage: %s TEST [options of Qt Test]. The tests of this folder:\n", argv[0]);
    std::sort(tests.begin(), tests.end(), [](const auto &a, const auto &b) { return a.name < b.name; });
    for (const auto &test : tests)
        std::fprintf(stderr, "  %s\n", test.name.c_str());
    return 2;
}
