// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/sanitizationplan.h"
#include "models/store/backupfile.h"
#include "models/store/backupstore.h"
#include "models/store/evidencestore.h"

#include <QCoro/QCoroTask>
#include <QThreadPool>
#include <memory>
#include <optional>
#include <stop_token>
#include <string_view>

namespace muster {

class ApplyLedger;
class ApplyRecorder;
class Workspace;
struct FrozenFor;
struct FrozenListApply;

/// The copy of everything that a run is about to change, written by a worker while the list is read (F114). What is not
/// finished is removed with the object. GUI thread.
class ApplyBackup
{
public:
    /// Of `info` run, list, file and plan are taken; connection and times are put in. `mayBeInClear`: a person's word.
    [[nodiscard]] static QCoro::Task<Result<std::unique_ptr<ApplyBackup>>>
    begin(Workspace &workspace, const FrozenFor &order, BackupInfo info, bool mayBeInClear, std::stop_token stop);
    ~ApplyBackup();

    void add(BackupRecord record);
    /// Resumes when every record is on the disk. Once.
    [[nodiscard]] QCoro::Task<Result<BackupInfo>> finish();

private:
    struct Shared;
    ApplyBackup(BackupStore &store, std::unique_ptr<BackupWriter> writer);
    void hand();

    BackupStore &m_store;
    std::shared_ptr<Shared> m_shared; ///< The worker's.
    std::vector<BackupRecord> m_chunk;
    QThreadPool m_worker; ///< One thread. Last, so that it ends first.
};

/// Finds the planned purges whose contacts carry evidence of consent or an opt-out (S38), while a list is read.
class EvidenceCollector
{
public:
    /// `extras`: RecordPage::extras() of a contact that is as planned; `phone`: its number as it stands there.
    void take(std::uint32_t unit, const PlannedChange &change, std::string_view phone, std::string_view extras);

    [[nodiscard]] const QList<EvidenceStore::Entry> &entries() const { return m_entries; }
    [[nodiscard]] const QList<std::uint32_t> &units() const { return m_units; } ///< Of entries(), in their order.
    [[nodiscard]] qint64 count(ConsentEvidence kind) const;

private:
    QList<EvidenceStore::Entry> m_entries;
    QList<std::uint32_t> m_units;
};

/// What an apply run keeps before anything is sent: a copy of all that it is about to change (F114), and the evidence
/// of consent that its purges would take with them (S38). The first reading of the list fills it. GUI thread; owned by
/// one run, which outlives what it is given.
class ApplySafeguards
{
public:
    ApplySafeguards(Workspace &workspace, const QString &runId, const FrozenListApply &order, ApplyRecorder &recorder);

    /// Before the first reading: begins the copy, or makes sure that an earlier life's is there and whole.
    [[nodiscard]] QCoro::Task<Result<void>> begin(bool resumed, std::stop_token stop);
    [[nodiscard]] bool wantsContacts() const { return m_copy || m_evidence; }
    /// A contact that is as planned; `phone` and `extras` as EvidenceCollector has them.
    void take(std::uint32_t unit, const PlannedChange &change, std::string_view phone, std::string_view extras);
    [[nodiscard]] bool isCopying() const { return m_copy != nullptr; }
    [[nodiscard]] QCoro::Task<Result<void>> finishCopy();
    /// What outlasts a purge is on the disk, or its contact is left alone. Last, and once.
    [[nodiscard]] QCoro::Task<Result<void>> keepEvidence(ApplyLedger &ledger, std::stop_token stop);

    [[nodiscard]] bool isInClear() const { return m_isInClear; } ///< The copy is not encrypted.

private:
    [[nodiscard]] QCoro::Task<Result<void>> beginCopy(bool resumed, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> checkCopy();

    Workspace &m_workspace;
    const QString m_runId;
    const FrozenListApply &m_order;
    ApplyRecorder &m_recorder;
    std::unique_ptr<ApplyBackup> m_copy; ///< While it is being written.
    std::optional<EvidenceCollector> m_evidence; ///< While the first reading goes on.
    bool m_isInClear = false;
};

} // namespace muster
