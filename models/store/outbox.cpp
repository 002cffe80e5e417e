// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/outbox.h"

#include "models/store/database.h"
#include "models/store/journal.h"

#include <QCryptographicHash>
#include <QSet>
#include <chrono>

namespace muster {

namespace {

using namespace std::chrono_literals;
constexpr std::chrono::seconds longestWait = 15min;
constexpr std::chrono::milliseconds givenUpAfter = 24h;

constexpr QLatin1String columns("id, run_id, target, body, attempts, queued_at, next_at, state, error");

Delivery deliveryOf(const Database::Row &row)
{
    Delivery delivery;
    delivery.id = row[0].toString();
    delivery.runId = row[1].toString();
    delivery.target = QUrl(row[2].toString(), QUrl::StrictMode);
    delivery.body = row[3].toByteArray();
    delivery.attempts = row[4].toInt();
    delivery.queuedAt = QDateTime::fromMSecsSinceEpoch(row[5].toLongLong(), Qt::UTC);
    delivery.nextAttemptAt = QDateTime::fromMSecsSinceEpoch(row[6].toLongLong(), Qt::UTC);
    delivery.state = row[7].toString();
    delivery.lastErrorKey = row[8].toString();
    return delivery;
}

std::chrono::seconds waitAfter(int attempts)
{
    const int doublings = std::min(attempts - 1, 20); // far above the ceiling, far below overflow
    return std::min(std::chrono::seconds(1LL << doublings), longestWait);
}

} // namespace

QString deliveryId(const QString &runId, const QString &what)
{
    const QByteArray name = runId.toUtf8() + '\n' + what.toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex().first(32));
}

Outbox::Outbox(Journal &journal, QObject *parent)
    : QObject(parent)
    , m_database(journal.database())
{
}

Outbox::~Outbox() = default;

Result<void> Outbox::enqueue(const QList<Delivery> &deliveries)
{
    using D = Database;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const auto orNow = [&](const QDateTime &time) { return time.isValid() ? time.toMSecsSinceEpoch() : now; };
    const auto stored = m_database.inTransaction([&]() -> Result<void> {
        for (const Delivery &delivery : deliveries) {
            const auto inserted = m_database.change(
                QStringLiteral("INSERT INTO deliveries (%1) VALUES (?,?,?,?,0,?,?,'waiting','')").arg(columns),
                {D::text(delivery.id), D::text(delivery.runId), D::text(delivery.target.toString(QUrl::FullyEncoded)),
                 D::blob(delivery.body), orNow(delivery.queuedAt), orNow(delivery.nextAttemptAt)});
            if (!inserted)
                return failure(inserted.error());
        }
        return {};
    });
    if (!stored)
        return stored;
    QSet<QString> runs;
    for (const Delivery &delivery : deliveries)
        runs.insert(delivery.runId);
    for (const QString &run : std::as_const(runs))
        Q_EMIT changed(run);
    if (!deliveries.isEmpty())
        Q_EMIT queued();
    return {};
}

Result<void> Outbox::enqueueOnce(const QList<Delivery> &deliveries)
{
    QList<Delivery> unknown;
    for (const Delivery &delivery : deliveries) {
        const auto known = query(QStringLiteral("WHERE id = ?"), {delivery.id});
        if (!known)
            return failure(known.error());
        if (known->isEmpty())
            unknown.append(delivery);
    }
    return unknown.isEmpty() ? Result<void>() : enqueue(unknown);
}

Result<QList<Delivery>> Outbox::query(const QString &condition, const QVariantList &values) const
{
    const auto rows = m_database.select(QStringLiteral("SELECT %1 FROM deliveries %2").arg(columns, condition), values);
    if (!rows)
        return failure(rows.error());
    QList<Delivery> deliveries;
    for (const Database::Row &row : *rows)
        deliveries.append(deliveryOf(row));
    return deliveries;
}

Result<QList<Delivery>> Outbox::due(const QDateTime &now, int count) const
{
    // None is planned so far ahead but by a clock that was (F107).
    return query(QStringLiteral("WHERE state = 'waiting' AND (next_at <= ? OR next_at > ?) "
                                "ORDER BY next_at, rowid LIMIT ?"),
                 {now.toMSecsSinceEpoch(), now.addDuration(givenUpAfter).toMSecsSinceEpoch(), count});
}

Result<std::optional<QDateTime>> Outbox::nextDue() const
{
    const auto next = query(QStringLiteral("WHERE state = 'waiting' ORDER BY next_at LIMIT 1"), {});
    if (!next)
        return failure(next.error());
    return next->isEmpty() ? std::nullopt : std::optional(next->first().nextAttemptAt);
}

Result<Delivery> Outbox::waiting(const QString &id) const
{
    const auto found = query(QStringLiteral("WHERE id = ? AND state = 'waiting'"), {id});
    if (!found)
        return failure(found.error());
    if (found->isEmpty())
        return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("unknown_delivery"), .subject = id});
    return found->first();
}

Result<void> Outbox::store(const Delivery &delivery)
{
    const auto stored = m_database.change(
        QStringLiteral("UPDATE deliveries SET body = ?, attempts = ?, next_at = ?, state = ?, error = ? WHERE id = ?"),
        {Database::blob(delivery.body), delivery.attempts, delivery.nextAttemptAt.toMSecsSinceEpoch(), delivery.state,
         Database::text(delivery.lastErrorKey), delivery.id});
    if (!stored)
        return failure(stored.error());
    Q_EMIT changed(delivery.runId);
    return {};
}

Result<void> Outbox::delivered(const QString &id)
{
    auto delivery = waiting(id);
    if (!delivery)
        return failure(delivery.error());
    ++delivery->attempts;
    delivery->state = QStringLiteral("delivered");
    delivery->body.clear();
    delivery->lastErrorKey.clear();
    return store(*delivery);
}

Result<void> Outbox::failed(const QString &id, const QString &errorKey, const BelievableTime &now)
{
    auto delivery = waiting(id);
    if (!delivery)
        return failure(delivery.error());
    ++delivery->attempts;
    delivery->lastErrorKey = errorKey;
    if (now.hasPassed(delivery->queuedAt.addDuration(givenUpAfter)))
        delivery->state = QStringLiteral("undelivered");
    else
        delivery->nextAttemptAt = now.clock.addSecs(waitAfter(delivery->attempts).count());
    return store(*delivery);
}

Result<Outbox::Counts> Outbox::counts(const QString &runId) const
{
    const auto rows = m_database.select(
        QStringLiteral("SELECT state, COUNT(*) FROM deliveries WHERE run_id = ? GROUP BY state"), {runId});
    if (!rows)
        return failure(rows.error());
    Counts counts;
    for (const Database::Row &row : *rows) {
        const QString state = row[0].toString();
        const qint64 number = row[1].toLongLong();
        if (state == QLatin1String("waiting"))
            counts.waiting = number;
        else if (state == QLatin1String("delivered"))
            counts.delivered = number;
        else
            counts.undelivered = number;
    }
    return counts;
}

Result<QList<Delivery>> Outbox::undelivered(int count) const
{
    return query(QStringLiteral("WHERE state = 'undelivered' ORDER BY queued_at DESC, rowid DESC LIMIT ?"), {count});
}

} // namespace muster
