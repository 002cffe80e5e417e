// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/outbox.h"
#include "network/api/callbackclient.h"

#include <QCoro/QCoroTask>
#include <QObject>
#include <stop_token>

class QTimer;

namespace muster {

class AuditLog;
class Clock;
class ClockWitness;
class StoreThread;

/// Delivers what waits in the outbox, one delivery at a time, each by the outbox's timetable (F36). Never affects the
/// run that a delivery belongs to. GUI thread.
class OutboxRunner : public QObject
{
    Q_OBJECT

public:
    /// `witness`: where the clock is doubted, nothing is given up (F107).
    OutboxRunner(Outbox &outbox, AuditLog &audit, StoreThread &store, Clock &clock,
                 const ClockWitness *witness = nullptr, QObject *parent = nullptr);
    ~OutboxRunner() override;

    /// Nothing is being sent now. What still waits stays for the next start.
    [[nodiscard]] bool isIdle() const { return !m_sending; }
    /// Tries what is due now; happens by itself whenever something is queued.
    void wake();
    /// Stops after the attempt under way; stopped() follows, at once when idle.
    void stop();

Q_SIGNALS:
    void stopped();
    void idle(); ///< Everything that is due has been tried.

private:
    [[nodiscard]] QCoro::Task<void> sendDue(std::stop_token stop);
    /// What became of an attempt, on the disk when it resumes.
    [[nodiscard]] QCoro::Task<void> keep(Delivery delivery, Result<int> status);
    void planNext();

    Outbox &m_outbox;
    AuditLog &m_audit;
    StoreThread &m_store;
    Clock &m_clock;
    const ClockWitness *const m_witness;
    CallbackClient m_client;
    QTimer *m_timer;
    std::stop_source m_stop;
    bool m_sending = false;
};

} // namespace muster
