// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/donotcall/donotcallchangeorder.h"
#include "models/runs/writerun.h"

#include <QList>
#include <memory>
#include <stop_token>
#include <vector>

namespace muster {

class DoNotCallChangeRecorder;
class RunManager;
class TenantSession;
class UnitLog;
struct UnitChange;

/// Changes what do-not-call groups hold, or takes such a change back. The numbers are sealed on the disk first. Then
/// the groups are read, whole: a number that is not as it was looked at is left alone. What is left goes in waves, ten
/// numbers first and then more, each call's intent on the disk before it leaves; after each wave the groups are read
/// again, and only that proves what became of a number, whatever the answers were. A number that moves is put into the
/// target, proved there, and only then taken out of its group. See Run for its life and
/// resources/decisions/do-not-call-changes.md for its ways.
///
/// A wave of which nothing can be seen in the groups ends the run: Paused "changes_doubtful". Safe to kill at any
/// moment.
///
/// Complete: every number is as it was to be. CompleteWithFindings: "numbers_left_alone", "numbers_unchanged",
/// "numbers_doubtful", "numbers_in_both"; RunOutcome::resultFile names them.
class DoNotCallChangeRun final : public WriteRun
{
    Q_OBJECT

public:
    /// `order`.order.changes are the numbers of a fresh run; a resumed one reads its own copy.
    DoNotCallChangeRun(QString id, FrozenDoNotCallChange order, RunStart start, Workspace &workspace,
                       std::shared_ptr<TenantConnection> connection, QObject *parent);
    ~DoNotCallChangeRun() override;

    [[nodiscard]] RunKind kind() const override
    {
        return m_order.order.isUndo() ? RunKind::DoNotCallUndo : RunKind::DoNotCallChange;
    }
    [[nodiscard]] QString title() const override { return m_order.title(); }
    [[nodiscard]] const FrozenDoNotCallChange &order() const { return m_order; }
    /// How many numbers stand so, as far as it is durable; metricsChanged() tells of changes.
    [[nodiscard]] qint64 count(DoNotCallChangeResult::State state) const;

    /// What was just written may not be seen for a while: the groups are read so often, and so much later.
    static constexpr int looksForDone = 3;
    static constexpr std::chrono::seconds betweenReadings{2};

protected:
    [[nodiscard]] WriteRecorder &makeRecorder(const QByteArray &progress) override;
    [[nodiscard]] QCoro::Task<Result<void>> work(std::stop_token stop) override;
    [[nodiscard]] RunOutcome outcomeFor(const Result<void> &worked) const override;
    [[nodiscard]] QCoro::Task<Result<RunOutcome>> close(RunOutcome outcome) override;
    [[nodiscard]] RunMetrics currentMetrics() const override;

private:
    class Sender;
    enum class Step { Put, Take };

    [[nodiscard]] Result<void> mayBegin() const;
    /// Seals the numbers, or reads what an earlier life has sealed.
    [[nodiscard]] QCoro::Task<Result<void>> openNumbers(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> openLog();
    [[nodiscard]] QCoro::Task<Result<void>> carryOut(std::stop_token stop);
    /// Reads the groups and records what that proves of every number.
    [[nodiscard]] QCoro::Task<Result<void>> look(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> readGroups(std::stop_token stop);
    /// Whether nothing of a wave can be seen in the groups.
    [[nodiscard]] bool isDoubtful(const QList<std::uint32_t> &wave) const;
    [[nodiscard]] QList<UnitChange> proved(bool resumed) const;
    void proveOne(std::uint32_t number, bool resumed, QList<UnitChange> &changes) const;
    /// What may be sent now.
    [[nodiscard]] QList<std::uint32_t> sendable(Step step) const;
    [[nodiscard]] DoNotCallChangeResult resultOf(std::uint32_t number) const;
    [[nodiscard]] QJsonObject counts() const;
    [[nodiscard]] QCoro::Task<Result<void>> record(QList<UnitChange> changes);
    void showProgress();

    // A number has two units in the log, one a step, whether it needs both or not.
    [[nodiscard]] std::uint32_t numbers() const { return std::uint32_t(m_changes.size()); }
    [[nodiscard]] static std::uint32_t putOf(std::uint32_t number) { return number; }
    [[nodiscard]] std::uint32_t takeOf(std::uint32_t number) const { return numbers() + number; }
    [[nodiscard]] const DoNotCallChange &changeOf(std::uint32_t unit) const
    {
        return m_changes.at(qsizetype(unit % numbers()));
    }
    [[nodiscard]] bool isMove() const { return m_order.order.aim.act == DoNotCallAct::Move; }

    FrozenDoNotCallChange m_order;
    QList<DoNotCallChange> m_changes;
    std::unique_ptr<DoNotCallChangeRecorder> m_recorder;
    std::unique_ptr<UnitLog> m_log;
    std::vector<DoNotCallHold> m_putHolds, m_takeHolds; ///< Per number, by the last reading.
    QDateTime m_readAt; ///< Of that; UTC, by the service's clock.
    bool m_hasLooked = false; ///< In this life of the run.
    bool m_isInClear = false; ///< The numbers are not encrypted.
};

/// Starts one. BadInput as DoNotCallGate, "no_do_not_call", "other_profile"; LookOnly while the session is; InUse
/// "group_in_use" while another run changes one of the groups, "change_open" while the run that is to be undone could
/// still go on.
[[nodiscard]] Result<Run *> startDoNotCallChange(RunManager &runs, TenantSession &session, DoNotCallChangeOrder order);

} // namespace muster
