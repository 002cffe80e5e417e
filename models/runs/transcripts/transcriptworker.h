// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/documents/documentmasker.h"
#include "models/runs/transcripts/transcriptorder.h"
#include "models/runs/transcripts/transcriptresult.h"

#include <QByteArray>
#include <QDir>
#include <QJsonValue>
#include <QString>
#include <chrono>
#include <memory>
#include <string>

namespace muster {

class TranscriptDecoder;

/// A masked artifact as plain text in UTF-8: a heading, then "who: what" a line, in the order in which it was said;
/// what is neither turn nor message follows as "member: text". Control characters become spaces (S25). Pure.
[[nodiscard]] QByteArray transcriptText(const QByteArray &maskedArtifact);

/// Cuts texts out of an artifact as it was received, for a person's decision. Only as long as the artifact is in
/// memory.
class ReviewTexts
{
public:
    explicit ReviewTexts(const QByteArray &artifact);

    /// Code points `begin` to `end` of the string at `path` (see MaskedDocument::paths); empty where the path leads
    /// nowhere, as it does below a member whose name was masked.
    [[nodiscard]] QString at(const std::string &path, bool inKey, quint64 begin, quint64 end) const;
    /// At most ReviewItem::around code points before `begin` and behind `end`; empty as at().
    [[nodiscard]] std::pair<QString, QString> around(const std::string &path, quint64 begin, quint64 end) const;

private:
    [[nodiscard]] std::u32string textAt(const std::string &path) const;
    QJsonValue m_root;
};

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
    [[nodiscard]] Result<QList<TranscriptArtifact>> cut(const QByteArray &body, const QString &interactionId) const;
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
    /// What a second look held the transcript for, for a person's decision.
    void keepHeld(const TranscriptArtifact &artifact, const MaskedDocument &document, Piece &piece) const;

    const Setup m_setup;
    std::optional<DocumentMasker> m_masker; ///< nullopt: raw.
};

} // namespace muster
