// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/apicall.h"
#include "network/wire/audience.h"
#include "network/wire/limits.h"
#include "network/wire/result.h"

#include <QCoro/QCoroTask>
#include <memory>
#include <stop_token>

namespace muster {

class ApiTransport;

/// Audiences: list, read with size and status, register. Neutral values only; paths and codecs belong to the dialect.
/// GUI thread. Reads retry by the contract's table; a registration is one attempt, never repeated here (but for the one
/// replay after a 401): the very same body again changes nothing, yet when to send it is the run's decision, journalled
/// by it (F19, F46). A write that is on its way when `stop` is asked for is awaited for up to 10 s (F105); one that has
/// not left yet does not leave.
class AudiencesClient
{
public:
    virtual ~AudiencesClient() = default;
    AudiencesClient(const AudiencesClient &) = delete;
    AudiencesClient &operator=(const AudiencesClient &) = delete;

    /// Tries of one registration, and the waits between them (contract section 7): for the run, which repeats writes
    /// itself.
    [[nodiscard]] RetryTable retry() const;
    [[nodiscard]] virtual QCoro::Task<Result<QList<AudienceSummary>>> list(CallObserver *observer, std::stop_token stop)
        = 0;
    /// With size, status and time of evaluation. UnexpectedShape with code "other_audience" when the answer is about
    /// another one; BadInput "audience_id" when `id` is no uuid, and nothing is sent then (F76).
    [[nodiscard]] QCoro::Task<Result<Audience>> read(QString id, CallObserver *observer, std::stop_token stop);

    /// The bytes that put() sends; the same for the same values.
    [[nodiscard]] virtual QByteArray payload(const AudienceDefinition &definition, qint64 version) const = 0;
    /// Why a registration would not be sent at all: BadInput, the subject being the path of what is wrong. Codes:
    /// "audience_id", "audience_version" (below 1), "audience_name", "audience_description", "criteria_depth",
    /// "empty_group", "criteria_field", "criteria_number" (see CriteriaViolation), "exclusion_id" (no uuid, twice, or
    /// its own). What else a person should know is for the rules.
    [[nodiscard]] static std::optional<ApiError> fault(const QString &id, const AudienceDefinition &definition,
                                                       qint64 version);
    /// Registers the definition in place of `version`, or as the first one (1). What fault() finds is NotSent.
    ///
    /// Applied: 201, or 200 that tells of the audience at the next version. Rejected: 409 and 412 (Conflict, with the
    /// service's version if it says it), 400 (Invalid, faults by path), 403, 404, 413 and the other 4xx: nothing has
    /// changed then. Unknown: 5xx, lost, timed out, cut, any other 2xx answer, one about another audience
    /// ("other_audience") or at an odd version ("other_version"). 429, no connection and whatever else kept the request
    /// from leaving: NotSent. See WriteWatch.
    [[nodiscard]] QCoro::Task<AudienceAnswer> put(QString id, std::shared_ptr<const AudienceDefinition> definition,
                                                  qint64 version, CallObserver *observer, std::stop_token stop);

protected:
    /// The transport outlives the client.
    explicit AudiencesClient(ApiTransport &transport);
    [[nodiscard]] ApiTransport &transport() const { return m_transport; }

    // read() and put(), once their arguments were judged.
    [[nodiscard]] virtual QCoro::Task<Result<Audience>> readAudience(QString id, CallObserver *observer,
                                                                     std::stop_token stop)
        = 0;
    [[nodiscard]] virtual QCoro::Task<AudienceAnswer>
    sendDefinition(QString id, std::shared_ptr<const AudienceDefinition> definition, qint64 version,
                   CallObserver *observer, std::stop_token stop)
        = 0;

private:
    ApiTransport &m_transport;
};

} // namespace muster
