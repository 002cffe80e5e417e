// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/believabletime.h"
#include "network/wire/result.h"

#include <QDateTime>
#include <QObject>
#include <QUrl>

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
    /// The same for those that may have been queued before, whatever became of them since: nothing happens with these.
    [[nodiscard]] Result<void> enqueueOnce(const QList<Delivery> &deliveries);
    /// Waiting ones whose time has come, the longest due first.
    [[nodiscard]] Result<QList<Delivery>> due(const QDateTime &now, int count) const;
    [[nodiscard]] Result<std::optional<QDateTime>> nextDue() const;
    /// BadInput "unknown_delivery" when no such delivery waits; so for failed().
    [[nodiscard]] Result<void> delivered(const QString &id);
    /// Counts the attempt and plans the next: 1, 2, 4 ... s up to 15 min; after 24 h, when these have passed for
    /// certain (F107), the state becomes "undelivered".
    [[nodiscard]] Result<void> failed(const QString &id, const QString &errorKey, const BelievableTime &now);
    struct Counts
    {
        qint64 waiting = 0, delivered = 0, undelivered = 0;
    };
    [[nodiscard]] Result<Counts> counts(const QString &runId) const;
    /// Those given up, newest first; to be shown, never dropped silently.
    [[nodiscard]] Result<QList<Delivery>> undelivered(int count) const;

Q_SIGNALS:
    void changed(const QString &runId);
    void queued();

private:
    [[nodiscard]] Result<QList<Delivery>> query(const QString &condition, const QVariantList &values) const;
    [[nodiscard]] Result<Delivery> waiting(const QString &id) const;
    [[nodiscard]] Result<void> store(const Delivery &delivery);

    Database &m_database;
};

} // namespace muster
