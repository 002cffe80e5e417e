// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/audiencesclient.h"

#include "network/api/decoding.h"
#include "network/api/unusable.h"
#include "network/api/writefate.h"
#include "network/http/apitransport.h"
#include "network/wire/criteriaviolation.h"

#include <QSet>

namespace muster {

namespace {

constexpr qsizetype longestError = 2000;

qsizetype characters(const QString &text)
{
    return text.toUcs4().size();
}

const char *codeOf(CriteriaViolation::Code code)
{
    switch (code) {
    case CriteriaViolation::Code::EmptyGroup:
        return "empty_group";
    case CriteriaViolation::Code::TooDeep:
        return "criteria_depth";
    case CriteriaViolation::Code::NoField:
        return "criteria_field";
    case CriteriaViolation::Code::NoNumber:
        return "criteria_number";
    }
    Q_UNREACHABLE();
}

std::optional<ApiError> exclusionFault(const QString &id, const QStringList &exclusions)
{
    QSet<QString> seen{id.toLower()};
    for (qsizetype at = 0; at < exclusions.size(); ++at) {
        if (!isUuid(exclusions[at]) || seen.contains(exclusions[at].toLower()))
            return unusable("exclusion_id", QStringLiteral("exclusions[%1]").arg(at));
        seen.insert(exclusions[at].toLower());
    }
    return std::nullopt;
}

} // namespace

AudiencesClient::AudiencesClient(ApiTransport &transport)
    : m_transport(transport)
{
}

RetryTable AudiencesClient::retry() const
{
    return m_transport.dialect().retry.value(Service::Audiences);
}

// Words of the service reach a person only masked, as those of its errors do (S06).
AudienceEvaluation AudiencesClient::masked(AudienceEvaluation evaluation) const
{
    evaluation.error = m_transport.maskedStart(evaluation.error, longestError);
    return evaluation;
}

QCoro::Task<Result<QList<AudienceSummary>>> AudiencesClient::list(CallObserver *observer, std::stop_token stop)
{
    ApiCall order;
    order.operation = Operation::ListAudiences;
    const auto codec = m_transport.dialect().audiences;
    auto [call, value] = decoding<QList<AudienceSummary>>(
        std::move(order), [codec](const QByteArray &body) { return codec->list(body); });
    const auto reply = co_await m_transport.call(std::move(call), observer, std::move(stop));
    if (!reply)
        co_return failure(reply.error());
    for (AudienceSummary &audience : *value)
        audience.evaluation = masked(audience.evaluation);
    co_return *std::move(value);
}

QCoro::Task<Result<Audience>> AudiencesClient::read(QString id, CallObserver *observer, std::stop_token stop)
{
    if (!isUuid(id))
        co_return failure(unusable("audience_id", id));
    ApiCall order;
    order.operation = Operation::ReadAudience;
    order.pathArguments = {id};
    order.query = {{QStringLiteral("include"), QStringLiteral("size,evaluation_status")}};
    const auto codec = m_transport.dialect().audiences;
    auto [call, value] = decoding<Audience>(std::move(order),
                                            [codec, id](const QByteArray &body) { return codec->audience(body, id); });
    const auto reply = co_await m_transport.call(std::move(call), observer, std::move(stop));
    if (!reply)
        co_return failure(reply.error());
    value->evaluation = masked(value->evaluation);
    co_return *std::move(value);
}

QByteArray AudiencesClient::payload(const AudienceDefinition &definition, qint64 version) const
{
    return m_transport.dialect().audiences->registration(definition, version);
}

std::optional<ApiError> AudiencesClient::fault(const QString &id, const AudienceDefinition &definition, qint64 version)
{
    if (!isUuid(id))
        return unusable("audience_id", id);
    if (version < 1)
        return unusable("audience_version", QString::number(version));
    if (definition.name.trimmed().isEmpty() || characters(definition.name) > audienceNameLimit)
        return unusable("audience_name", QStringLiteral("name"));
    if (characters(definition.description) > audienceDescriptionLimit)
        return unusable("audience_description", QStringLiteral("description"));
    if (const auto violations = criteriaViolations(definition.criteria); !violations.isEmpty()) {
        const CriteriaViolation &first = violations.first();
        return unusable(codeOf(first.code), criteriaJsonPath(first.path, QStringLiteral("criteria")));
    }
    return exclusionFault(id, definition.exclusions);
}

QCoro::Task<AudienceAnswer> AudiencesClient::put(QString id, std::shared_ptr<const AudienceDefinition> definition,
                                                 qint64 version, CallObserver *observer, std::stop_token stop)
{
    AudienceAnswer answer;
    answer.error = fault(id, *definition, version);
    if (answer.error)
        co_return answer;
    const auto codec = m_transport.dialect().audiences;
    ApiCall call;
    call.operation = Operation::PutAudience;
    call.pathArguments = {id};
    call.body = [codec, definition, version] { return codec->registration(*definition, version); };
    const WriteWatch watch(call);
    const auto reply = co_await m_transport.call(std::move(call), observer, std::move(stop));
    if (reply) {
        answer = codec->registered(reply->status, reply->body, id, version);
        if (answer.error)
            answer.error = m_transport.masked(*answer.error);
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
