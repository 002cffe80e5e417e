// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/transcripts/transcripttext.h"
#include "models/transcripts/writtenfindings.h"
#include "network/wire/result.h"

namespace muster {

/// Bytes of one transcript that is shown; larger ones are LimitExceeded "transcript_size".
inline constexpr qint64 shownTranscriptLimit = 64 * 1024 * 1024;

/// Reads an artifact of the contract (section 5) as it was written, with a transcript of any shape: objects with a
/// speaker and a text become turns, every other string a line of its own, so that everything is seen. Findings that do
/// not fit their string are left out; tags that no finding speaks of are findings without a rule. Damaged
/// "transcript_json" for what does not parse, LimitExceeded "transcript_depth" beyond 512 levels. Pure; any thread.
[[nodiscard]] Result<SharedTranscript> readTranscript(const QByteArray &json,
                                                      const std::optional<std::vector<WrittenFinding>> &findings);
/// The same of plain text: every line is a turn.
[[nodiscard]] Result<SharedTranscript> readTextTranscript(const QByteArray &text,
                                                          const std::optional<std::vector<WrittenFinding>> &findings);

} // namespace muster
