// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/contract/contractaudiences.h"

#include "network/http/apicall.h"
#include "network/http/apitransport.h"

namespace muster {

namespace {

constexpr qsizetype longestError = 2000;

} // namespace

ContractAudiences::ContractAudiences(ApiTransport &transport)
    : AudiencesClient(transport)
{
}

// Words of the service reach a person only masked, as those of its errors do (S06).
AudienceEvaluation ContractAudiences::masked(AudienceEvaluation evaluation) const
{
    evaluation.error = transport().maskedStart(evaluation.error, longestError);
    return evaluation;
}

QCoro::Task<Result<QList<AudienceSummary>>> ContractAudiences::list(CallObserver *observer, std::stop_token stop)
{
    auto audiences = co_await callAndDecode<QList<AudienceSummary>>(
        &transport(), {.operation = Operation::ListAudiences},
        [codec = m_codec](const QByteArray &body) { return codec.list(body); }, observer, std::move(stop));
    if (audiences) {
        for (AudienceSummary &audience : *audiences)
            audience.evaluation = masked(audience.evaluation);
    }
    co_return audiences;
}

QCoro::Task<Result<Audience>> ContractAudiences::readAudience(QString id, CallObserver *observer, std::stop_token stop)
{
    ApiCall call{.operation = Operation::ReadAudience, .pathArguments = {id}};
    call.query = {{QStringLiteral("include"), QStringLiteral("size,evaluation_status")}};
    auto audience = co_await callAndDecode<Audience>(
        &transport(), std::move(call),
        [codec = m_codec, id](const QByteArray &body) { return codec.audience(body, id); }, observer, std::move(stop));
    if (audience)
        audience->evaluation = masked(audience->evaluation);
    co_return audience;
}

QByteArray ContractAudiences::payload(const AudienceDefinition &definition, qint64 version) const
{
    return m_codec.registration(definition, version);
}

QCoro::Task<AudienceAnswer> ContractAudiences::sendDefinition(QString id,
                                                              std::shared_ptr<const AudienceDefinition> definition,
                                                              qint64 version, CallObserver *observer,
                                                              std::stop_token stop)
{
    AudienceAnswer answer;
    ApiCall call{.operation = Operation::PutAudience, .pathArguments = {id}};
    call.body = [codec = m_codec, definition, version] { return codec.registration(*definition, version); };
    const WriteWatch watch(call);
    const auto reply = co_await transport().call(std::move(call), observer, std::move(stop));
    if (reply) {
        answer = m_codec.registered(reply->status, reply->body, id, version);
        if (answer.error)
            answer.error = transport().masked(*answer.error);
        if (answer.audience)
            answer.audience->evaluation = masked(answer.audience->evaluation);
        co_return answer;
    }
    answer.fate = watch.fateAfter(reply.error());
    answer.error = reply.error();
    if (answer.fate == WriteFate::Rejected && reply.error().kind == ErrorKind::Conflict
        && reply.error().currentVersion >= 0)
        answer.currentVersion = reply.error().currentVersion;
    co_return answer;
}

} // namespace muster
