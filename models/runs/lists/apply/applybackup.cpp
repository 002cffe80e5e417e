// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/apply/applybackup.h"

#include "models/lists/membercells.h"
#include "models/rules/numbers/numberengine.h"
#include "models/runs/lists/apply/applyrecorder.h"
#include "models/runs/lists/apply/blockplan.h"
#include "models/runs/lists/listorders.h"
#include "models/runs/run.h"
#include "models/runs/workspace.h"
#include "network/http/clock.h"
#include "network/wire/thrown.h"

#include <QCoro/QCoroFuture>
#include <QtConcurrent>
#include <algorithm>
#include <utility>

namespace muster {

namespace {

constexpr std::size_t chunkRecords = 500;

} // namespace

struct ApplyBackup::Shared
{
    std::unique_ptr<BackupWriter> writer;
    std::optional<ApiError> fault; ///< The first.
};

QCoro::Task<Result<std::unique_ptr<ApplyBackup>>> ApplyBackup::begin(Workspace &workspace, const FrozenFor &order,
                                                                     BackupInfo info, bool mayBeInClear,
                                                                     std::stop_token stop)
{
    info.profileId = order.profileId;
    info.profileName = order.profileName;
    info.environment = order.environment;
    info.createdAt = workspace.believableNow().latest; // else it might be expired at once (F107)
    info.expiresAt = info.createdAt.addSecs(std::chrono::seconds(BackupWriter::lifetime).count());
    const auto cleartext = mayBeInClear ? BackupStore::Cleartext::Allowed : BackupStore::Cleartext::Refused;
    CO_TRY(writer, co_await workspace.backups().begin(std::move(info), cleartext, stop));
    co_return std::unique_ptr<ApplyBackup>(new ApplyBackup(workspace.backups(), *std::move(writer)));
}

ApplyBackup::ApplyBackup(BackupStore &store, std::unique_ptr<BackupWriter> writer)
    : m_store(store)
    , m_shared(std::make_shared<Shared>())
{
    m_shared->writer = std::move(writer);
    m_worker.setMaxThreadCount(1);
}

ApplyBackup::~ApplyBackup() = default;

void ApplyBackup::add(BackupRecord record)
{
    m_chunk.push_back(std::move(record));
    if (m_chunk.size() == chunkRecords)
        hand();
}

void ApplyBackup::hand()
{
    if (m_chunk.empty())
        return;
    m_worker.start([shared = m_shared, chunk = std::exchange(m_chunk, {})] {
        if (shared->fault)
            return;
        if (const auto written = withoutThrowing([&] { return shared->writer->append(chunk); }); !written)
            shared->fault = written.error();
    });
}

QCoro::Task<Result<BackupInfo>> ApplyBackup::finish()
{
    hand();
    using Finished = std::shared_ptr<Result<BackupInfo>>;
    // Behind all chunks: the pool has one thread.
    const QFuture<Finished> finishing = QtConcurrent::run(&m_worker, [shared = m_shared] {
        if (shared->fault)
            return std::make_shared<Result<BackupInfo>>(tl::unexpected(*shared->fault));
        return std::make_shared<Result<BackupInfo>>(shared->writer->finish());
    });
    const Finished finished = co_await finishing;
    if (!*finished)
        co_return failure(finished->error());
    CO_TRY_VOID(co_await m_store.keep(**finished));
    co_return Result<BackupInfo>(**finished);
}

void EvidenceCollector::take(std::uint32_t unit, const PlannedChange &change, std::string_view phone,
                             std::string_view extras)
{
    std::vector<std::string> members;
    ConsentEvidence kind = ConsentEvidence::None;
    for (MemberCells cells(extras); cells.next();) {
        const ConsentEvidence said = consentEvidenceOf(cells.name(), cells.value());
        if (said == ConsentEvidence::None)
            continue;
        members.push_back(std::string(cells.name()) + '\0' + std::string(cells.value()));
        kind = std::max(kind, said); // an opt-out outweighs a consent
    }
    if (kind == ConsentEvidence::None)
        return;
    std::sort(members.begin(), members.end()); // whatever order the server has them in
    EvidenceStore::Entry entry;
    entry.number = change.e164 != 0 ? unpackE164(change.e164) : std::string(phone);
    entry.kind = kind;
    for (const std::string &member : members)
        entry.evidence += member + '\n';
    m_entries.append(std::move(entry));
    m_units.append(unit);
}

qint64 EvidenceCollector::count(ConsentEvidence kind) const
{
    return std::count_if(m_entries.cbegin(), m_entries.cend(),
                         [kind](const EvidenceStore::Entry &entry) { return entry.kind == kind; });
}

ApplySafeguards::ApplySafeguards(Workspace &workspace, const QString &runId, const FrozenListApply &order,
                                 ApplyRecorder &recorder)
    : m_workspace(workspace)
    , m_runId(runId)
    , m_order(order)
    , m_recorder(recorder)
{
}

QCoro::Task<Result<void>> ApplySafeguards::begin(bool resumed, std::stop_token stop)
{
    if (m_recorder.progress().backupDigest.isEmpty()) {
        CO_TRY_VOID(co_await beginCopy(resumed, stop));
    } else {
        CO_TRY_VOID(co_await checkCopy());
    }
    if (!m_order.order.withholdPurge && !m_order.order.blocks()) // who is blocked keeps his evidence, in the list
        m_evidence.emplace();
    co_return Result<void>{};
}

QCoro::Task<Result<void>> ApplySafeguards::beginCopy(bool resumed, std::stop_token stop)
{
    const QString &file = m_order.order.backupFile;
    if (resumed) {
        CO_TRY_VOID(co_await m_workspace.backups().removeUnrecorded(m_runId, file));
    }
    BackupInfo info{.file = file,
                    .runId = m_runId,
                    .listId = m_order.listId,
                    .listName = m_order.listName,
                    .planDigest = m_order.planDigest};
    if (m_order.order.blocks()) {
        info.groupId = m_order.order.blockGroup;
        info.groupName = m_order.order.blockGroupName;
    }
    CO_TRY(copy, co_await ApplyBackup::begin(m_workspace, m_order, info, m_order.order.plainBackup, stop));
    m_copy = *std::move(copy);
    co_return Result<void>{};
}

QCoro::Task<Result<void>> ApplySafeguards::checkCopy()
{
    const QString file = m_recorder.progress().backupFile;
    CO_TRY(read, co_await BackupStore::look(file));
    if (read->digest != m_recorder.progress().backupDigest)
        co_return failure(ErrorKind::Damaged, "backup_damaged", file);
    m_isInClear = !read->encrypted;
    co_return Result<void>{};
}

void ApplySafeguards::take(std::uint32_t unit, const PlannedChange &change, std::string_view phone,
                           std::string_view extras)
{
    const bool fix = change.action == PlannedChange::Action::Fix;
    if (m_evidence && !fix)
        m_evidence->take(unit, change, phone, extras);
    if (m_copy && !fix && m_order.order.blocks()) {
        // Nothing of the contact changes: only what was put into the group has to be known.
        m_copy->add({.why = BackupRecord::Why::Blocked,
                     .contactId = change.contactId,
                     .phone = std::string(phone),
                     .newPhone = std::to_string(BlockPlan::numberOf(change)),
                     .unit = unit});
    } else if (m_copy) {
        m_copy->add({fix ? BackupRecord::Why::Corrected : BackupRecord::Why::Purged, change.contactId,
                     std::string(phone), change.to, std::string(extras)});
    }
}

QCoro::Task<Result<void>> ApplySafeguards::finishCopy()
{
    const auto finished = co_await m_copy->finish();
    m_copy.reset();
    if (!finished)
        co_return failure(finished.error());
    m_isInClear = !finished->encrypted;
    co_return co_await m_recorder.backedUp(*finished);
}

QCoro::Task<Result<void>> ApplySafeguards::keepEvidence(ApplyLedger &ledger, std::stop_token stop)
{
    const std::optional<EvidenceCollector> found = std::exchange(m_evidence, std::nullopt);
    if (!found || found->entries().isEmpty())
        co_return Result<void>{};
    const Result<void> kept
        = co_await m_workspace.evidence().keep(found->entries(), m_workspace.clock().wallNow(), stop);
    // What passes (a full disk) is waited for. Without a key nothing can ever be kept here: those contacts stay.
    if (!kept && kept.error().code != QLatin1String("evidence_no_key"))
        co_return failure(kept.error());
    CO_TRY_VOID(co_await m_recorder.evidenceKept(found->count(ConsentEvidence::Consent),
                                                 found->count(ConsentEvidence::OptOut), kept.has_value()));
    QList<UnitChange> left;
    for (const std::uint32_t unit : kept ? QList<std::uint32_t>() : found->units()) {
        if (ledger.unit(unit).state == UnitState::Planned)
            left.append({unit, UnitState::Skipped, std::uint8_t(UnitReason::EvidenceNotKept)});
    }
    co_return co_await ledger.record(left);
}

} // namespace muster
