// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/documents/maskeddocument.h"
#include "models/runs/transcripts/transcriptresult.h"
#include "network/wire/result.h"

namespace muster {

/// The file beside each transcript, NAME.findings.json: which run wrote it, the digest of what was written, and where
/// in it something was masked: positions in the text that is written (code points of the string at the path), entity,
/// rule, score. None of what was there. It is written last, so that it proves the transcript whole.
///
/// {"format":"muster-transcript-findings","version":1,"run":,"order":,"interactionId":,"mediaType":,"timestamp":,
///  "file":,"bytes":,"sha256":,"counts":{ENTITY:n},"strings":n,
///  "findings":[{"path":,"in_key":,"start":,"end":,"entity":,"rule":,"score":,"group":}]}
struct FindingsBinding
{
    QString runId;
    QString orderDigest;
};

inline constexpr qint64 maxFindingsFile = 64LL * 1024 * 1024;

/// `document` nullptr: written raw, nothing was looked for.
[[nodiscard]] QByteArray findingsJson(const FindingsBinding &binding, const TranscriptResult &result,
                                      const MaskedDocument *document);
/// The result that such a file tells of; Damaged "findings_unreadable", or "other_run" where it is another run's.
[[nodiscard]] Result<TranscriptResult> readFindings(const QByteArray &json, const FindingsBinding &binding);

/// {"email":2,"phone":1}: kinds that were found.
[[nodiscard]] QJsonObject countsJson(const std::array<std::uint64_t, entityCount> &counts);

} // namespace muster
