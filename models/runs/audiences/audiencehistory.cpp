// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/audiences/audiencehistory.h"

#include "models/background/whendone.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/storethread.h"
#include "network/codec/audiencescodec.h"

#include <QtConcurrent>

namespace muster {

namespace {

/// `told` gets what `work` finds out on a worker, unless `owner` is gone by then. `work` holds copies only.
template <typename Work, typename Told>
void answer(QObject *owner, Work work, Told told)
{
    whenDone(owner, QtConcurrent::run(work), told);
}

Result<AudienceDefinition> definitionOf(const AudienceVersions &versions, const QString &digest)
{
    TRY(payload, versions.payload(digest));
    const auto text = readDefinition(*payload);
    if (text && !text->bareCriteria)
        return text->definition;
    return failure(ErrorKind::Damaged, "payload_unreadable", digest);
}

} // namespace

AudienceHistory::AudienceHistory(AudienceVersions versions, QObject *parent)
    : QObject(parent)
    , m_versions(std::move(versions))
{
}

void AudienceHistory::requestVersions(const QString &profileId, const QString &audienceId)
{
    answer(
        this, [versions = m_versions, profileId, audienceId] { return versions.versions(profileId, audienceId); },
        [this, audienceId](const Result<QList<AudienceVersion>> &found) {
            if (found)
                Q_EMIT versionsLoaded(audienceId, *found);
            else
                Q_EMIT versionsFailed(audienceId, found.error());
        });
}

void AudienceHistory::requestDefinition(const QString &digest)
{
    answer(
        this, [versions = m_versions, digest] { return definitionOf(versions, digest); },
        [this, digest](const Result<AudienceDefinition> &found) {
            if (found)
                Q_EMIT definitionLoaded(digest, *found);
            else
                Q_EMIT definitionFailed(digest, found.error());
        });
}

void AudienceHistory::requestErase(const QString &digest, Workspace &workspace)
{
    const auto erase = [versions = m_versions, digest, &audit = workspace.audit()]() -> Result<void> {
        TRY_VOID(audit.append(QStringLiteral("audience.payload_erased"), {}, {{QStringLiteral("sha256"), digest}}));
        return versions.erasePayload(digest);
    };
    whenDone(this, workspace.storeThread().run(erase), [this, digest](const Result<void> &erased) {
        if (erased)
            Q_EMIT payloadErased(digest);
        else
            Q_EMIT eraseFailed(digest, erased.error());
    });
}

} // namespace muster
