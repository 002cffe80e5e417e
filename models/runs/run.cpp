// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/run.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QTimer>

namespace muster {

namespace {

constexpr std::chrono::milliseconds publishInterval(100);
constexpr std::chrono::seconds silenceInterval(1);
constexpr qsizetype keptEvents = 500;

} // namespace

QString runKindKey(RunKind kind)
{
    switch (kind) {
    case RunKind::SegmentExport:
        return QStringLiteral("segment_export");
    case RunKind::ListRead:
        return QStringLiteral("list_read");
    case RunKind::ListApply:
        return QStringLiteral("list_apply");
    case RunKind::ListRestore:
        return QStringLiteral("list_restore");
    case RunKind::LineLookup:
        return QStringLiteral("line_lookup");
    case RunKind::EnrichCheck:
        return QStringLiteral("enrich_check");
    case RunKind::Enrichment:
        return QStringLiteral("enrichment");
    case RunKind::EnrichUndoCheck:
        return QStringLiteral("enrich_undo_check");
    case RunKind::EnrichUndo:
        return QStringLiteral("enrich_undo");
    case RunKind::Transcripts:
        return QStringLiteral("transcripts");
    case RunKind::AudiencePut:
        return QStringLiteral("audience_put");
    }
    Q_UNREACHABLE();
}

Run::Run(QString id, QString orderDigest, QObject *parent)
    : QObject(parent)
    , m_id(std::move(id))
    , m_orderDigest(std::move(orderDigest))
    , m_startedAt(QDateTime::currentDateTimeUtc())
    , m_publishTimer(new QTimer(this))
    , m_countdownTimer(new QTimer(this))
    , m_silenceTimer(new QTimer(this))
{
    m_publishTimer->setSingleShot(true);
    m_publishTimer->setInterval(publishInterval);
    connect(m_publishTimer, &QTimer::timeout, this, &Run::publish);
    m_countdownTimer->setInterval(publishInterval);
    connect(m_countdownTimer, &QTimer::timeout, this, &Run::publish);
    m_silenceTimer->setInterval(silenceInterval);
    connect(m_silenceTimer, &QTimer::timeout, this, &Run::publish);
}

Run::~Run() = default;

void Run::setTenant(const std::optional<RunTenant> &tenant)
{
    m_tenant = tenant;
}

void Run::setEntry(const QFuture<Result<void>> &written, RunOutcome::Kind otherwise)
{
    m_entry = written;
    m_withoutEntry = otherwise;
}

QCoro::Task<void> Run::live()
{
    if (m_entry) {
        const QFuture<Result<void>> entry = *m_entry;
        if (const Result<void> written = co_await entry; !written) {
            RunOutcome outcome;
            outcome.kind = m_withoutEntry;
            outcome.error = written.error();
            if (outcome.error->subject.isEmpty())
                outcome.error->subject = QStringLiteral("journal.sqlite"); // what a full disk had no space for
            finish(outcome);
            co_return;
        }
    }
    const RunOutcome outcome = co_await execute(m_stop.get_token());
    finish(outcome);
}

void Run::pause()
{
    if (m_outcome || m_stop.stop_requested())
        return;
    m_pauseRequested = true;
    setState(RunState::Stopping);
    m_stop.request_stop();
}

void Run::cancel()
{
    if (m_outcome)
        return;
    m_pauseRequested = false; // a cancel after a pause is a cancel
    setState(RunState::Stopping);
    m_stop.request_stop();
}

void Run::setState(RunState state)
{
    // Once a stop was asked for, what is still under way must not hide it.
    if (state == m_state || (m_state == RunState::Stopping && state != RunState::Finished))
        return;
    m_state = state;
    if (state == RunState::Throttled || state == RunState::WaitingForServer || state == RunState::WaitingForNetwork)
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

void Run::touchMetrics()
{
    if (!m_publishTimer->isActive())
        m_publishTimer->start();
}

void Run::publish()
{
    m_metrics = currentMetrics();
    followSilence();
    Q_EMIT metricsChanged(m_metrics);
}

void Run::followSilence()
{
    if (m_metrics.silence && m_state == RunState::Running) {
        m_silent = true;
        setState(RunState::WaitingForServer);
    } else if (!m_metrics.silence && m_silent) {
        m_silent = false;
        if (m_state == RunState::WaitingForServer)
            setState(RunState::Running);
    }
}

void Run::finish(const RunOutcome &outcome)
{
    m_publishTimer->stop();
    m_countdownTimer->stop();
    m_silenceTimer->stop();
    publish();
    m_outcome = outcome;
    setState(RunState::Finished);
    Q_EMIT finished(outcome);
}

} // namespace muster
