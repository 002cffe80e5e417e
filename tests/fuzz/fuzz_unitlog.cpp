// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The replay of unit logs (S44). What is taken for good must read the same again when the rest is cut off, and must go
// on: a group appended behind it is read.

#include "models/store/unitlog.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdlib>

namespace fuzz_unitlog {

using muster::UnitLogFormat;

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto replay = UnitLogFormat::replay(bytes);
    if (!replay)
        return 0;
    if (replay->goodBytes > bytes.size() || replay->changes > bytes.size())
        std::abort();
    QByteArray good = bytes.left(replay->goodBytes);
    const auto again = UnitLogFormat::replay(good);
    if (!again || again->units != replay->units || again->groups != replay->groups)
        std::abort();
    if (replay->units.empty())
        return 0;
    good += UnitLogFormat::group({{0, muster::UnitState::Applied, 0}}, replay->groups + 1, replay->changes,
                                 replay->salt);
    const auto more = UnitLogFormat::replay(good);
    if (!more || more->groups != replay->groups + 1 || more->units[0].state != muster::UnitState::Applied)
        std::abort();
    return 0;
}

} // namespace fuzz_unitlog

MUSTER_FUZZER(fuzz_unitlog)
