// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"
#include "network/wire/transcript.h"

#include <QByteArray>
#include <QPair>
#include <optional>

namespace muster {

/// One page of analyzed segments.
struct AnalyzedSegments
{
    QList<InteractionSummary> items;
    qint64 total = -1; ///< `totalRecords`; -1: not said, or not to be believed (S43).
    bool hasNext = false; ///< It links to a page behind it.
    std::optional<qint64> nextCursor; ///< Of that link, in epoch milliseconds; unset: it names none.
};

/// Bytes <-> neutral values for Interaction Analytics, as NICE's published specification names the members. Pure, safe
/// on any thread. Nothing of an answer is in an error but paths.
///
/// A segment's or transcript's media type is "voice" or "chat" where it is spelled in a way that is known, or where the
/// blocks of a transcript show it; else it is the service's own word.
class CxoneTranscriptsCodec final : public TranscriptDecoder
{
public:
    static constexpr int pageSize = 100;

    /// The query of a search, oldest first, from `cursor` on. Dates are named a second too wide, because it is not
    /// known whether their ends count. The media type is not named: how the service spells it is not known either, and
    /// a word that it does not know would look like an empty tenant. So whoever asks looks at both himself.
    [[nodiscard]] static QList<QPair<QString, QString>> search(const InteractionQuery &query,
                                                               std::optional<qint64> cursor);
    /// Ids that cannot be one, and members of another type than specified, are UnexpectedShape with their path (F61,
    /// F62); other kinds as parseObject().
    [[nodiscard]] static Result<AnalyzedSegments> page(const QByteArray &body);
    /// One artifact in the form of the others, {"interactionId", "mediaType", "timestamp", "masked", "transcript"},
    /// because a transcript of this API does not say whose it is: the transcript in it byte for byte. The timestamp is
    /// when it was analyzed, and left out where that is not said. UnexpectedShape where `transcriptBlocks` is no array.
    [[nodiscard]] Result<QList<TranscriptArtifact>> artifacts(const QByteArray &body,
                                                              const QString &interactionId) const override;
};

} // namespace muster
