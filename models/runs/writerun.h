// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"
#include "network/wire/service.h"

#include <memory>

namespace muster {

class RunMeter;
class TenantConnection;
class Workspace;
class WriteRecorder;
struct FrozenFor;

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
    /// A file of the run (see Workspace::runFile) that nothing goes on from once it has ended so; empty: none.
    [[nodiscard]] virtual QString spentFile(const RunOutcome &outcome) const;

    /// Whether a person can be asked once more, instead of the run being gone on with: something that may call was
    /// started after the first look, and nothing had been sent, not even in doubt (`touched`: how many records were).
    [[nodiscard]] bool mayAskAgain(const ApiError &error, qint64 touched) const
    {
        return !isResumed() && touched == 0 && error.code == QLatin1String("skill_running");
    }
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
