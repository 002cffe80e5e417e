// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/run.h"

#include "models/runs/detach.h"
#include "models/runs/lifemeter.h"
#include "models/store/diskaccess.h"
#include "network/http/clock.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QTimer>
#include <utility>

namespace muster {

namespace {

constexpr std::chrono::milliseconds publishInterval(100);
constexpr std::chrono::seconds silenceInterval(1);
constexpr qsizetype keptEvents = 500;

} // namespace

Run::Run(QString id, QString orderDigest, QObject *parent)
    : QObject(parent)
    , m_id(std::move(id))
    , m_orderDigest(std::move(orderDigest))
    , m_startedAt(QDateTime::currentDateTimeUtc())
    , m_life(std::make_shared<LifeMeter>())
    , m_publishTimer(new QTimer(this))
    , m_countdownTimer(new QTimer(this))
    , m_limitTimer(new QTimer(this))
    , m_silenceTimer(new QTimer(this))
{
    m_publishTimer->setSingleShot(true);
    m_publishTimer->setInterval(publishInterval);
    connect(m_publishTimer, &QTimer::timeout, this, &Run::publish);
    m_countdownTimer->setInterval(publishInterval);
    connect(m_countdownTimer, &QTimer::timeout, this, &Run::publish);
    m_limitTimer->setSingleShot(true);
    connect(m_limitTimer, &QTimer::timeout, this, [this] {
        if (!m_outcome && !m_stop.stop_requested())
            stop(StopWish::TimeLimit);
    });
    m_silenceTimer->setInterval(silenceInterval);
    connect(m_silenceTimer, &QTimer::timeout, this, &Run::publish);
}

void Run::setTenant(const std::optional<RunTenant> &tenant)
{
    m_tenant = tenant;
}

void Run::setEntry(const QFuture<Result<void>> &written, RunOutcome::Kind otherwise)
{
    m_entry = written;
    m_withoutEntry = otherwise;
}

void Run::setLifeRecord(bool isTakenUp, LifeRecord keep)
{
    if (isTakenUp)
        m_life->takeUp();
    m_lifeRecord = std::move(keep);
}

QCoro::Task<void> Run::live()
{
    std::exception_ptr thrown;
    std::optional<RunOutcome> outcome;
    try {
        outcome = co_await entryAndBody();
    } catch (...) {
        thrown = std::current_exception();
    }
    if (thrown)
        outcome = co_await endOfThrown(thrownError(thrown));
    m_measures = measuresNow();
    if (m_lifeRecord)
        co_await keepLife(*outcome);
    finish(*outcome);
}

QCoro::Task<RunOutcome> Run::entryAndBody()
{
    if (m_entry) {
        const QFuture<Result<void>> entry = *m_entry;
        if (const Result<void> written = co_await entry; !written) {
            RunOutcome outcome{.kind = m_withoutEntry, .error = written.error()};
            if (outcome.error->subject.isEmpty())
                outcome.error->subject = QStringLiteral("journal.sqlite"); // what a full disk had no space for
            co_return RunOutcome(std::move(outcome));
        }
    }
    co_return co_await execute(m_stop.get_token());
}

QCoro::Task<RunOutcome> Run::endOfThrown(ApiError thrown)
{
    RunOutcome outcome{.kind = RunOutcome::Kind::Failed, .error = std::move(thrown)};
    if (m_lastEntry) {
        Result<void> written;
        try {
            const QFuture<Result<void>> writing = m_lastEntry(outcome);
            written = co_await writing;
        } catch (...) {
            written = tl::unexpected(thrownError(std::current_exception()));
        }
        if (!written)
            addEvent(QStringLiteral("record_failed"), {{QStringLiteral("kind"), errorKindKey(written.error().kind)}});
    }
    co_return RunOutcome(std::move(outcome));
}

RunMeasures Run::measuresNow() const
{
    return m_life->measures(currentMetrics());
}

QCoro::Task<void> Run::keepLife(RunOutcome outcome)
{
    Result<void> kept;
    try {
        const QFuture<Result<void>> keeping = m_lifeRecord(m_measures, outcome);
        kept = co_await keeping;
    } catch (...) {
        kept = tl::unexpected(thrownError(std::current_exception()));
    }
    if (!kept)
        addEvent(QStringLiteral("measures_failed"), {{QStringLiteral("kind"), errorKindKey(kept.error().kind)}});
}

void Run::endedAnyhow(const ApiError &thrown)
{
    if (m_outcome)
        return;
    RunOutcome outcome{.kind = RunOutcome::Kind::Failed, .error = thrown};
    finish(outcome);
}

void Run::pause()
{
    if (m_outcome || m_stop.stop_requested())
        return;
    stop(StopWish::Pause);
}

void Run::limitTime(std::chrono::milliseconds longest)
{
    if (longest > std::chrono::milliseconds::zero() && !m_outcome)
        m_limitTimer->start(longest);
    else
        m_limitTimer->stop();
}

void Run::stop(StopWish wish)
{
    m_stopWish = wish;
    setState(RunState::Stopping);
    m_stop.request_stop();
}

void Run::cancel()
{
    if (m_outcome)
        return;
    stop(StopWish::Cancel); // also after a pause
}

void Run::recall(const QDateTime &startedAt, const RunMetrics &metrics, const RunOutcome &outcome)
{
    m_startedAt = startedAt;
    m_metrics = metrics;
    m_outcome = outcome;
    m_state = RunState::Finished;
}

void Run::setState(RunState state)
{
    // Once a stop was asked for, what is still under way must not hide it.
    if (state == m_state || (m_state == RunState::Stopping && state != RunState::Finished))
        return;
    m_state = state;
    if (state == RunState::Throttled || state == RunState::WaitingForServer || state == RunState::WaitingForNetwork
        || state == RunState::WaitingForSignIn)
        m_countdownTimer->start();
    else
        m_countdownTimer->stop();
    Q_EMIT stateChanged(state);
}

void Run::noteWaiting(int attempt, const ApiError &cause, std::chrono::milliseconds wait)
{
    const bool throttled = cause.kind == ErrorKind::Throttled;
    addEvent(throttled ? QStringLiteral("throttled") : QStringLiteral("retry"),
             {{QStringLiteral("attempt"), attempt},
              {QStringLiteral("kind"), errorKindKey(cause.kind)},
              {QStringLiteral("status"), cause.httpStatus},
              {QStringLiteral("wait_ms"), qint64(wait.count())}});
    setState(throttled ? RunState::Throttled : RunState::WaitingForServer);
}

RunMeterHooks Run::meterHooks()
{
    RunMeterHooks hooks;
    hooks.waiting = [this](int attempt, const ApiError &cause, std::chrono::milliseconds wait) {
        m_silent = false; // from here on the state is that of the wait
        noteWaiting(attempt, cause, wait);
    };
    hooks.asking = [this] {
        if (!m_outcome && !m_silenceTimer->isActive())
            m_silenceTimer->start();
    };
    hooks.waitEnded = [this] { setState(RunState::Running); };
    hooks.signedIn = [this] { addEvent(QStringLiteral("signed_in")); };
    hooks.changed = [this] { touchMetrics(); };
    hooks.life = m_life;
    return hooks;
}

void Run::addEvent(const QString &code, const QVariantMap &args)
{
    const RunEvent event{QDateTime::currentDateTimeUtc(), code, args};
    if (m_events.size() == keptEvents)
        m_events.removeFirst();
    m_events.append(event);
    Q_EMIT eventAdded(event);
}

void Run::setCallbacks(const RunCallbacks &callbacks)
{
    if (callbacks == m_callbacks)
        return;
    m_callbacks = callbacks;
    if (!m_outcome) {
        touchMetrics();
        return;
    }
    // A run that has ended has no figures but these.
    m_metrics.callbacksSent = callbacks.sent;
    m_metrics.callbacksWaiting = callbacks.waiting;
    m_metrics.callbacksUndelivered = callbacks.undelivered;
    Q_EMIT metricsChanged(m_metrics);
    const RunOutcome before = *std::exchange(m_outcome, amended(*m_outcome));
    if (before.findings != m_outcome->findings)
        Q_EMIT outcomeAmended(*m_outcome);
}

RunOutcome Run::amended(RunOutcome outcome) const
{
    const QString key = QStringLiteral("undelivered:");
    outcome.findings.removeIf([&](const QString &finding) { return finding.startsWith(key); });
    if (m_callbacks.undelivered == 0)
        return outcome;
    outcome.findings.append(key + QString::number(m_callbacks.undelivered));
    if (outcome.kind == RunOutcome::Kind::Complete)
        outcome.kind = RunOutcome::Kind::CompleteWithFindings;
    return outcome;
}

void Run::touchMetrics()
{
    if (!m_publishTimer->isActive())
        m_publishTimer->start();
}

void Run::publish()
{
    m_metrics = currentMetrics();
    m_metrics.callbacksSent = m_callbacks.sent;
    m_metrics.callbacksWaiting = m_callbacks.waiting;
    m_metrics.callbacksUndelivered = m_callbacks.undelivered;
    followSilence();
    Q_EMIT metricsChanged(m_metrics);
}

void Run::followSilence()
{
    if (m_metrics.silence && (m_state == RunState::Running || m_silent)) {
        m_silent = true;
        setState(m_metrics.signingIn ? RunState::WaitingForSignIn : RunState::WaitingForServer);
    } else if (!m_metrics.silence && m_silent) {
        m_silent = false;
        if (m_state == RunState::WaitingForServer || m_state == RunState::WaitingForSignIn)
            setState(RunState::Running);
    }
}

void Run::finish(const RunOutcome &outcome)
{
    m_publishTimer->stop();
    m_countdownTimer->stop();
    m_limitTimer->stop();
    m_silenceTimer->stop();
    publish();
    m_endedAt = QDateTime::currentDateTimeUtc();
    m_outcome = amended(outcome);
    setState(RunState::Finished);
    Q_EMIT finished(*m_outcome);
}

QString outcomeKey(RunOutcome::Kind kind)
{
    switch (kind) {
    case RunOutcome::Kind::Complete:
    case RunOutcome::Kind::CompleteWithFindings:
        return QStringLiteral("complete"); // findings are told apart
    case RunOutcome::Kind::Paused:
        return QStringLiteral("paused");
    case RunOutcome::Kind::Halted:
        return QStringLiteral("halted");
    case RunOutcome::Kind::Failed:
        return QStringLiteral("failed");
    case RunOutcome::Kind::Refused:
        return QStringLiteral("refused");
    case RunOutcome::Kind::Cancelled:
        return QStringLiteral("cancelled");
    }
    Q_UNREACHABLE();
}

bool isPassing(const ApiError &error)
{
    switch (error.kind) {
    case ErrorKind::NotSent:
    case ErrorKind::ConnectionLost:
    case ErrorKind::TimedOut:
    case ErrorKind::TlsRefused:
    case ErrorKind::ProxyRefused:
    case ErrorKind::Throttled:
    case ErrorKind::SignInNeeded:
    case ErrorKind::ServerTrouble:
    case ErrorKind::NotFromApi:
    case ErrorKind::BrokenBody:
    case ErrorKind::KeyStore:
    case ErrorKind::LookOnly:
        return true;
    case ErrorKind::LimitExceeded:
        return error.code == QLatin1String("no_threads"); // F104
    case ErrorKind::File:
        return fileTrouble(error) == FileTrouble::DiskFull // F94
            || fileTrouble(error) == FileTrouble::TooManyFiles; // F104
    default:
        return false;
    }
}

RunOutcome outcomeOf(const ApiError &error, StopWish wish, const Clock &clock)
{
    RunOutcome outcome;
    const bool isToPause = wish == StopWish::Pause || wish == StopWish::TimeLimit;
    if (error.kind == ErrorKind::Cancelled) {
        outcome.kind = isToPause ? RunOutcome::Kind::Paused : RunOutcome::Kind::Cancelled;
        if (wish == StopWish::TimeLimit)
            outcome.error = fault(ErrorKind::LimitExceeded, "run_time_limit");
        return outcome;
    }
    outcome.error = error;
    if (error.kind == ErrorKind::BreakerOpen) {
        outcome.kind = RunOutcome::Kind::Halted;
    } else if (isPassing(error)) {
        outcome.kind = RunOutcome::Kind::Paused;
        if (error.retryAfter && !isToPause)
            outcome.resumeAt = clock.wallNow().addMSecs(error.retryAfter->count());
    } else {
        outcome.kind = RunOutcome::Kind::Failed;
    }
    return outcome;
}

QString findingKey(const char *name, qint64 count)
{
    return QString::fromLatin1(name) + u':' + QString::number(count);
}

void addFinding(RunOutcome &outcome, const char *name, qint64 count)
{
    if (count > 0)
        outcome.findings.append(findingKey(name, count));
}

} // namespace muster
