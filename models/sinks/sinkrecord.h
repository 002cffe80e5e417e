// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sinks/outputfile.h"
#include "models/sinks/recordsink.h"

#include <array>
#include <optional>

namespace muster {

/// The files of an export in the order in which marks of them are kept.
enum class SinkFile { Data, Conflicts, Extras, Quarantined };
inline constexpr std::size_t sinkFileCount = 4;

/// A checkpoint with what proves it: length and digest of every file at that moment. Digest of an empty file: "".
struct SinkRecord
{
    SinkCheckpoint checkpoint;
    std::array<FileMark, sinkFileCount> marks;
};

/// The JSON of a line of the state file: {"type":"page",...}.
[[nodiscard]] QByteArray sinkRecordToJson(const SinkRecord &record);
/// Nothing when a member is missing, of another type or out of range. Unknown members are ignored.
[[nodiscard]] std::optional<SinkRecord> sinkRecordFromJson(const QJsonObject &object);

} // namespace muster
