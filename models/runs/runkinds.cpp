// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runkinds.h"

#include "models/runs/audiences/audiencepublishrun.h"
#include "models/runs/audiences/audienceputrun.h"
#include "models/runs/donotcall/donotcallchangerun.h"
#include "models/runs/enrich/send/enrichrun.h"
#include "models/runs/enrich/undo/enrichundorun.h"
#include "models/runs/lists/apply/interruptedapply.h"
#include "models/runs/lists/apply/listapplyrun.h"
#include "models/runs/lists/deletion/listdeletionrun.h"
#include "models/runs/lists/restore/listrestorerun.h"
#include "models/runs/segmentexportrun.h"
#include "models/runs/transcripts/transcriptrun.h"
#include "models/runs/workspace.h"
#include "models/sinks/recordsink.h"
#include "models/store/durablefile.h"

#include <algorithm>
#include <array>

namespace muster {

namespace {

template <typename SomeRun, auto thawed>
Result<Run *> resumed(const JournalRun &entry, Workspace &workspace, const RunMaker::Connection &connection,
                      QObject *parent)
{
    TRY(order, thawed(entry.order, entry.orderDigest));
    return new SomeRun(entry.id, *order, RunStart::Resume, workspace, connection, parent);
}

template <typename SomeRun>
Result<void> discarded(const JournalRun &entry, Workspace &workspace)
{
    return SomeRun::discard(workspace, entry.id);
}

template <const char *...kinds>
Result<void> discardedFiles(const JournalRun &entry, Workspace &workspace)
{
    for (const char *kind : {kinds...}) {
        TRY_VOID(removeDurably(workspace.runFile(entry.id, kind)));
    }
    return {};
}

Result<void> discardExport(const JournalRun &entry, Workspace &)
{
    const auto order = thaw(entry.order, entry.orderDigest);
    // Without its order nobody knows which file it was.
    return order ? RecordSink::discard(*order, entry.id) : Result<void>();
}

Result<void> discardTranscriptRun(const JournalRun &entry, Workspace &workspace)
{
    const auto order = thawTranscripts(entry.order, entry.orderDigest);
    // Without its order nobody knows which folder it was.
    return order ? TranscriptRun::discard(workspace, entry.id, *order) : Result<void>();
}

constexpr char units[] = "units", people[] = "people", leftovers[] = "leftovers.csv", listResults[] = "lists.csv";
constexpr auto listInUse = "list_in_use", groupInUse = "group_in_use";

constexpr std::array makers{
    RunMaker{.kind = RunKind::SegmentExport,
             .key = "segment_export",
             .resume = resumed<SegmentExportRun, thaw>,
             .discard = discardExport,
             .onlyReads = [](const JournalRun &) { return true; },
             .breakersHold = true},
    RunMaker{.kind = RunKind::ListRead, .key = "list_read"},
    RunMaker{.kind = RunKind::ListApply,
             .key = "list_apply",
             .resume = resumed<ListApplyRun, thawListApply>,
             .discard = discarded<InterruptedApply>,
             .inUse = listInUse},
    RunMaker{.kind = RunKind::ListRestore,
             .key = "list_restore",
             .resume = resumed<ListRestoreRun, thawListRestore>,
             .discard = discardedFiles<units, leftovers>,
             .inUse = listInUse,
             .breakersHold = true},
    RunMaker{.kind = RunKind::LineLookup, .key = "line_lookup"},
    RunMaker{.kind = RunKind::EnrichCheck, .key = "enrich_check"},
    RunMaker{.kind = RunKind::Enrichment,
             .key = "enrichment",
             .resume = resumed<EnrichRun, thawEnrich>,
             .discard = discarded<EnrichRun>,
             .inUse = listInUse,
             .breakersHold = true}, // it removes nothing
    RunMaker{.kind = RunKind::EnrichUndoCheck, .key = "enrich_undo_check"},
    RunMaker{.kind = RunKind::EnrichUndo,
             .key = "enrich_undo",
             .resume = resumed<EnrichUndoRun, thawEnrichUndo>,
             .discard = discardedFiles<units>,
             .inUse = listInUse,
             .breakersHold = true}, // it removes nothing
    RunMaker{.kind = RunKind::Transcripts,
             .key = "transcripts",
             .resume = resumed<TranscriptRun, thawTranscripts>,
             .discard = discardTranscriptRun,
             .onlyReads = &TranscriptRun::onlyReads,
             .breakersHold = true},
    // The payload stays as long as the audit that names it.
    RunMaker{.kind = RunKind::AudiencePut,
             .key = "audience_put",
             .resume = resumed<AudiencePutRun, thawAudiencePut>,
             .onlyReads = &AudiencePutRun::onlyReads,
             .inUse = "audience_in_use",
             .breakersHold = true},
    RunMaker{.kind = RunKind::AudiencePublish,
             .key = "audience_publish",
             .resume = resumed<AudiencePublishRun, thawAudiencePublish>,
             .discard = discardedFiles<units, people, leftovers>,
             .inUse = "list_name_in_use",
             .breakersHold = true},
    RunMaker{.kind = RunKind::DoNotCallCheck, .key = "do_not_call_check"},
    // The copies stay: they are backups.
    RunMaker{.kind = RunKind::ListDeletion,
             .key = "list_deletion",
             .resume = resumed<ListDeletionRun, thawListDeletion>,
             .discard = discardedFiles<units, listResults>,
             .inUse = listInUse,
             .breakersHold = true},
    // The unit log stays: with the sealed numbers it says what an undo has to take back.
    RunMaker{.kind = RunKind::DoNotCallChange,
             .key = "do_not_call_change",
             .resume = resumed<DoNotCallChangeRun, thawDoNotCallChange>,
             .discard = discardedFiles<leftovers>,
             .inUse = groupInUse,
             .breakersHold = true},
    RunMaker{.kind = RunKind::DoNotCallUndo,
             .key = "do_not_call_undo",
             .resume = resumed<DoNotCallChangeRun, thawDoNotCallChange>,
             .discard = discardedFiles<units, leftovers>,
             .inUse = groupInUse,
             .breakersHold = true},
};
static_assert(makers.size() == runKindCount);

} // namespace

QString runKindKey(RunKind kind)
{
    return QLatin1String(runMaker(kind).key);
}

const RunMaker &runMaker(RunKind kind)
{
    return *std::ranges::find(makers, kind, &RunMaker::kind);
}

const RunMaker *runMaker(const QString &journalKind)
{
    const auto *const found = std::ranges::find_if(makers, [&](const RunMaker &maker) {
        return maker.resume != nullptr && journalKind == QLatin1String(maker.key);
    });
    return found == makers.end() ? nullptr : found;
}

} // namespace muster
