// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"
#include "network/wire/transcript.h"

#include <QByteArray>
#include <QPair>

namespace muster {

/// Bytes <-> neutral values for transcripts; one per dialect. Pure, safe on any thread. Texts of a service in what is
/// returned are not yet masked. No error holds anything of a transcript, not even its start.
class TranscriptsCodec
{
public:
    virtual ~TranscriptsCodec() = default;
    [[nodiscard]] virtual QByteArray request(const TranscriptRequest &request) const = 0;
    /// What an accepted answer to a submission proves.
    [[nodiscard]] virtual TranscriptSubmission submitted(int httpStatus, const QByteArray &body) const = 0;
    /// UnexpectedShape with code "other_job" when the answer is about another one than `jobId`.
    [[nodiscard]] virtual Result<TranscriptJob> job(const QByteArray &body, const QString &jobId) const = 0;
    /// The query of a search; `ids` are a part of `query.ids`.
    [[nodiscard]] virtual QList<QPair<QString, QString>> search(const InteractionQuery &query, const QStringList &ids,
                                                                const QString &cursor) const
        = 0;
    [[nodiscard]] virtual Result<InteractionPage> page(const QByteArray &body) const = 0;
    /// The artifacts that a download holds, one or several, each byte for byte. For a worker: bodies are big.
    [[nodiscard]] virtual Result<QList<TranscriptArtifact>> artifacts(const QByteArray &body) const = 0;
};

/// Contract section 5. A job's progress outside 0 to 100 is "not said"; an unknown status is running (F32).
class ContractTranscriptsCodec final : public TranscriptsCodec
{
public:
    [[nodiscard]] QByteArray request(const TranscriptRequest &request) const override;
    [[nodiscard]] TranscriptSubmission submitted(int httpStatus, const QByteArray &body) const override;
    [[nodiscard]] Result<TranscriptJob> job(const QByteArray &body, const QString &jobId) const override;
    [[nodiscard]] QList<QPair<QString, QString>> search(const InteractionQuery &query, const QStringList &ids,
                                                        const QString &cursor) const override;
    [[nodiscard]] Result<InteractionPage> page(const QByteArray &body) const override;
    [[nodiscard]] Result<QList<TranscriptArtifact>> artifacts(const QByteArray &body) const override;
};

} // namespace muster
