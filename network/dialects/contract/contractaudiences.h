// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/audiencesclient.h"
#include "network/codec/audiencescodec.h"

namespace muster {

/// Contract section 6.2.
class ContractAudiences final : public AudiencesClient
{
public:
    explicit ContractAudiences(ApiTransport &transport);

    [[nodiscard]] QCoro::Task<Result<QList<AudienceSummary>>> list(CallObserver *observer,
                                                                   std::stop_token stop) override;
    [[nodiscard]] QByteArray payload(const AudienceDefinition &definition, qint64 version) const override;

private:
    [[nodiscard]] QCoro::Task<Result<Audience>> readAudience(QString id, CallObserver *observer,
                                                             std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<AudienceAnswer> sendDefinition(QString id,
                                                             std::shared_ptr<const AudienceDefinition> definition,
                                                             qint64 version, CallObserver *observer,
                                                             std::stop_token stop) override;
    [[nodiscard]] AudienceEvaluation masked(AudienceEvaluation evaluation) const;

    const ContractAudiencesCodec m_codec;
};

} // namespace muster
