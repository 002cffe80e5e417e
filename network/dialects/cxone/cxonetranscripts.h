// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/transcriptsclient.h"
#include "network/codec/cxonetranscriptscodec.h"

#include <QHash>
#include <QSet>

namespace muster {

/// The way through the pages of a search, oldest first. Where the service leads on, it is followed. Some tenants name
/// the same cursor for ever: then the next page begins a millisecond before the latest start time of the page at hand,
/// which loses nothing whether a cursor counts as inside or not, and brings some records again. Where that does not
/// lead on either, the end is believed only if the records prove it. Pure.
class AnalyzedSegmentsWay
{
public:
    enum class Step {
        Page, ///< There is another page, from cursor() on.
        End, ///< All was seen.
        Repeat, ///< The service leads back, and nothing proves that all was seen (F67); or it never ends (F68).
    };

    /// `first`: where the first page begins; unset: wherever the service does.
    explicit AnalyzedSegmentsWay(std::optional<qint64> first);

    [[nodiscard]] Step after(const AnalyzedSegments &page);
    [[nodiscard]] std::optional<qint64> cursor() const { return m_cursor; } ///< Epoch milliseconds.

private:
    /// Whether a page that leads nowhere new is the last: it is not full, and all that is said to exist was seen, or it
    /// shows again what is known and nothing from before its cursor, so that the service did heed that.
    [[nodiscard]] bool isLast(const AnalyzedSegments &page, bool brought, bool cameBack) const;

    std::optional<qint64> m_cursor;
    QSet<qint64> m_used;
    QSet<QString> m_seen;
    int m_emptyInRow = 0;
};

/// Interaction Analytics has no job of many transcripts: the client's own job is one call for each of them. Its id is
/// ours, and the job is made anew of the ids that are asked for whenever somebody looks at it.
///
/// A segment without a transcript is NotFound. Forbidden "analytics_forbidden" when the tenant has no licence or the
/// role of the key's owner lacks the right, which holds for every other segment as well.
class CxoneTranscripts final : public TranscriptsClient
{
public:
    explicit CxoneTranscripts(ApiTransport &transport);

    [[nodiscard]] const TranscriptLimits &limits() const override { return m_limits; }
    [[nodiscard]] QCoro::Task<Result<TranscriptJob>> job(QString jobId, QStringList interactionIds,
                                                         CallObserver *observer, std::stop_token stop) override;
    [[nodiscard]] std::shared_ptr<const TranscriptDecoder> decoder() const override;

private:
    [[nodiscard]] qsizetype requestBytes(const TranscriptRequest &) const override { return 0; }
    /// What the service does not filter, or may not, is filtered here: ids, media type, times. A word for a media type
    /// that is not known is let through. Ends early when all ids were found. Ids without times are looked for in all
    /// that the tenant has, unless an earlier search brought them.
    [[nodiscard]] QCoro::Task<Result<void>> searchPortion(std::shared_ptr<const InteractionQuery> query,
                                                          QStringList ids, std::shared_ptr<FoundInteractions> found,
                                                          SearchProgress progress, CallObserver *observer,
                                                          std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<TranscriptSubmission> sendRequest(TranscriptRequest request, CallObserver *observer,
                                                                std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<RawTranscripts>>
    sendDownload(TranscriptSource source, QString subject, CallObserver *observer, std::stop_token stop) override;

    [[nodiscard]] InteractionQuery narrowed(InteractionQuery query, const QStringList &ids) const;

    const TranscriptLimits m_limits;
    /// When the segments started that searches brought, as far as remembered: whoever then asks for some of them by
    /// their ids alone need not be led through years.
    QHash<QString, QDateTime> m_starts;
};

} // namespace muster
