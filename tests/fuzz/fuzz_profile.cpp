// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The reader of profiles: never crashes, and what it takes is sound and survives writing and reading.

#include "models/store/profilejson.h"
#include "tests/fuzz/fuzzers.h"

#include <QJsonDocument>
#include <cstdint>
#include <cstdlib>

namespace fuzz_profile {

using namespace muster;

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto profile = profileFromJson(QJsonDocument::fromJson(input).object());
    if (!profile) {
        if (profile.error().details.isEmpty() || profile.error().details.size() > 20)
            std::abort();
        return 0;
    }
    const auto again = profileFromJson(profileToJson(*profile));
    if (!profileFaults(*profile).isEmpty() || !again || profileToJson(*again) != profileToJson(*profile))
        std::abort();
    return 0;
}

} // namespace fuzz_profile

MUSTER_FUZZER(fuzz_profile)
