// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/documents/documentmasker.h"
#include "models/runs/transcripts/findingsfile.h"
#include "models/runs/transcripts/transcriptorder.h"
#include "models/runs/transcripts/transcriptresult.h"

#include <QDir>
#include <chrono>
#include <memory>

namespace muster {

class TranscriptDecoder;

/// One lane of downloads at work: cuts, masks, looks a second time, writes. Each call on a worker, one at a time; what
/// it was given of the service's is gone when it returns. Files are durable, mode 0600, and never hold anything that
/// was not masked and found clean before, unless the order says raw.
class TranscriptWorker
{
public:
    struct Setup
    {
        std::shared_ptr<const TranscriptDecoder> codec;
        FindingsBinding binding;
        QString folder;
        TranscriptFormat format = TranscriptFormat::Json;
        QHash<QString, QString> names; ///< See transcriptNames().
        QDateTime now; ///< UTC; by which exceptions of the policy expire.
        qsizetype reviewItems = 200; ///< Kept of one transcript.
    };
    /// What came of one artifact. `side` is what commit() writes.
    struct Piece
    {
        TranscriptResult result;
        QByteArray side;
        QByteArray masked; ///< The masked artifact, for the data lake; empty where nothing is written, or raw.
        QList<ReviewItem> review;
        qint64 receivedBytes = 0;
        std::chrono::microseconds masking{0};
    };

    /// `engine` nullptr: raw. Errors as DocumentMasker::make().
    [[nodiscard]] static Result<std::shared_ptr<TranscriptWorker>>
    make(Setup setup, const std::shared_ptr<const MaskEngine> &engine, const Secret &key);

    /// Cuts a download, see TranscriptDecoder::artifacts().
    [[nodiscard]] Result<QList<TranscriptArtifact>> cut(const QByteArray &body) const;
    /// Masks and writes. What is wrong with the transcript is in the piece's result; an error is the disk's.
    [[nodiscard]] Result<Piece> take(const TranscriptArtifact &artifact);
    /// Proves what take() wrote.
    [[nodiscard]] Result<void> commit(const Piece &piece) const;

private:
    TranscriptWorker(Setup setup, std::optional<DocumentMasker> masker);
    void mask(const TranscriptArtifact &artifact, Piece &piece, QByteArray &output);
    [[nodiscard]] bool makeText(const QByteArray &masked, const QString &id, QByteArray &output, Piece &piece);
    void hold(Piece &piece, const std::vector<DocumentLeak> &leaks) const;
    void keepReview(const TranscriptArtifact &artifact, const MaskedDocument &document, Piece &piece) const;

    const Setup m_setup;
    std::optional<DocumentMasker> m_masker; ///< nullopt: raw.
};

} // namespace muster
