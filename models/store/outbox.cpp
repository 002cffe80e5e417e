// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/outbox.h"

#include "models/store/database.h"
#include "models/store/journal.h"
#include "models/store/sqlvalues.h"
#include "network/wire/mapped.h"

#include <QCryptographicHash>
#include <QSet>
#include <algorithm>

namespace muster {

namespace {

using namespace std::chrono_literals;
constexpr std::chrono::seconds longestWait = 15min;

constexpr QLatin1String deliveryColumns("id, run_id, target, body, attempts, queued_at, next_at, state, error, ");
constexpr QLatin1String carriedColumns("records_from, records, records_left_out");
/// The journal has them from here on; one that is only looked at may be older.
constexpr int recordsVersion = 4;

Delivery deliveryOf(const Database::Row &row)
{
    return Delivery{.id = row[0].toString(),
                    .runId = row[1].toString(),
                    .target = QUrl(row[2].toString(), QUrl::StrictMode),
                    .body = row[3].toByteArray(),
                    .recordsFrom = row[9].toByteArray(),
                    .records = row[10].toLongLong(),
                    .recordsLeftOut = row[11].toLongLong(),
                    .attempts = row[4].toInt(),
                    .queuedAt = momentOf(row[5]),
                    .nextAttemptAt = momentOf(row[6]),
                    .state = row[7].toString(),
                    .lastErrorKey = row[8].toString()};
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
    , m_hasRecords(m_database.userVersion().value_or(0) >= recordsVersion)
{
}

Outbox::~Outbox() = default;

std::chrono::milliseconds Outbox::pauseAfter(int attempts)
{
    const int doublings = std::clamp(attempts - 1, 0, 20); // far above the ceiling, far below overflow
    return std::min(std::chrono::seconds(1LL << doublings), longestWait);
}

Result<void> Outbox::enqueue(const QList<Delivery> &deliveries)
{
    using D = Database;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const auto orNow = [&](const QDateTime &time) { return time.isValid() ? time.toMSecsSinceEpoch() : now; };
    const auto stored = m_database.inTransaction([&]() -> Result<void> {
        for (const Delivery &delivery : deliveries) {
            TRY(inserted,
                m_database.change(
                    QStringLiteral("INSERT INTO deliveries (%1) VALUES (?,?,?,?,0,?,?,'waiting','',?,?,?)")
                        .arg(deliveryColumns + carriedColumns),
                    {D::text(delivery.id), D::text(delivery.runId),
                     D::text(delivery.target.toString(QUrl::FullyEncoded)), D::blob(delivery.body),
                     orNow(delivery.queuedAt), orNow(delivery.nextAttemptAt), D::blob(delivery.recordsFrom),
                     delivery.records, delivery.recordsLeftOut}));
        }
        return {};
    });
    if (!stored)
        return stored;
    tellChanged(deliveries);
    if (!deliveries.isEmpty())
        Q_EMIT queued();
    return {};
}

void Outbox::tellChanged(const QList<Delivery> &deliveries)
{
    QSet<QString> runs;
    for (const Delivery &delivery : deliveries)
        runs.insert(delivery.runId);
    for (const QString &run : std::as_const(runs))
        Q_EMIT changed(run);
}

Result<void> Outbox::enqueueOnce(const QList<Delivery> &deliveries)
{
    QList<Delivery> unknown;
    for (const Delivery &delivery : deliveries) {
        TRY(known, query(QStringLiteral("WHERE id = ?"), {delivery.id}));
        if (known->isEmpty())
            unknown.append(delivery);
        else if (known->first().state != QLatin1String("delivered")
                 && known->first().recordsFrom != delivery.recordsFrom)
            TRY_VOID(replace(delivery));
    }
    return unknown.isEmpty() ? Result<void>() : enqueue(unknown);
}

Result<QList<Delivery>> Outbox::query(const QString &condition, const QVariantList &values) const
{
    TRY(rows,
        m_database.select(
            QStringLiteral("SELECT %1%2 FROM deliveries %3")
                .arg(deliveryColumns, m_hasRecords ? carriedColumns : QLatin1String("x'', 0, 0"), condition),
            values));
    return mapped(*rows, deliveryOf);
}

Result<QList<QUrl>> Outbox::targetsOf(const QString &runId) const
{
    return targetsWhere(QStringLiteral("run_id = ?"), {runId});
}

Result<QList<QUrl>> Outbox::waitingTargets() const
{
    return targetsWhere(QStringLiteral("state = 'waiting'"), {});
}

Result<QList<QUrl>> Outbox::targetsWhere(const QString &condition, const QVariantList &values) const
{
    TRY(rows,
        m_database.select(QStringLiteral("SELECT DISTINCT target FROM deliveries WHERE %1").arg(condition), values));
    return mapped(*rows, [](const Database::Row &row) { return QUrl(row[0].toString(), QUrl::StrictMode); });
}

Result<QList<Delivery>> Outbox::waitingFor(const QUrl &target, int count) const
{
    return query(QStringLiteral("WHERE state = 'waiting' AND target = ? ORDER BY next_at, rowid LIMIT ?"),
                 {target.toString(QUrl::FullyEncoded), count});
}

Result<Delivery> Outbox::waiting(const QString &id) const
{
    TRY(found, query(QStringLiteral("WHERE id = ? AND state = 'waiting'"), {id}));
    if (found->isEmpty())
        return failure(ErrorKind::BadInput, "unknown_delivery", id);
    return found->first();
}

Result<void> Outbox::store(const Delivery &delivery)
{
    TRY(stored,
        m_database.change(
            QStringLiteral(
                "UPDATE deliveries SET body = ?, records_from = ?, attempts = ?, next_at = ?, state = ?, error = ? "
                "WHERE id = ?"),
            {Database::blob(delivery.body), Database::blob(delivery.recordsFrom), delivery.attempts,
             delivery.nextAttemptAt.toMSecsSinceEpoch(), delivery.state, Database::text(delivery.lastErrorKey),
             delivery.id}));
    Q_EMIT changed(delivery.runId);
    return {};
}

Result<void> Outbox::delivered(const QString &id)
{
    TRY(delivery, waiting(id));
    ++delivery->attempts;
    delivery->state = QStringLiteral("delivered");
    delivery->body.clear();
    delivery->recordsFrom.clear();
    delivery->lastErrorKey.clear();
    return store(*delivery);
}

Result<Delivery> Outbox::failed(const QString &id, const QString &errorKey, const QDateTime &now,
                                std::chrono::milliseconds wait, Patience patience)
{
    TRY(delivery, waiting(id));
    ++delivery->attempts;
    delivery->lastErrorKey = errorKey;
    if (patience == Patience::ADay && std::chrono::milliseconds(delivery->queuedAt.msecsTo(now)) >= givenUpAfter)
        delivery->state = QStringLiteral("undelivered");
    else
        delivery->nextAttemptAt = now.addMSecs(std::max(wait, pauseAfter(delivery->attempts)).count());
    TRY_VOID(store(*delivery));
    return delivery;
}

Result<Delivery> Outbox::giveUp(const QString &id, const QString &errorKey)
{
    TRY(delivery, waiting(id));
    delivery->state = QStringLiteral("undelivered");
    delivery->lastErrorKey = errorKey;
    TRY_VOID(store(*delivery));
    return delivery;
}

/// After a loss of power pages may be read once more, and stand elsewhere in the file.
Result<void> Outbox::replace(const Delivery &delivery)
{
    TRY(replaced,
        m_database.change(
            QStringLiteral("UPDATE deliveries SET body = ?, records_from = ?, records = ?, records_left_out = ?, "
                           "state = 'waiting', queued_at = ?, next_at = ? WHERE id = ?"),
            {Database::blob(delivery.body), Database::blob(delivery.recordsFrom), delivery.records,
             delivery.recordsLeftOut, delivery.queuedAt.toMSecsSinceEpoch(), delivery.nextAttemptAt.toMSecsSinceEpoch(),
             delivery.id}));
    Q_EMIT changed(delivery.runId);
    Q_EMIT queued();
    return {};
}

Result<QList<Delivery>> Outbox::giveUpOverdue(const QUrl &target, const QString &errorKey, const QDateTime &now)
{
    auto overdue = query(QStringLiteral("WHERE state = 'waiting' AND target = ? AND queued_at <= ?"),
                         {target.toString(QUrl::FullyEncoded),
                          now.toMSecsSinceEpoch() - std::chrono::milliseconds(givenUpAfter).count()});
    if (!overdue || overdue->isEmpty())
        return overdue;
    const auto stored = m_database.inTransaction([&]() -> Result<void> {
        for (Delivery &delivery : *overdue) {
            delivery.state = QStringLiteral("undelivered");
            delivery.lastErrorKey = errorKey;
            TRY(changed,
                m_database.change(QStringLiteral("UPDATE deliveries SET state = ?, error = ? WHERE id = ?"),
                                  {delivery.state, Database::text(errorKey), delivery.id}));
        }
        return {};
    });
    if (!stored)
        return failure(stored.error());
    tellChanged(*overdue);
    return overdue;
}

Result<int> Outbox::tryAgain(const QString &runId, const QDateTime &now)
{
    TRY(given,
        runId.isEmpty() ? query(QStringLiteral("WHERE state = 'undelivered'"), {})
                        : query(QStringLiteral("WHERE state = 'undelivered' AND run_id = ?"), {runId}));
    const auto stored = m_database.inTransaction([&]() -> Result<void> {
        for (const Delivery &delivery : *given) {
            TRY(changed,
                m_database.change(
                    QStringLiteral("UPDATE deliveries SET state = 'waiting', queued_at = ?, next_at = ? WHERE id = ?"),
                    {now.toMSecsSinceEpoch(), now.toMSecsSinceEpoch(), delivery.id}));
        }
        return {};
    });
    if (!stored)
        return failure(stored.error());
    tellChanged(*given);
    if (!given->isEmpty())
        Q_EMIT queued();
    return int(given->size());
}

Result<Outbox::Counts> Outbox::counts(const QString &runId) const
{
    return countWhere(QStringLiteral("WHERE run_id = ?"), {runId});
}

Result<Outbox::Counts> Outbox::counts() const
{
    return countWhere({}, {});
}

Result<Outbox::Counts> Outbox::countWhere(const QString &condition, const QVariantList &values) const
{
    TRY(rows,
        m_database.select(QStringLiteral("SELECT state, COUNT(*) FROM deliveries %1 GROUP BY state").arg(condition),
                          values));
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

Result<Outbox::Records> Outbox::recordsOf(const QString &runId) const
{
    if (!m_hasRecords)
        return Records();
    TRY(rows,
        m_database.select(QStringLiteral("SELECT coalesce(SUM(records), 0), coalesce(SUM(records_left_out), 0) "
                                         "FROM deliveries WHERE run_id = ?"),
                          {runId}));
    return Records{.handedOver = rows->first()[0].toLongLong(), .leftOut = rows->first()[1].toLongLong()};
}

Result<QList<Delivery>> Outbox::undelivered(int count) const
{
    return query(QStringLiteral("WHERE state = 'undelivered' ORDER BY queued_at DESC, rowid DESC LIMIT ?"), {count});
}

Result<QList<Delivery>> Outbox::ofRun(const QString &runId, int count) const
{
    return query(QStringLiteral("WHERE run_id = ? ORDER BY queued_at DESC, rowid DESC LIMIT ?"), {runId, count});
}

Result<QList<Delivery>> Outbox::delayed(int count) const
{
    return query(QStringLiteral("WHERE state = 'waiting' AND attempts > 0 ORDER BY queued_at, rowid LIMIT ?"), {count});
}

} // namespace muster
