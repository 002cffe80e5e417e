// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/outbox.h"
#include "network/api/callbackclient.h"
#include "network/http/clock.h"

#include <QCoro/QCoroTask>
#include <QFuture>
#include <QHash>
#include <QObject>
#include <functional>
#include <optional>
#include <stop_token>

class QTimer;

namespace muster {

class AuditLog;
class SigningKeys;
class StoreThread;

/// Delivers what waits in the outbox, in order for each target and several targets side by side, so that a slow one
/// holds nobody else (F36, F121). Never affects the run that a delivery belongs to. GUI thread.
///
/// Waits are counted by the monotonic clock from the moment that they were decided; the outbox's own times serve the
/// next start. What cannot be written down is kept here and never sent again by this process: nothing more is sent
/// until it is written, and that is tried with growing pauses.
class OutboxRunner : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Outbox &outbox;
        AuditLog &audit;
        StoreThread &store;
        Clock &clock;
        SigningKeys &keys;
        /// Origins that are a tenant's API: nothing is posted there (S13).
        std::function<QStringList()> apiOrigins;
        /// Makes the body of a delivery with Delivery::recordsFrom. Errors with the code "records_gone" or
        /// "records_changed" give it up for good; others are as a target's.
        std::function<QFuture<Result<QByteArray>>(Delivery)> bodyWithRecords = {};
    };
    explicit OutboxRunner(Parts parts, QObject *parent = nullptr);
    /// With `client` in place of one of its own.
    OutboxRunner(Parts parts, std::unique_ptr<CallbackClient> client, QObject *parent = nullptr);
    ~OutboxRunner() override;

    static constexpr int targetsAtOnce = 8;

    /// What a receiver said to a test.
    struct TestAnswer
    {
        int status = 0; ///< Of HTTP.
        std::chrono::milliseconds took{0}; ///< From asking to the answer, connecting included.
    };
    /// Posts one notice that says it is a test, `{"event": "test", "sent_at": TIME}`, signed and refused as any other
    /// to that target. It belongs to no run, is in no queue and is never tried again. Like an attempt it is under way
    /// for stop(). The error is that of the attempt.
    [[nodiscard]] QCoro::Task<Result<TestAnswer>> test(QUrl target);

    /// Whether the wall clock may be believed when it says that a day has passed; asked before anything is given up
    /// (F107). Believed unless somebody doubts it.
    using Doubt = std::function<bool()>;
    void setClockDoubt(Doubt isDoubtful) { m_isClockDoubtful = std::move(isDoubtful); }

    /// Nothing is being sent now. What still waits stays for the next start.
    [[nodiscard]] bool isIdle() const { return m_busy == 0; }
    /// Why nothing is sent although something waits: the outbox or the history could not be written or read.
    [[nodiscard]] const std::optional<ApiError> &trouble() const { return m_trouble; }
    /// Tries what is due now; happens by itself whenever something is queued.
    void wake();
    /// Stops after the attempts under way; stopped() follows, at once when idle.
    void stop();

Q_SIGNALS:
    void stopped();
    void idle(); ///< Everything that is due has been tried.
    void troubleChanged();

private:
    /// One target: a URL, as deliveries to one host may be of several receivers behind it.
    struct Target
    {
        bool isBusy = false;
        int failuresInRow = 0;
        Clock::TimePoint notBefore{};
    };
    /// What became of an attempt, until it is on the disk.
    struct Attempted
    {
        Delivery delivery;
        std::optional<ApiError> error;
        std::chrono::milliseconds wait{0};
        bool isAudited = false;
    };

    void tryDue();
    [[nodiscard]] QCoro::Task<void> serve(QUrl target, std::stop_token stop);
    /// The next of that target that may be tried; a later time is taken into `m_next`.
    [[nodiscard]] Result<std::optional<Delivery>> nextFor(const QUrl &target);
    [[nodiscard]] QCoro::Task<Result<int>> post(Delivery delivery, std::stop_token stop);
    /// False: it could not be written down.
    [[nodiscard]] QCoro::Task<bool> keep(Attempted attempted);
    [[nodiscard]] QCoro::Task<void> keepHeld();
    void release(const QUrl &target);
    void setTrouble(const ApiError &error);
    void wakeAt(Clock::TimePoint time);
    /// Like the wall clock when this began, and moved since by nothing but time (F101).
    [[nodiscard]] QDateTime steadyNow() const;

    Parts m_parts;
    std::unique_ptr<CallbackClient> m_client;
    Doubt m_isClockDoubtful;
    QTimer *m_timer;
    std::stop_source m_stop;
    QHash<QString, Target> m_targets; ///< By address.
    QHash<QString, Clock::TimePoint> m_notBefore; ///< Of deliveries that were tried in vain.
    QHash<QString, Attempted> m_held; ///< Not on the disk yet.
    std::optional<ApiError> m_trouble;
    int m_troublesInRow = 0;
    Clock::TimePoint m_troubledUntil{};
    std::optional<Clock::TimePoint> m_next; ///< When to look again.
    int m_busy = 0;
    bool m_isKeeping = false;
    const QDateTime m_wallAtStart;
    const Clock::TimePoint m_start;
    const std::chrono::milliseconds m_sleptAtStart;
};

} // namespace muster
