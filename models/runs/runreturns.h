// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/clock.h"

#include <QHash>
#include <QObject>
#include <memory>
#include <optional>

class QTimer;

namespace muster {

class TenantConnection;

/// Paused runs that are to go on by themselves once the wait that the server asked for is over (F04). Kept in memory
/// only: after a restart a person decides. The waits are those of the monotonic clock, so that a wall clock that is set
/// forward shortens none. GUI thread.
class RunReturns : public QObject
{
    Q_OBJECT

public:
    using Connection = std::shared_ptr<TenantConnection>;

    /// `clock` outlives it.
    explicit RunReturns(Clock &clock, QObject *parent = nullptr);

    /// The run goes on after `wait` from now, on the connection whose rate gate knows of the wait.
    void plan(const QString &runId, std::chrono::milliseconds wait, const Connection &connection);
    /// False: there was no such plan.
    bool cancel(const QString &runId);
    void cancelAll();
    /// UTC; nullopt: the run does not return by itself.
    [[nodiscard]] std::optional<QDateTime> plannedFor(const QString &runId) const;

Q_SIGNALS:
    /// The wait is over, at most a second ago; the plan is forgotten.
    void due(const QString &runId, const std::shared_ptr<muster::TenantConnection> &connection);

private:
    struct Return
    {
        Clock::TimePoint at;
        QDateTime shown; ///< `at` by the wall clock as it was when it was planned.
        Connection connection;
    };
    void startDue();

    Clock &m_clock;
    QTimer *m_timer; ///< Runs while anything is planned.
    QHash<QString, Return> m_returns;
};

} // namespace muster
