// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QDateTime>
#include <QObject>
#include <QUrl>
#include <chrono>

namespace muster {

class Database;
class Journal;

/// A notice to another system that waits to be delivered.
struct Delivery
{
    QString id; ///< 32 hexadecimal digits; the same on every attempt.
    QString runId;
    QUrl target;
    QByteArray body; ///< JSON. Counts and ids of runs and segments only. Dropped once delivered.
    /// Where the records stand that go with it, as RecordsPart has it; no record itself. Empty: none. Dropped once
    /// delivered.
    QByteArray recordsFrom;
    qint64 records = 0; ///< So many go with it.
    qint64 recordsLeftOut = 0; ///< So many should have and cannot.
    int attempts = 0;
    QDateTime queuedAt, nextAttemptAt; ///< UTC.
    QString state; ///< "waiting", "delivered", "undelivered" (24 h passed; kept and shown, F36)
    QString lastErrorKey;
};

/// An id that follows from what a notice is about, so that queueing it again after a crash neither loses nor doubles
/// it.
[[nodiscard]] QString deliveryId(const QString &runId, const QString &what);

/// Durable queue of webhooks (F36) in the journal's database. Knows nothing of the network: OutboxRunner sends.
/// GUI thread or StoreThread, from which the signals may come; each write is one sync. Errors as Database's.
class Outbox : public QObject
{
    Q_OBJECT

public:
    explicit Outbox(Journal &journal, QObject *parent = nullptr);
    ~Outbox() override;

    /// Durable when it returns. Batches: one transaction, all or nothing. A null queuedAt or nextAttemptAt means now.
    [[nodiscard]] Result<void> enqueue(const QList<Delivery> &deliveries);
    /// The same for those that may have been queued before, whatever became of them since: nothing happens with these,
    /// but where the records of one that was not delivered stand elsewhere now, it waits anew for those.
    [[nodiscard]] Result<void> enqueueOnce(const QList<Delivery> &deliveries);
    /// Where those of a run go or went.
    [[nodiscard]] Result<QList<QUrl>> targetsOf(const QString &runId) const;
    /// Where waiting ones are to go.
    [[nodiscard]] Result<QList<QUrl>> waitingTargets() const;
    /// Those that wait for `target`, the one whose time comes first at the head.
    [[nodiscard]] Result<QList<Delivery>> waitingFor(const QUrl &target, int count) const;
    /// BadInput "unknown_delivery" when no such delivery waits; so for failed().
    [[nodiscard]] Result<void> delivered(const QString &id);
    /// Gives one up that can never be sent as it was queued; BadInput "unknown_delivery" when it does not wait.
    [[nodiscard]] Result<Delivery> giveUp(const QString &id, const QString &errorKey);
    /// Whether a day that has passed by `now` is reason to give a delivery up.
    enum class Patience { ADay, Endless };
    /// Counts the attempt and plans the next: `wait` from now, at least 1, 2, 4 ... s up to 15 min; after 24 h the
    /// state becomes "undelivered". As it is then.
    [[nodiscard]] Result<Delivery> failed(const QString &id, const QString &errorKey, const QDateTime &now,
                                          std::chrono::milliseconds wait = {}, Patience patience = Patience::ADay);
    /// Gives up what has waited for `target` for 24 h by `now`; those that were given up.
    [[nodiscard]] Result<QList<Delivery>> giveUpOverdue(const QUrl &target, const QString &errorKey,
                                                        const QDateTime &now);
    /// The pause after so many failed attempts in a row.
    [[nodiscard]] static std::chrono::milliseconds pauseAfter(int attempts);
    static constexpr std::chrono::hours givenUpAfter{24};
    /// Lets those that were given up, of that run or (empty) of all, wait anew; how many. For a person who has mended
    /// what was wrong.
    [[nodiscard]] Result<int> tryAgain(const QString &runId, const QDateTime &now);
    /// Those of a run whatever became of them, the newest first.
    [[nodiscard]] Result<QList<Delivery>> ofRun(const QString &runId, int count) const;
    struct Counts
    {
        qint64 waiting = 0, delivered = 0, undelivered = 0;
    };
    [[nodiscard]] Result<Counts> counts(const QString &runId) const;
    /// Of all runs.
    [[nodiscard]] Result<Counts> counts() const;
    /// What the notices of a run held of its records: delivered, waiting or given up.
    struct Records
    {
        qint64 handedOver = 0, leftOut = 0;
    };
    [[nodiscard]] Result<Records> recordsOf(const QString &runId) const;
    /// Those given up, newest first; to be shown, never dropped silently.
    [[nodiscard]] Result<QList<Delivery>> undelivered(int count) const;
    /// Those that were tried in vain and wait, the oldest first.
    [[nodiscard]] Result<QList<Delivery>> delayed(int count) const;

Q_SIGNALS:
    void changed(const QString &runId);
    void queued();

private:
    [[nodiscard]] Result<QList<Delivery>> query(const QString &condition, const QVariantList &values) const;
    [[nodiscard]] Result<Delivery> waiting(const QString &id) const;
    [[nodiscard]] Result<QList<QUrl>> targetsWhere(const QString &condition, const QVariantList &values) const;
    [[nodiscard]] Result<Counts> countWhere(const QString &condition, const QVariantList &values) const;
    [[nodiscard]] Result<void> store(const Delivery &delivery);
    [[nodiscard]] Result<void> replace(const Delivery &delivery);
    void tellChanged(const QList<Delivery> &deliveries);

    Database &m_database;
    const bool m_hasRecords;
};

} // namespace muster
