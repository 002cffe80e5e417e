// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The starts of the runs that enrich contacts.

#include "models/runs/enrich/enrichcheckrun.h"
#include "models/runs/enrich/enrichrun.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/journal.h"

namespace muster {

Result<Run *> RunManager::startEnrichCheck(const EnrichCheckOrder &order, TextProfile rejectsProfile)
{
    return launch(new EnrichCheckRun(newRunId(), order, rejectsProfile, m_workspace.clock(), this));
}

Result<Run *> RunManager::startEnrichment(TenantSession &session, const EnrichOrder &order)
{
    if (const auto allowed = mayStart(); !allowed)
        return tl::unexpected(allowed.error());
    const FrozenEnrich frozen = freeze(order, session.profile());
    if (const auto allowed = mayChange(session, frozen.profileId, frozen.profileName, order.listId); !allowed)
        return tl::unexpected(allowed.error());
    JournalRun entry = newEntry(RunKind::Enrichment, frozen.json, frozen.digest);
    entry.title = order.listName;
    entry.profileId = frozen.profileId;
    entry.profileName = frozen.profileName;
    entry.target = order.listId;
    // Durable before anything is asked of the tenant.
    if (const auto inserted = m_workspace.journal().insert(entry); !inserted)
        return tl::unexpected(inserted.error());
    return launch(new EnrichRun(entry.id, frozen, RunStart::Fresh, m_workspace, session.connection(), this));
}

} // namespace muster
