// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>

/// All fuzzers are one program: what they look at is compiled for coverage once, not once for each of them. The first
/// argument says which of them runs, the rest is libFuzzer's:
///
///     build/dev-asan/tests/fuzz/fuzzers fuzz_numbers -max_total_time=600 tests/fuzz/corpus/fuzz_numbers
namespace muster::tests {

/// What a fuzzer does with one input: returns 0, aborts when something does not hold that must hold for any input.
using FuzzOne = int (*)(const std::uint8_t *data, std::size_t size);

/// What must hold for any input.
inline void check(bool holds)
{
    if (!holds)
        std::abort();
}

/// For a QTemporaryDir in memory: a fuzzer writes thousands of files a second, which wear out a disk.
inline constexpr auto scratchFolder = "/dev/shm/muster-fuzz-XXXXXX";

/// Adds a fuzzer to the program before it begins.
class FuzzerEntry
{
public:
    FuzzerEntry(const char *name, FuzzOne one);
};

} // namespace muster::tests

/// The last line of each source: its fuzzer is the function fuzz() in a namespace with the source's name.
#define MUSTER_FUZZER(name) static const muster::tests::FuzzerEntry entryOf_##name(#name, &name::fuzz);
