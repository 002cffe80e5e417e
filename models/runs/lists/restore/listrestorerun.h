// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/listorders.h"
#include "models/runs/lists/restore/restorerules.h"
#include "models/runs/writerecorder.h"
#include "models/runs/writerun.h"
#include "models/sinks/csvrows.h"
#include "network/wire/contactlist.h"

#include <QCoro/QCoroTask>
#include <array>
#include <unordered_map>

namespace muster {

class RecordPage;
class RestoreSender;
class UnitLog;

/// What a restore leaves behind, see WriteRecorder. Every entry names the order.
class RestoreRecorder final : public WriteRecorder
{
public:
    RestoreRecorder(Workspace &workspace, QString runId, const FrozenListRestore &order);

    /// From here on counts are told.
    void setLog(const UnitLog *log) { m_log = log; }

private:
    [[nodiscard]] QJsonObject startFacts(bool resumed) const override;
    [[nodiscard]] QJsonObject counts() const override;
    [[nodiscard]] QByteArray progressJson() override;
    [[nodiscard]] AuditDraft entryFor(const Calls &calls) const override;

    const FrozenListRestore &m_order;
    const UnitLog *m_log = nullptr;
};

/// Brings back what a backup holds: contacts that were removed, and old numbers where the list still has the one that
/// the run wrote; and takes out of a do-not-call group the numbers that the run has put there, as the log of its units
/// proves. See Run for its life.
///
/// In rounds: the whole list (and the group) is read, which settles what is in doubt and tells what is to be done; then
/// that is sent, intent by intent on the disk before. It ends with a reading that finds nothing more to do, after five
/// rounds at most. Repeating such a call is harmless (contract section 6.1), and still none is repeated without a
/// reading between when its outcome is not known. Safe to kill at any moment.
class ListRestoreRun final : public WriteRun
{
    Q_OBJECT

public:
    ListRestoreRun(QString id, FrozenListRestore order, RunStart start, Workspace &workspace,
                   std::shared_ptr<TenantConnection> connection, QObject *parent);
    ~ListRestoreRun() override;

    [[nodiscard]] RunKind kind() const override { return RunKind::ListRestore; }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] const FrozenListRestore &order() const { return m_order; }

protected:
    [[nodiscard]] WriteRecorder &makeRecorder(const QByteArray &progress) override;
    [[nodiscard]] QCoro::Task<Result<void>> work(std::stop_token stop) override;
    [[nodiscard]] RunOutcome outcomeFor(const Result<void> &worked) const override;
    [[nodiscard]] QCoro::Task<Result<RunOutcome>> close(RunOutcome outcome) override;
    [[nodiscard]] QString spentFile() const override;
    [[nodiscard]] RunMetrics currentMetrics() const override;

private:
    using Why = BackupRecord::Why;

    [[nodiscard]] QCoro::Task<Result<void>> openBackup(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> openLog(std::stop_token stop);
    /// Nobody is called because of this run but with a person's word for it.
    [[nodiscard]] QCoro::Task<Result<void>> mayDial(std::stop_token stop);
    /// Reads the whole list and records what that proves of every unit.
    [[nodiscard]] QCoro::Task<Result<void>> look(std::stop_token stop);
    void settleByList(const std::vector<RestoreSighting> &sightings, QList<UnitChange> &changes) const;
    [[nodiscard]] QCoro::Task<Result<void>> settleByGroup(std::stop_token stop);
    [[nodiscard]] bool has(Why why) const; ///< Whether anything of that kind is to be brought back.
    [[nodiscard]] QCoro::Task<Result<void>> record(QList<UnitChange> changes);
    void showProgress();
    [[nodiscard]] QList<std::uint32_t> sendable(Why why) const;
    void takePage(const RecordPage &page, std::vector<RestoreSighting> &sightings);

    const FrozenListRestore m_order;
    std::unique_ptr<RestoreRecorder> m_recorder;
    std::vector<RestoreUnit> m_units; ///< In the backup's order.
    std::unordered_map<std::string_view, std::uint32_t> m_byId; ///< Views into m_units.
    std::unique_ptr<UnitLog> m_log;
    std::unique_ptr<RestoreSender> m_sender;
    std::array<qint64, 4> m_applied{}; ///< By Why.
    QString m_groupId; ///< Of the backup; empty: nothing was blocked.
};

} // namespace muster
