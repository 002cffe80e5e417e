// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/audiences/keptaudiences.h"

#include "models/runs/audiences/audienceputorder.h"
#include "models/runs/workspace.h"
#include "models/store/audienceversions.h"
#include "models/store/auditlog.h"
#include "models/store/storethread.h"
#include "network/api/audiencesclient.h"
#include "network/codec/audiencescodec.h"
#include "network/http/clock.h"

#include <QJsonObject>
#include <QtConcurrent>
#include <algorithm>
#include <memory>

namespace muster {

namespace {

/// What is not counted has no word of a service.
AudienceEvaluation uncounted()
{
    return {.status = EvaluationStatus::Other};
}

Result<Audience> readKept(const AudienceVersions &versions, const AudienceVersion &version)
{
    TRY(payload, versions.payload(version.digest));
    auto text = readDefinition(*payload);
    if (!text || text->bareCriteria)
        return failure(ErrorKind::Damaged, "payload_unreadable", version.digest);
    return Audience{.id = version.audienceId,
                    .version = version.version,
                    .definition = std::move(text->definition),
                    .evaluation = uncounted()};
}

Result<QList<AudienceSummary>> listKept(const AudienceVersions &versions, const QString &profileId)
{
    TRY(newest, versions.kept(profileId));
    QList<AudienceSummary> found;
    for (const AudienceVersion &version : std::as_const(*newest)) {
        // One that does not read is no reason to hide the others: opening it says why.
        const auto audience = readKept(versions, version);
        AudienceSummary summary{.id = version.audienceId,
                                .name = audience ? audience->definition.name : version.audienceId,
                                .version = version.version,
                                .evaluation = uncounted()};
        if (audience) {
            summary.source = audience->definition.source;
            summary.sourceWord = audienceSourceKey(*summary.source);
        }
        found.append(summary);
    }
    std::ranges::sort(found, [](const AudienceSummary &one, const AudienceSummary &other) {
        const int order = one.name.localeAwareCompare(other.name);
        return order != 0 ? order < 0 : one.id < other.id;
    });
    return found;
}

/// For StoreThread: the one writer of versions.
struct Saving
{
    AudienceVersions &versions;
    AuditLog &audit;
    AudienceVersion next; ///< Version and digest are found out here.
    AudienceDefinition definition;
    std::optional<qint64> expectedVersion;

    [[nodiscard]] Result<Audience> operator()()
    {
        TRY(current, versions.keptVersion(next.profileId, next.audienceId));
        const qint64 there = *current ? (*current)->version : 0;
        if (expectedVersion && *expectedVersion != there) {
            ApiError error = fault(ErrorKind::Conflict, "kept_version_conflict", definition.name);
            error.currentVersion = there;
            return failure(error);
        }
        if (*current) {
            // A version that cannot be read is no reason to keep no other one.
            auto kept = readKept(versions, **current);
            if (kept && kept->definition == definition)
                return kept;
        }
        next.version = there + 1;
        const QByteArray payload = writeDefinition(definition, next.version);
        next.digest = AudienceVersions::digestOf(payload);
        const QJsonObject facts{{QStringLiteral("profile_name"), next.profileName},
                                {QStringLiteral("audience"), next.audienceId},
                                {QStringLiteral("version"), next.version},
                                {QStringLiteral("sha256"), next.digest}};
        TRY_VOID(audit.append(QStringLiteral("audience.saving"), {}, facts));
        TRY_VOID(versions.keepPayload(payload));
        TRY_VOID(versions.add(next));
        TRY_VOID(audit.append(QStringLiteral("audience.saved"), {}, facts));
        return readKept(versions, next);
    }
};

} // namespace

KeptAudiences::KeptAudiences(Workspace &workspace, const ConnectionProfile &profile)
    : m_workspace(workspace)
    , m_profileId(profile.id)
    , m_profileName(profile.name)
{
}

QFuture<Result<QList<AudienceSummary>>> KeptAudiences::list() const
{
    return QtConcurrent::run(
        [versions = m_workspace.audienceVersions(), profileId = m_profileId] { return listKept(versions, profileId); });
}

QFuture<Result<Audience>> KeptAudiences::read(const QString &id) const
{
    const auto read = [versions = m_workspace.audienceVersions(), profileId = m_profileId, id]() -> Result<Audience> {
        if (!isUuid(id))
            return failure(unusable("audience_id", id));
        TRY(version, versions.keptVersion(profileId, id));
        if (!*version)
            return failure(ErrorKind::NotFound, "audience_not_kept", id);
        return readKept(versions, **version);
    };
    return QtConcurrent::run(read);
}

QFuture<Result<Audience>> KeptAudiences::save(const QString &id, const AudienceDefinition &definition,
                                              std::optional<qint64> expectedVersion) const
{
    const auto refused = [](const ApiError &error) {
        QPromise<Result<Audience>> promise;
        promise.start();
        promise.addResult(failure(error));
        promise.finish();
        return promise.future();
    };
    if (m_workspace.isReadOnly())
        return refused(m_workspace.writeRefusal());
    if (const auto wrong = AudiencesClient::fault(id, definition, std::max<qint64>(expectedVersion.value_or(1), 1)))
        return refused(*wrong);
    Saving saving{.versions = m_workspace.audienceVersions(),
                  .audit = m_workspace.audit(),
                  .next = {.profileId = m_profileId,
                           .profileName = m_profileName,
                           .audienceId = id.toLower(),
                           .at = m_workspace.clock().wallNow(),
                           .actor = accountName()},
                  .definition = definition,
                  .expectedVersion = expectedVersion};
    const auto kept = std::make_shared<Result<Audience>>();
    return m_workspace.storeThread()
        .run([saving, kept]() mutable -> Result<void> {
            *kept = saving();
            return {};
        })
        .then([kept](const Result<void> &) { return *kept; });
}

} // namespace muster
