// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The start of the run that registers an audience.

#include "models/runs/audiences/audienceputrun.h"
#include "models/runs/runmanager.h"
#include "models/runs/runoutcome.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/journal.h"
#include "network/api/audiencesclient.h"
#include "network/http/clock.h"

#include <algorithm>

namespace muster {

Result<Run *> RunManager::startAudiencePut(TenantSession &session, const AudiencePutOrder &order)
{
    TRY_VOID(mayStart());
    const qint64 version = std::max<qint64>(order.expectedVersion.value_or(1), 1);
    if (const auto wrong = AudiencesClient::fault(order.audienceId, order.definition, version))
        return tl::unexpected(*wrong);
    TRY_VOID(mayNotify(session, order.webhook));
    // The transport refuses as well (S42); here before a run is made for nothing.
    if (session.isLookOnly())
        return failure({.kind = ErrorKind::LookOnly, .subject = session.profile().name});
    const FrozenAudiencePut frozen = freeze(order, session.profile());
    TRY_VOID(audienceIsFree(frozen.profileId, frozen.order.audienceId));
    const JournalRun entry
        = newEntry(RunKind::AudiencePut, {frozen.json, frozen.digest},
                   {order.definition.name, frozen.profileId, frozen.profileName, frozen.order.audienceId});
    return begin(new AudiencePutRun(entry.id, frozen, RunStart::Fresh, m_workspace, session.connection(), this),
                 RunTenant::of(session.profile()), entry);
}

Result<void> RunManager::audienceIsFree(const QString &profileId, const QString &audienceId) const
{
    // Two runs that register one audience would each take the other's version for a stranger's.
    for (const Run *run : m_runs) {
        const auto place = m_places.constFind(run->id());
        if (place != m_places.cend() && run->kind() == RunKind::AudiencePut && place->profileId == profileId
            && place->target == audienceId)
            return tl::unexpected(fault(ErrorKind::InUse, "audience_in_use", place->title));
    }
    return {};
}

} // namespace muster
