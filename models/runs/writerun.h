// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"
#include "network/wire/service.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace muster {

class RunMeter;
class TenantConnection;
class UnitLog;
class Workspace;
class WriteRecorder;
struct FrozenFor;
struct WrittenFile;

/// A run whose every step is in audit and journal before the next: the start before anything else, the end before
/// anybody hears of it. A success that could not be written down is none. See Run for its life.
class WriteRun : public Run
{
    Q_OBJECT

public:
    ~WriteRun() override;

protected:
    /// `order`: work() begins only where `connection` is the one that it is for.
    WriteRun(QString id, const FrozenFor &order, RunStart start, Workspace &workspace,
             std::shared_ptr<TenantConnection> connection, QObject *parent);

    [[nodiscard]] QCoro::Task<RunOutcome> execute(std::stop_token stop) final;

    /// Called once, before anything else; the recorder is the run's. `progress`: what the journal has of an earlier
    /// life.
    [[nodiscard]] virtual WriteRecorder &makeRecorder(const QByteArray &progress) = 0;
    [[nodiscard]] virtual QCoro::Task<Result<void>> work(std::stop_token stop) = 0;
    /// Given to work() or to what kept it from beginning.
    [[nodiscard]] virtual RunOutcome outcomeFor(const Result<void> &worked) const = 0;
    /// Before the end is written down: what the run leaves besides, as a list of what was not done, told of in the
    /// outcome that is returned. A fault takes the place of a success.
    [[nodiscard]] virtual QCoro::Task<Result<RunOutcome>> close(RunOutcome outcome);
    /// A file of the run (see Workspace::runFile) that is of no use once it cannot be taken up again; empty: none.
    [[nodiscard]] virtual QString spentFile() const;

    /// Of a unit log that is not there.
    enum class MissingLog {
        IsNew, ///< It was never made: the run ended before, and nothing was sent.
        IsLost, ///< It held intents that nobody knows any more.
    };
    /// The run's unit log; what was cut off it is told. `digest`: what its units are of. Errors as UnitLog::open().
    [[nodiscard]] QCoro::Task<Result<std::unique_ptr<UnitLog>>> openUnits(QString digest, std::uint32_t units,
                                                                          MissingLog missing);
    [[nodiscard]] QString unitsFile() const; ///< Where that is.
    /// For outcomeFor(): as outcomeOf(), but Refused where nothing was sent and nothing will be, and where a person can
    /// be asked instead. `touched`: how many records something was sent of, even if in doubt; nullopt: who may call is
    /// no question of such a run.
    [[nodiscard]] RunOutcome endedBy(const ApiError &error, std::optional<qint64> touched = {}) const;
    /// For close(): has `write` list, on a worker, what was not done, and tells of it. `write` holds all that it needs.
    [[nodiscard]] QCoro::Task<Result<RunOutcome>> writeResult(RunOutcome outcome,
                                                              std::function<Result<WrittenFile>()> write);
    void showRecords(qint64 records); ///< How many are done with.

    /// Called by work() before it asks anything of the tenant, see TenantConnection::mayCall().
    [[nodiscard]] QCoro::Task<Result<void>> mayCall(QList<Operation> calls, std::stop_token stop);
    [[nodiscard]] bool isResumed() const { return m_start == RunStart::Resume; }
    [[nodiscard]] const QString &phase() const { return m_phase; } ///< As RunMetrics::phase.
    /// Shows the phase; when this ends it is in audit and journal as well.
    [[nodiscard]] QCoro::Task<Result<void>> enter(const char *phase);
    void showPhase(const char *phase);

    Workspace &m_workspace;
    const std::shared_ptr<TenantConnection> m_connection;
    const std::unique_ptr<RunMeter> m_meter; ///< Out of the header: it knows the network, which windows do not see.
    /// Nothing was sent, and nothing will be. At first of a run that was not begun before.
    bool m_refused = false;

private:
    [[nodiscard]] QCoro::Task<Result<void>> begin();
    [[nodiscard]] QCoro::Task<RunOutcome> conclude(RunOutcome outcome);

    const QString m_profileId, m_profileName; ///< That the order is for.
    const RunStart m_start;
    WriteRecorder *m_reported = nullptr; ///< The run's.
    QString m_phase;
};

} // namespace muster
