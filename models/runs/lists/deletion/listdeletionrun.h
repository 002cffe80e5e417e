// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/deletion/listdeletionorder.h"
#include "models/runs/writerun.h"

#include <QHash>
#include <memory>
#include <stop_token>
#include <vector>

namespace muster {

class ListDeletionRecorder;
class RunManager;
class TenantSession;
class UnitLog;
class WritePace;
struct BackupInfo;
struct UnitChange;

/// Deletes contact lists whole, one after the other. Of each: the index is asked whether the list is still as it was
/// confirmed; all of it is read into a backup of its own, which is durable and was read back whole; the index is asked
/// again; then the order leaves, once, its intent being on the disk. Only the index proves that a list is gone, whatever
/// the answer was: one that is still there may be ordered again, after the same looks. See Run for its life and
/// resources/decisions/list-deletion.md for its ways.
///
/// A list that has changed, was used, is used by a skill or could not be copied whole is left alone, and the result says
/// why; the others go on. The second list that the tenant says something unexpected of ends the run: Paused
/// "deletions_doubtful". Safe to kill at any moment.
///
/// Complete: every list is gone. CompleteWithFindings: "lists_kept", "lists_refused", "lists_absent", "lists_doubtful".
/// RunOutcome::resultFile has a line per list.
class ListDeletionRun final : public WriteRun
{
    Q_OBJECT

public:
    ListDeletionRun(QString id, FrozenListDeletion order, RunStart start, Workspace &workspace,
                    std::shared_ptr<TenantConnection> connection, QObject *parent);
    ~ListDeletionRun() override;

    [[nodiscard]] RunKind kind() const override { return RunKind::ListDeletion; }
    [[nodiscard]] QString title() const override { return m_order.title(); }
    [[nodiscard]] const FrozenListDeletion &order() const { return m_order; }
    /// In the order in which they go, as far as it is durable; metricsChanged() tells of changes. Empty before the run
    /// has opened its log.
    [[nodiscard]] QList<ListDeletionResult> results() const;

    /// BackupInfo::runId of the copy of a list.
    [[nodiscard]] static QString copyId(const QString &runId, const QString &listId);
    /// So many surprises end it.
    static constexpr int mostSurprises = 2;
    /// A list that was to go may still be in the index for a while: it is asked so often, and so much later.
    static constexpr int looksForGone = 3;
    static constexpr std::chrono::seconds betweenLooks{2};

protected:
    [[nodiscard]] WriteRecorder &makeRecorder(const QByteArray &progress) override;
    [[nodiscard]] QCoro::Task<Result<void>> work(std::stop_token stop) override;
    [[nodiscard]] RunOutcome outcomeFor(const Result<void> &worked) const override;
    [[nodiscard]] QCoro::Task<Result<RunOutcome>> close(RunOutcome outcome) override;
    [[nodiscard]] RunMetrics currentMetrics() const override;

private:
    [[nodiscard]] Result<void> mayBegin() const;
    [[nodiscard]] QCoro::Task<Result<void>> openLog();
    /// Asks for the index and records what it proves of every list.
    [[nodiscard]] QCoro::Task<Result<void>> look(std::stop_token stop);
    /// All that is done for one list.
    [[nodiscard]] QCoro::Task<Result<void>> take(std::uint32_t unit, WritePace &pace, std::stop_token stop);
    /// Whether the list has a copy that may be relied on; false: why not is recorded.
    [[nodiscard]] QCoro::Task<Result<bool>> copy(std::uint32_t unit, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<bool>> makeCopy(std::uint32_t unit, std::stop_token stop);
    /// Reads a copy from end to end: that many contacts, of that digest.
    [[nodiscard]] QCoro::Task<Result<void>> prove(QString file, QString digest, qint64 contacts, std::stop_token stop);
    /// Whether nothing speaks against its going, as just looked; false: why not is recorded.
    [[nodiscard]] QCoro::Task<Result<bool>> mayGo(std::uint32_t unit);
    [[nodiscard]] QCoro::Task<Result<bool>> mayGoAtLast(std::uint32_t unit, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> order(std::uint32_t unit, WritePace &pace, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> skip(std::uint32_t unit, ListDeletionReason reason);
    [[nodiscard]] QCoro::Task<Result<void>> record(QList<UnitChange> changes);
    void showProgress();
    [[nodiscard]] std::optional<std::uint32_t> next() const; ///< Planned, with tries left in this life of the run.
    [[nodiscard]] const PreviewedList &list(std::uint32_t unit) const { return m_order.order.lists.at(qsizetype(unit)); }
    [[nodiscard]] int surprises() const;

    const FrozenListDeletion m_order;
    std::unique_ptr<ListDeletionRecorder> m_recorder;
    std::unique_ptr<UnitLog> m_log;
    QHash<QString, ContactListSummary> m_index; ///< As asked for last, by id.
    bool m_hasOthers = false; ///< The tenant has lists that are not to go.
    bool m_hasLooked = false; ///< In this life of the run.
    bool m_isInClear = false; ///< A copy is not encrypted.
    qint64 m_copied = 0; ///< Contacts, of the list that is being copied.
};

/// Starts one. BadInput as ListDeletionGate::mayDelete() and confirmed(), "job_unavailable", "other_profile"; LookOnly
/// while the session is; InUse "list_in_use" while another run changes one of the lists.
[[nodiscard]] Result<Run *> startListDeletion(RunManager &runs, TenantSession &session, const ListDeletionOrder &order);

} // namespace muster
