// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runkinds.h"

#include "models/runs/audiences/audienceputrun.h"
#include "models/runs/enrich/enrichrun.h"
#include "models/runs/enrich/enrichundorun.h"
#include "models/runs/lists/listapplyrun.h"
#include "models/runs/lists/listrestorerun.h"
#include "models/runs/segmentexportrun.h"
#include "models/runs/transcripts/transcriptrun.h"
#include "models/runs/workspace.h"
#include "models/sinks/recordsink.h"
#include "models/store/durablefile.h"

#include <algorithm>
#include <array>

namespace muster {

namespace {

Result<Run *> resumeExport(const JournalRun &entry, Workspace &workspace, const RunMaker::Connection &connection,
                           QObject *parent)
{
    TRY(order, thaw(entry.order, entry.orderDigest));
    return new SegmentExportRun(entry.id, *order, RunStart::Resume, workspace, connection, parent);
}

Result<void> discardExport(const JournalRun &entry, Workspace &)
{
    const auto order = thaw(entry.order, entry.orderDigest);
    // Without its order nobody knows which file it was.
    return order ? RecordSink::discard(*order, entry.id) : Result<void>();
}

Result<Run *> resumeListApply(const JournalRun &entry, Workspace &workspace, const RunMaker::Connection &connection,
                              QObject *parent)
{
    TRY(order, thawListApply(entry.order, entry.orderDigest));
    return new ListApplyRun(entry.id, *order, RunStart::Resume, workspace, connection, parent);
}

Result<void> discardListApply(const JournalRun &entry, Workspace &workspace)
{
    return ListApplyRun::discard(workspace, entry.id);
}

Result<Run *> resumeListRestore(const JournalRun &entry, Workspace &workspace, const RunMaker::Connection &connection,
                                QObject *parent)
{
    TRY(order, thawListRestore(entry.order, entry.orderDigest));
    return new ListRestoreRun(entry.id, *order, RunStart::Resume, workspace, connection, parent);
}

Result<void> discardListRestore(const JournalRun &entry, Workspace &workspace)
{
    for (const char *kind : {"units", "leftovers.csv"}) {
        if (const auto removed = removeDurably(workspace.runFile(entry.id, kind)); !removed)
            return removed;
    }
    return {};
}

Result<Run *> resumeEnrichment(const JournalRun &entry, Workspace &workspace, const RunMaker::Connection &connection,
                               QObject *parent)
{
    TRY(order, thawEnrich(entry.order, entry.orderDigest));
    return new EnrichRun(entry.id, *order, RunStart::Resume, workspace, connection, parent);
}

Result<void> discardEnrichment(const JournalRun &entry, Workspace &workspace)
{
    return EnrichRun::discard(workspace, entry.id);
}

Result<Run *> resumeEnrichUndo(const JournalRun &entry, Workspace &workspace, const RunMaker::Connection &connection,
                               QObject *parent)
{
    TRY(order, thawEnrichUndo(entry.order, entry.orderDigest));
    return new EnrichUndoRun(entry.id, *order, RunStart::Resume, workspace, connection, parent);
}

Result<void> discardEnrichUndo(const JournalRun &entry, Workspace &workspace)
{
    return removeDurably(workspace.runFile(entry.id, "units"));
}

Result<Run *> resumeTranscripts(const JournalRun &entry, Workspace &workspace, const RunMaker::Connection &connection,
                                QObject *parent)
{
    TRY(order, thawTranscripts(entry.order, entry.orderDigest));
    return new TranscriptRun(entry.id, *order, RunStart::Resume, workspace, connection, parent);
}

Result<void> discardTranscriptRun(const JournalRun &entry, Workspace &workspace)
{
    const auto order = thawTranscripts(entry.order, entry.orderDigest);
    // Without its order nobody knows which folder it was.
    return order ? TranscriptRun::discard(workspace, entry.id, *order) : Result<void>();
}

Result<Run *> resumeAudiencePut(const JournalRun &entry, Workspace &workspace, const RunMaker::Connection &connection,
                                QObject *parent)
{
    TRY(order, thawAudiencePut(entry.order, entry.orderDigest));
    return new AudiencePutRun(entry.id, *order, RunStart::Resume, workspace, connection, parent);
}

Result<void> discardAudiencePut(const JournalRun &, Workspace &)
{
    return {}; // The payload stays as long as the audit that names it.
}

constexpr std::array makers{
    RunMaker{RunKind::SegmentExport, resumeExport, discardExport, [](const JournalRun &) { return true; }},
    RunMaker{RunKind::ListApply, resumeListApply, discardListApply},
    RunMaker{RunKind::ListRestore, resumeListRestore, discardListRestore},
    RunMaker{RunKind::Enrichment, resumeEnrichment, discardEnrichment},
    RunMaker{RunKind::EnrichUndo, resumeEnrichUndo, discardEnrichUndo},
    RunMaker{RunKind::Transcripts, resumeTranscripts, discardTranscriptRun, &TranscriptRun::onlyReads},
    RunMaker{RunKind::AudiencePut, resumeAudiencePut, discardAudiencePut, &AudiencePutRun::onlyReads},
};

} // namespace

bool changesList(RunKind kind)
{
    switch (kind) {
    case RunKind::ListApply:
    case RunKind::ListRestore:
    case RunKind::Enrichment:
    case RunKind::EnrichUndo:
        return true;
    case RunKind::SegmentExport:
    case RunKind::ListRead:
    case RunKind::LineLookup:
    case RunKind::EnrichCheck:
    case RunKind::EnrichUndoCheck:
    case RunKind::Transcripts:
    case RunKind::AudiencePut:
        return false;
    }
    Q_UNREACHABLE();
}

const RunMaker *runMaker(const QString &journalKind)
{
    const auto *const found = std::find_if(
        makers.begin(), makers.end(), [&](const RunMaker &maker) { return journalKind == runKindKey(maker.kind); });
    return found == makers.end() ? nullptr : found;
}

} // namespace muster
