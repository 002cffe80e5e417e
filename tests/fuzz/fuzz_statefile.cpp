// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The reader of checkpoint files (S44). The input is taken as a file, and once more as the JSON of a whole line, which
// mutations of a checked line would hardly ever reach.

#include "models/sinks/statefile.h"
#include "tests/fuzz/fuzzers.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <cstdlib>

namespace fuzz_statefile {

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const auto state = muster::StateFile::parse(bytes); state && state->goodBytes > bytes.size())
        std::abort();
    const auto record = muster::sinkRecordFromJson(QJsonDocument::fromJson(bytes).object());
    if (!record)
        return 0;
    // What reads must write to something that reads the same.
    const QByteArray again = muster::sinkRecordToJson(*record);
    const auto second = muster::sinkRecordFromJson(QJsonDocument::fromJson(again).object());
    if (!second || muster::sinkRecordToJson(*second) != again)
        std::abort();
    return 0;
}

} // namespace fuzz_statefile

MUSTER_FUZZER(fuzz_statefile)
