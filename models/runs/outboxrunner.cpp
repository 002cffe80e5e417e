// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/outboxrunner.h"

#include "models/runs/detach.h"
#include "models/store/auditlog.h"
#include "models/store/signingkeys.h"
#include "models/store/storethread.h"

#include <QCoro/QCoroFuture>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>
#include <QUuid>
#include <algorithm>

namespace muster {

namespace {

using std::chrono::milliseconds;

// Contract section 6.3: a notice is an object with "event"; a data lake is given an artifact.
constexpr milliseconds callbackTimeout = std::chrono::seconds(15);
constexpr milliseconds artifactTimeout = std::chrono::seconds(10);
/// More than have been tried in vain and wait beside each other; those behind them come when these have gone.
constexpr int lookedAt = 50;
/// The pauses after a write that failed grow from here.
constexpr int troubleDoublings = 3;

milliseconds timeoutFor(const Delivery &delivery)
{
    const bool artifact = delivery.body.contains("\"interactionId\"") && delivery.body.contains("\"transcript\"");
    return artifact ? artifactTimeout : callbackTimeout;
}

/// A CDP says by one of these that it was told of an audience; to others any 2xx will do (contract, section 6.3).
QList<int> deliveredBy(const Delivery &delivery)
{
    const bool audience = delivery.body.contains("\"event\":\"AUDIENCE_UPDATED\"");
    return audience ? QList<int>{200, 201, 202} : QList<int>();
}

/// Would meet every other notice to that target as well.
bool isOfTheTarget(const ApiError &error)
{
    switch (error.kind) {
    case ErrorKind::NotSent:
    case ErrorKind::ConnectionLost:
    case ErrorKind::TimedOut:
    case ErrorKind::TlsRefused:
    case ErrorKind::ProxyRefused:
    case ErrorKind::Throttled:
    case ErrorKind::ServerTrouble:
    case ErrorKind::KeyStore:
    case ErrorKind::AddressRefused:
        return true;
    default:
        return false;
    }
}

/// What a notice was to carry is not there any more: no further attempt can send it as it was queued.
bool isForGood(const ApiError &error)
{
    return error.code == QLatin1String("records_gone") || error.code == QLatin1String("records_changed");
}

/// How long a wait that was decided before this start may still last, whatever the clocks of then and now say.
milliseconds longestLeft(const Delivery &delivery)
{
    return delivery.lastErrorKey == errorKindKey(ErrorKind::Throttled) ? milliseconds(Outbox::givenUpAfter)
                                                                       : Outbox::pauseAfter(100);
}

} // namespace

OutboxRunner::OutboxRunner(Parts parts, QObject *parent)
    : OutboxRunner(parts, std::make_unique<CallbackClient>(parts.clock), parent)
{
}

OutboxRunner::OutboxRunner(Parts parts, std::unique_ptr<CallbackClient> client, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
    , m_client(std::move(client))
    , m_isClockDoubtful([] { return false; })
    , m_timer(new QTimer(this))
    , m_wallAtStart(m_parts.clock.wallNow())
    , m_start(m_parts.clock.now())
    , m_sleptAtStart(m_parts.clock.slept())
{
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &OutboxRunner::wake);
    connect(&m_parts.outbox, &Outbox::queued, this, &OutboxRunner::wake);
    m_timer->start(0); // what an earlier start left behind
}

OutboxRunner::~OutboxRunner()
{
    Q_ASSERT(m_busy == 0); // whoever owns us waits for stopped()
}

QDateTime OutboxRunner::steadyNow() const
{
    const auto passed = std::chrono::duration_cast<milliseconds>(m_parts.clock.now() - m_start)
        + (m_parts.clock.slept() - m_sleptAtStart);
    return m_wallAtStart.addMSecs(passed.count());
}

void OutboxRunner::stop()
{
    m_stop.request_stop();
    m_timer->stop();
    if (m_busy == 0)
        Q_EMIT stopped();
}

void OutboxRunner::wake()
{
    if (m_stop.stop_requested())
        return;
    m_next.reset();
    tryDue();
    if (m_next) {
        const auto wait = std::chrono::ceil<milliseconds>(*m_next - m_parts.clock.now());
        m_timer->start(std::clamp(wait, milliseconds(100), milliseconds(60'000)));
    }
    if (m_busy == 0)
        Q_EMIT idle();
}

void OutboxRunner::wakeAt(Clock::TimePoint time)
{
    m_next = m_next ? std::min(*m_next, time) : time;
}

void OutboxRunner::tryDue()
{
    const Clock::TimePoint now = m_parts.clock.now();
    if (now < m_troubledUntil) {
        wakeAt(m_troubledUntil);
        return;
    }
    if (!m_held.isEmpty()) {
        // Nothing is sent past something that is not written down.
        if (!m_isKeeping && m_busy == 0) {
            m_isKeeping = true;
            ++m_busy;
            // m_busy keeps it single, and the owner waits for stopped() before this goes.
            detach(keepHeld(), this, [](OutboxRunner *self, const ApiError &thrown) {
                self->m_isKeeping = false;
                self->setTrouble(thrown);
                self->release({});
            });
        }
        return;
    }
    const auto targets = m_parts.outbox.waitingTargets();
    if (!targets) {
        setTrouble(targets.error());
        return;
    }
    for (const QUrl &target : *targets) {
        Target &state = m_targets[target.toString(QUrl::FullyEncoded)];
        if (state.isBusy)
            continue;
        if (now < state.notBefore) {
            wakeAt(state.notBefore);
            continue;
        }
        if (m_busy >= targetsAtOnce)
            break; // whoever gets free looks again
        const auto next = nextFor(target);
        if (!next) {
            setTrouble(next.error());
            return;
        }
        if (!*next)
            continue;
        state.isBusy = true;
        ++m_busy;
        detach(serve(target, m_stop.get_token()), this, [target](OutboxRunner *self, const ApiError &thrown) {
            self->setTrouble(thrown);
            self->release(target);
        });
    }
    if (m_trouble && m_held.isEmpty() && m_parts.clock.now() >= m_troubledUntil) {
        m_trouble.reset();
        Q_EMIT troubleChanged();
    }
}

Result<std::optional<Delivery>> OutboxRunner::nextFor(const QUrl &target)
{
    TRY(waiting, m_parts.outbox.waitingFor(target, lookedAt));
    const Clock::TimePoint now = m_parts.clock.now();
    for (const Delivery &delivery : *waiting) {
        if (m_held.contains(delivery.id))
            continue;
        if (delivery.attempts > 0 && !m_notBefore.contains(delivery.id)) {
            const milliseconds left(steadyNow().msecsTo(delivery.nextAttemptAt));
            m_notBefore.insert(delivery.id, now + std::clamp(left, milliseconds(0), longestLeft(delivery)));
        }
        const Clock::TimePoint time = m_notBefore.value(delivery.id, now);
        if (time <= now)
            return std::optional(delivery);
        wakeAt(time);
    }
    return std::nullopt;
}

QCoro::Task<void> OutboxRunner::serve(QUrl target, std::stop_token stop)
{
    const QString address = target.toString(QUrl::FullyEncoded);
    while (!stop.stop_requested() && m_held.isEmpty()) {
        const auto next = nextFor(target);
        if (!next) {
            setTrouble(next.error());
            break;
        }
        if (!*next)
            break;
        const Delivery delivery = **next;
        const Result<int> status = co_await post(delivery, stop);
        if (!status && status.error().kind == ErrorKind::Cancelled)
            break;
        Attempted attempted{.delivery = delivery};
        Target &state = m_targets[address];
        const bool isTargets = !status && isOfTheTarget(status.error());
        state.failuresInRow = isTargets ? state.failuresInRow + 1 : 0;
        if (!status)
            attempted.error = status.error();
        if (!status && isForGood(status.error())) {
            m_notBefore.remove(delivery.id); // who lets it be tried again has put back what was missing
        } else if (!status) {
            const int attempts
                = isTargets ? std::max(state.failuresInRow, delivery.attempts + 1) : delivery.attempts + 1;
            // Honoured however long it is, as far as a notice waits at all.
            attempted.wait = std::max(
                Outbox::pauseAfter(attempts),
                std::min(status.error().retryAfter.value_or(milliseconds(0)), milliseconds(Outbox::givenUpAfter)));
            const Clock::TimePoint time = m_parts.clock.now() + attempted.wait;
            m_notBefore.insert(delivery.id, time);
            if (isTargets)
                state.notBefore = time;
        }
        const bool kept = co_await keep(attempted);
        if (!kept || isTargets)
            break;
    }
    release(target);
}

void OutboxRunner::release(const QUrl &target)
{
    if (!target.isEmpty())
        m_targets[target.toString(QUrl::FullyEncoded)].isBusy = false;
    --m_busy;
    if (!m_stop.stop_requested())
        wake();
    else if (m_busy == 0)
        Q_EMIT stopped();
}

QCoro::Task<Result<int>> OutboxRunner::post(Delivery delivery, std::stop_token stop)
{
    // A connection may have been made since the notice was queued.
    if (m_parts.apiOrigins && m_parts.apiOrigins().contains(SigningKeys::originOf(delivery.target))) {
        co_return failure(ErrorKind::AddressRefused, "api_origin", delivery.target.host(QUrl::FullyEncoded));
    }
    CO_TRY(keys, co_await m_parts.keys.keysFor(delivery.target, m_parts.clock.wallNow(), stop));
    QByteArray body = delivery.body;
    if (!delivery.recordsFrom.isEmpty()) {
        Q_ASSERT(m_parts.bodyWithRecords);
        const QFuture<Result<QByteArray>> making = m_parts.bodyWithRecords(delivery);
        CO_TRY(made, co_await making);
        body = *std::move(made);
        if (stop.stop_requested())
            co_return failure(ErrorKind::Cancelled);
    }
    co_return co_await m_client->post({.target = delivery.target,
                                       .json = body,
                                       .deliveryId = delivery.id,
                                       .timeout = timeoutFor(delivery),
                                       .keys = *keys,
                                       .delivered = deliveredBy(delivery)},
                                      stop);
}

QCoro::Task<Result<OutboxRunner::TestAnswer>> OutboxRunner::test(QUrl target)
{
    if (m_stop.stop_requested())
        co_return failure(ErrorKind::Cancelled);
    ++m_busy;
    const QDateTime now = m_parts.clock.wallNow();
    Delivery delivery;
    delivery.id = QUuid::createUuid().toString(QUuid::Id128);
    delivery.target = target;
    delivery.body = QJsonDocument(QJsonObject{{QStringLiteral("event"), QStringLiteral("test")},
                                              {QStringLiteral("sent_at"), now.toString(Qt::ISODate)}})
                        .toJson(QJsonDocument::Compact);
    const Clock::TimePoint asked = m_parts.clock.now();
    const Result<int> status = co_await caught(post(delivery, m_stop.get_token()));
    const auto took = std::chrono::duration_cast<milliseconds>(m_parts.clock.now() - asked);
    release({});
    co_return status.map([took](int code) { return TestAnswer{.status = code, .took = took}; });
}

QCoro::Task<bool> OutboxRunner::keep(Attempted attempted)
{
    const QString id = attempted.delivery.id;
    const auto audited = std::make_shared<bool>(attempted.isAudited);
    const Outbox::Patience patience = m_isClockDoubtful() ? Outbox::Patience::Endless : Outbox::Patience::ADay;
    const QFuture<Result<void>> writing = m_parts.store.run([&outbox = m_parts.outbox, &audit = m_parts.audit,
                                                             attempted, audited, patience,
                                                             now = steadyNow()]() -> Result<void> {
        const Delivery &delivery = attempted.delivery;
        const auto note = [&](const char *event, const Delivery &about, const QJsonObject &more) -> Result<void> {
            QJsonObject facts{{QStringLiteral("delivery"), about.id},
                              {QStringLiteral("host"), about.target.host(QUrl::FullyEncoded)}};
            for (auto it = more.begin(); it != more.end(); ++it)
                facts.insert(it.key(), it.value());
            const auto entry = audit.append(QLatin1String(event), about.runId, facts);
            return entry ? Result<void>() : tl::unexpected(entry.error());
        };
        // Somebody may have discarded or settled it meanwhile: then there is nothing to write.
        const auto unlessGone = [](const Result<void> &result) {
            const bool gone = !result && result.error().code == QLatin1String("unknown_delivery");
            return gone ? Result<void>() : result;
        };
        if (!attempted.error) {
            if (!*audited) {
                QJsonObject facts{{QStringLiteral("attempts"), delivery.attempts + 1}};
                if (!delivery.recordsFrom.isEmpty())
                    facts.insert(QStringLiteral("records"), delivery.records);
                TRY_VOID(note("webhook.delivered", delivery, facts));
                *audited = true;
            }
            return unlessGone(outbox.delivered(delivery.id));
        }
        if (isForGood(*attempted.error)) {
            const QString &code = attempted.error->code;
            if (!*audited) {
                const auto noted = note("webhook.records_gone", delivery, {{QStringLiteral("reason"), code}});
                if (!noted)
                    return noted;
                *audited = true;
            }
            const auto given = outbox.giveUp(delivery.id, code);
            return unlessGone(given ? Result<void>() : tl::unexpected(given.error()));
        }
        const QString reason = errorKindKey(attempted.error->kind);
        if (delivery.attempts == 0 && !*audited) {
            TRY_VOID(note("webhook.delayed", delivery, {{QStringLiteral("reason"), reason}}));
            *audited = true;
        }
        QList<Delivery> givenUp;
        const auto failed = outbox.failed(delivery.id, reason, now, attempted.wait, patience);
        if (!failed)
            return unlessGone(tl::unexpected(failed.error()));
        if (failed->state == QLatin1String("undelivered"))
            givenUp.append(*failed);
        // Whichever was tried: those that wait behind it have their day behind them as well.
        if (patience == Outbox::Patience::ADay && isOfTheTarget(*attempted.error)) {
            TRY(others, outbox.giveUpOverdue(delivery.target, reason, now));
            givenUp += *others;
        }
        for (const Delivery &one : std::as_const(givenUp)) {
            const auto noted = note("webhook.undelivered", one,
                                    {{QStringLiteral("reason"), reason}, {QStringLiteral("attempts"), one.attempts}});
            if (!noted)
                return noted;
        }
        return {};
    });
    const Result<void> written = co_await writing;
    if (written) {
        m_held.remove(id);
        if (!attempted.error)
            m_notBefore.remove(id);
        m_troublesInRow = 0;
        if (m_trouble && m_held.isEmpty()) {
            m_trouble.reset();
            Q_EMIT troubleChanged();
        }
        co_return true;
    }
    attempted.isAudited = *audited;
    m_held.insert(id, attempted);
    setTrouble(written.error());
    co_return false;
}

QCoro::Task<void> OutboxRunner::keepHeld()
{
    const QList<Attempted> held = m_held.values();
    for (const Attempted &attempted : held) {
        if (m_stop.stop_requested() || !co_await keep(attempted))
            break;
    }
    m_isKeeping = false;
    release({});
}

void OutboxRunner::setTrouble(const ApiError &error)
{
    ++m_troublesInRow;
    m_troubledUntil = m_parts.clock.now() + Outbox::pauseAfter(m_troublesInRow + troubleDoublings);
    wakeAt(m_troubledUntil);
    const bool isNews = !m_trouble || m_trouble->code != error.code || m_trouble->kind != error.kind;
    m_trouble = error;
    if (isNews)
        Q_EMIT troubleChanged();
}

} // namespace muster
