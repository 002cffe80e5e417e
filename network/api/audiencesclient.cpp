// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/audiencesclient.h"

#include "network/http/apitransport.h"
#include "network/wire/apierror.h"
#include "network/wire/criteria.h"

#include <QSet>

namespace muster {

namespace {

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
    return m_transport.retry(Service::Audiences);
}

QCoro::Task<Result<Audience>> AudiencesClient::read(QString id, CallObserver *observer, std::stop_token stop)
{
    if (!isUuid(id))
        co_return failure(unusable("audience_id", id));
    co_return co_await readAudience(std::move(id), observer, std::move(stop));
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
    co_return co_await sendDefinition(std::move(id), std::move(definition), version, observer, std::move(stop));
}

} // namespace muster
