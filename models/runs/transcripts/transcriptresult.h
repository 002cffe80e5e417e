// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/documents/maskeddocument.h"
#include "models/rules/masking/maskfinding.h"
#include "network/wire/apierror.h"
#include "network/wire/result.h"

#include <QDateTime>
#include <array>
#include <vector>

namespace muster {

/// What became of one interaction's transcript.
enum class TranscriptFate {
    Written, ///< Masked, looked at a second time, and on the disk.
    Held, ///< Something personal was still found after masking: not written.
    Missing, ///< The service has no transcript of it, or none in the job's result (F79).
    Failed, ///< It could not be fetched or read.
    LeftOut, ///< Of another media type than asked for.
    Unexpected, ///< In the result, but never asked for (F79); not fetched.
};
inline constexpr std::size_t transcriptFateCount = 6;
[[nodiscard]] QString transcriptFateKey(TranscriptFate fate); ///< "written", "held", "missing", ...

/// A place where the second look found something; never its text.
struct HeldTranscriptPlace
{
    QString path; ///< "$.transcript.turns[3].text"
    quint64 begin = 0, end = 0; ///< Code points of the masked string.
    Entity entity = Entity::Email;
    LeakSign sign = LeakSign::Shape;
    bool operator==(const HeldTranscriptPlace &) const = default;
};

struct TranscriptResult
{
    QString interactionId;
    TranscriptFate fate = TranscriptFate::Written;
    QString mediaType; ///< The service's word; empty: not known.
    QDateTime timestamp; ///< UTC.
    QString file; ///< Of Written: name in the folder.
    QString findingsFile; ///< Positions of what was masked, without its text; in the folder.
    qint64 bytes = 0;
    QString sha256; ///< Of the file (of its line in JSON Lines), hexadecimal.
    std::array<std::uint64_t, entityCount> counts{}; ///< Findings by entity.
    std::vector<HeldTranscriptPlace> held; ///< Of Held; at most 100.
    std::optional<ApiError> error; ///< Of Failed.

    [[nodiscard]] quint64 findings() const
    {
        quint64 sum = 0;
        for (const quint64 count : counts)
            sum += count;
        return sum;
    }
};

/// Something that was masked with little certainty, or that a second look found and held the transcript for, with its
/// text: for a person's decision. Lives in memory only, and only as long as the run's object.
struct ReviewItem
{
    QString interactionId;
    QString path; ///< As HeldTranscriptPlace::path.
    quint64 outBegin = 0, outEnd = 0; ///< Code points of the masked string.
    Entity entity = Entity::Email;
    QString rule; ///< "phone.context"; of what a second look found "second.context", see LeakSign.
    int score = 0;
    QString original;
    QString before, after; ///< What is written around it, masked; cut to ReviewItem::around code points.
    bool isHeld = false; ///< A second look found it in the masked text: the transcript was not written.
    static constexpr qsizetype around = 80;
};

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
