// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/outboxrunner.h"

#include "models/runs/detach.h"
#include "models/store/auditlog.h"
#include "models/store/clockwitness.h"
#include "models/store/storethread.h"
#include "network/http/clock.h"

#include <QCoro/QCoroFuture>
#include <QJsonObject>
#include <QTimer>
#include <algorithm>

namespace muster {

namespace {

// Contract section 6.3: a notice is an object with "event"; a data lake is given an artifact.
constexpr std::chrono::milliseconds callbackTimeout = std::chrono::seconds(15);
constexpr std::chrono::milliseconds artifactTimeout = std::chrono::seconds(10);

std::chrono::milliseconds timeoutFor(const Delivery &delivery)
{
    const bool artifact = delivery.body.contains("\"interactionId\"") && delivery.body.contains("\"transcript\"");
    return artifact ? artifactTimeout : callbackTimeout;
}
constexpr int deliveriesAtOnce = 50;

} // namespace

OutboxRunner::OutboxRunner(Outbox &outbox, AuditLog &audit, StoreThread &store, Clock &clock,
                           const ClockWitness *witness, QObject *parent)
    : QObject(parent)
    , m_outbox(outbox)
    , m_audit(audit)
    , m_store(store)
    , m_clock(clock)
    , m_witness(witness)
    , m_client(clock)
    , m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &OutboxRunner::wake);
    connect(&m_outbox, &Outbox::queued, this, &OutboxRunner::wake);
    m_timer->start(0); // what an earlier start left behind
}

OutboxRunner::~OutboxRunner()
{
    Q_ASSERT(!m_sending); // whoever owns us waits for stopped()
}

void OutboxRunner::stop()
{
    m_stop.request_stop();
    m_timer->stop();
    if (!m_sending)
        Q_EMIT stopped();
}

void OutboxRunner::wake()
{
    if (m_sending || m_stop.stop_requested())
        return;
    m_sending = true;
    // m_sending keeps it single, and the owner waits for stopped() before this goes.
    detach(sendDue(m_stop.get_token()));
}

QCoro::Task<void> OutboxRunner::sendDue(std::stop_token stop)
{
    for (;;) {
        const auto due = m_outbox.due(m_clock.wallNow(), deliveriesAtOnce);
        if (!due || due->isEmpty() || stop.stop_requested())
            break;
        for (const Delivery &delivery : *due) {
            const auto status
                = co_await m_client.post(delivery.target, delivery.body, delivery.id, timeoutFor(delivery), stop);
            if (stop.stop_requested())
                break;
            co_await keep(delivery, status);
        }
    }
    m_sending = false;
    if (stop.stop_requested()) {
        Q_EMIT stopped();
        co_return;
    }
    planNext();
    Q_EMIT idle();
}

QCoro::Task<void> OutboxRunner::keep(Delivery delivery, Result<int> status)
{
    const BelievableTime time = m_witness != nullptr ? m_witness->now() : BelievableTime(m_clock.wallNow());
    const QFuture<Result<void>> kept = m_store.run([this, delivery, status, now = time]() -> Result<void> {
        const auto audit = [&](const QString &event, const QJsonObject &more) {
            QJsonObject facts{{QStringLiteral("delivery"), delivery.id}};
            for (auto it = more.begin(); it != more.end(); ++it)
                facts.insert(it.key(), it.value());
            (void)m_audit.append(event, delivery.runId, facts);
        };
        if (status) {
            (void)m_outbox.delivered(delivery.id);
            audit(QStringLiteral("webhook.delivered"), {{QStringLiteral("attempts"), delivery.attempts + 1}});
            return {};
        }
        const QString reason = errorKindKey(status.error().kind);
        (void)m_outbox.failed(delivery.id, reason, now);
        if (delivery.attempts == 0)
            audit(QStringLiteral("webhook.delayed"), {{QStringLiteral("reason"), reason}});
        return {};
    });
    (void)co_await kept;
}

void OutboxRunner::planNext()
{
    const auto next = m_outbox.nextDue();
    if (!next || !*next)
        return;
    const qint64 wait = m_clock.wallNow().msecsTo(**next);
    m_timer->start(static_cast<int>(std::clamp<qint64>(wait, 100, 60'000)));
}

} // namespace muster
