// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/audience.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/result.h"

#include <QFuture>
#include <QList>

namespace muster {

class Workspace;

/// The audiences of a connection whose tenant has none of its own: definitions and versions in the data folder, which
/// nobody else sees. Nothing is sent anywhere. Nobody counts them, so they have neither size nor evaluation. GUI
/// thread, which is never held; what is asked for is answered even when this is gone.
class KeptAudiences
{
public:
    /// `workspace` outlives every answer.
    KeptAudiences(Workspace &workspace, const ConnectionProfile &profile);

    /// By name; of one whose definition does not read the id stands for it. Errors of AudienceVersions::kept().
    [[nodiscard]] QFuture<Result<QList<AudienceSummary>>> list() const;
    /// BadInput "audience_id"; NotFound "audience_not_kept"; errors of AudienceVersions.
    [[nodiscard]] QFuture<Result<Audience>> read(const QString &id) const;
    /// Keeps `definition` as the version behind `expectedVersion` (0: there is none yet; nothing: behind whichever
    /// there is) and gives the audience as it is kept. The same definition again is no new version. On the disk when it
    /// answers, with two entries in the audit, "audience.saving" before and "audience.saved" after.
    /// BadInput as AudiencesClient::fault(); Conflict "kept_version_conflict" with the version that is there, and
    /// nothing was written; InUse "read_only" and File.
    [[nodiscard]] QFuture<Result<Audience>> save(const QString &id, const AudienceDefinition &definition,
                                                 std::optional<qint64> expectedVersion) const;

private:
    Workspace &m_workspace;
    const QString m_profileId, m_profileName;
};

} // namespace muster
