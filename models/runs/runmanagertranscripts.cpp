// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The start of the run that fetches transcripts.

#include "models/rules/documents/policyjson.h"
#include "models/runs/runmanager.h"
#include "models/runs/runoutcome.h"
#include "models/runs/tenantsession.h"
#include "models/runs/transcripts/transcriptrun.h"
#include "models/runs/workspace.h"
#include "models/store/durablefile.h"
#include "models/store/journal.h"
#include "network/api/transcriptsclient.h"
#include "network/http/clock.h"
#include "network/tenant/tenantconnection.h"

#include <QDir>

namespace muster {

namespace {

/// What is wrong with an order, whatever the tenant.
std::optional<ApiError> faultOf(const TranscriptOrder &order, const MaskPolicy &policy)
{
    if (!QDir::isAbsolutePath(order.folder))
        return fault(ErrorKind::BadInput, "folder_relative", order.folder);
    if (!order.attachJob.isEmpty() && interactionIdFault(order.attachJob) != InteractionIdFault::None)
        return fault(ErrorKind::BadInput, "job_id", order.attachJob);
    if (!order.webhook.isEmpty() && order.writeRaw)
        return fault(ErrorKind::BadInput, "raw_webhook");
    if (const QString place = order.writeRaw ? QString() : limitFault(policy); !place.isEmpty()) {
        ApiError error = fault(ErrorKind::BadInput, "bad_policy", policy.name);
        error.detail = place;
        return error;
    }
    return std::nullopt;
}

std::optional<ApiError> faultOf(TranscriptsClient &client, const TranscriptOrder &order)
{
    TranscriptRequest request;
    request.interactionIds = order.interactionIds;
    request.mediaTypes = order.mediaTypes;
    request.redaction = order.redaction;
    request.concurrentDownloads = order.concurrentDownloads;
    // The job knows its interactions; what else is asked for still has to be possible.
    if (request.interactionIds.isEmpty() && !order.attachJob.isEmpty())
        request.interactionIds = {QStringLiteral("any")};
    return client.fault(request);
}

} // namespace

Result<Run *> RunManager::startTranscripts(TenantSession &session, const TranscriptOrder &given,
                                           const MaskPolicy &policy)
{
    TRY_VOID(mayStart());
    TranscriptOrder order = given;
    order.folder = QDir::cleanPath(order.folder);
    if (const auto wrong = faultOf(order, policy))
        return tl::unexpected(*wrong);
    TRY_VOID(mayNotify(session, order.webhook));
    if (order.attachJob.isEmpty() && session.isLookOnly())
        return failure({.kind = ErrorKind::LookOnly, .subject = session.profile().name});
    const auto connection = session.connection();
    if (const auto wrong = faultOf(connection->transcripts(), order))
        return tl::unexpected(*wrong);
    for (const Run *run : std::as_const(m_runs)) {
        const auto *other = qobject_cast<const TranscriptRun *>(run);
        if (other != nullptr && !run->outcome() && other->order().order.folder == order.folder)
            return tl::unexpected(fault(ErrorKind::InUse, "target_in_use", order.folder));
    }
    PolicyBinding binding;
    if (!order.writeRaw)
        binding = {policy.name, policy.version, policyDigest(policy)};
    const FrozenTranscripts frozen = freeze(order, binding, session.profile());
    const JournalRun entry
        = newEntry(RunKind::Transcripts, {frozen.json, frozen.digest},
                   {QDir(order.folder).dirName(), frozen.profileId, frozen.profileName, order.folder});
    Beside beside;
    if (!order.writeRaw) {
        beside = {[&workspace = m_workspace, id = entry.id, policy] {
                      return TranscriptRun::keepPolicy(workspace, id, policy);
                  },
                  [file = m_workspace.runFile(entry.id, "policy")] { (void)removeDurably(file); }};
    }
    return begin(new TranscriptRun(entry.id, frozen, RunStart::Fresh, m_workspace, connection, this),
                 RunTenant::of(session.profile()), entry, TranscriptRun::onlyReads(entry) ? connection : nullptr,
                 beside);
}

} // namespace muster
