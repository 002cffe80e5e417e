// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/transcriptsclient.h"
#include "network/codec/transcriptscodec.h"

namespace muster {

/// Contract section 5: the service makes a job of what is asked for.
class ContractTranscripts final : public TranscriptsClient
{
public:
    explicit ContractTranscripts(ApiTransport &transport);

    [[nodiscard]] const TranscriptLimits &limits() const override { return m_limits; }
    [[nodiscard]] QCoro::Task<Result<TranscriptJob>> job(QString jobId, QStringList interactionIds,
                                                         CallObserver *observer, std::stop_token stop) override;
    [[nodiscard]] std::shared_ptr<const TranscriptDecoder> decoder() const override;

private:
    [[nodiscard]] qsizetype requestBytes(const TranscriptRequest &request) const override;
    [[nodiscard]] QCoro::Task<Result<void>> searchPortion(std::shared_ptr<const InteractionQuery> query,
                                                          QStringList ids, std::shared_ptr<FoundInteractions> found,
                                                          SearchProgress progress, CallObserver *observer,
                                                          std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<TranscriptSubmission> sendRequest(TranscriptRequest request, CallObserver *observer,
                                                                std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<RawTranscripts>>
    sendDownload(TranscriptSource source, QString subject, CallObserver *observer, std::stop_token stop) override;

    const TranscriptLimits m_limits;
    const ContractTranscriptsCodec m_codec;
};

} // namespace muster
