// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskfinding.h"
#include "models/transcripts/transcripttext.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <string>
#include <vector>

namespace muster {

/// Where a transcript that was written has something masked. Positions count code points of the string at `path` as it
/// stands in the masked JSON.
struct WrittenFinding
{
    std::string path; ///< "$.transcript.turns[3].text", as MaskedDocument::paths; "$" of plain text.
    bool inKey = false; ///< In the name of the member at `path`.
    std::uint64_t begin = 0, end = 0; ///< Equal where it was dropped.
    Entity entity = Entity::Email;
    std::string rule; ///< "phone.plan".
    std::uint8_t score = 100; ///< 1 to 100.
    std::uint32_t group = 0; ///< One thing said over several strings has one number.
    bool operator==(const WrittenFinding &) const = default;
};

/// At most so many are read; a transcript with more shows the others by their tags.
inline constexpr std::size_t mostWrittenFindings = 200'000;
inline constexpr qint64 findingsFileLimit = 64 * 1024 * 1024; ///< Bytes.

/// Reads the findings of the side file that a run writes beside each transcript
/// (models/runs/transcripts/findingsfile.h); what else it says is ignored. Damaged "findings_unreadable", with the
/// number of the finding as subject, for anything that does not fit.
[[nodiscard]] Result<std::vector<WrittenFinding>> parseWrittenFindings(const QByteArray &json);

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
