// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"
#include "network/wire/transcript.h"

#include <QByteArray>
#include <QPair>
#include <simdjson.h>

namespace muster {

/// Cuts a download into its artifacts without changing a byte of them (contract section 5): one object, or an array of
/// objects, each with `interactionId`, `mediaType`, `timestamp`, `transcript` (an object) and `masked`. Whole and
/// strict before anything is taken from it, see StrictJson. Unknown members stay in the artifact.
class ArtifactReader
{
public:
    static constexpr qsizetype maxArtifacts = 100'000;

    /// NotFromApi for markup, the kinds of StrictJson, UnexpectedShape with the path of the member, LimitExceeded above
    /// maxArtifacts. Nothing of the body is in an error but paths.
    [[nodiscard]] Result<QList<TranscriptArtifact>> read(const QByteArray &body);

private:
    using Object = simdjson::ondemand::object;

    void split(const QByteArray &body);
    void take(Object object);
    [[nodiscard]] QString text(Object &object, const char *name);
    void wrong(const char *name, const char *issue);

    simdjson::ondemand::parser m_parser;
    QList<TranscriptArtifact> m_artifacts;
    std::optional<ApiError> m_fault;
};

/// Bytes <-> neutral values for transcripts, as the contract has them. Pure, safe on any thread. Texts of a service in
/// what is returned are not yet masked. No error holds anything of a transcript, not even its start. Contract
/// section 5. A job's progress outside 0 to 100 is "not said"; an unknown status is running (F32).
class ContractTranscriptsCodec final : public TranscriptDecoder
{
public:
    [[nodiscard]] QByteArray request(const TranscriptRequest &request) const;
    /// What an accepted answer to a submission proves.
    [[nodiscard]] TranscriptSubmission submitted(int httpStatus, const QByteArray &body) const;
    /// UnexpectedShape with code "other_job" when the answer is about another one than `jobId`.
    [[nodiscard]] Result<TranscriptJob> job(const QByteArray &body, const QString &jobId) const;
    /// The query of a search; `ids` are a part of `query.ids`.
    [[nodiscard]] QList<QPair<QString, QString>> search(const InteractionQuery &query, const QStringList &ids,
                                                        const QString &cursor) const;
    [[nodiscard]] Result<InteractionPage> page(const QByteArray &body) const;
    [[nodiscard]] Result<QList<TranscriptArtifact>> artifacts(const QByteArray &body,
                                                              const QString &interactionId) const override;
};

} // namespace muster
