// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/schedule/schedulework.h"

#include "models/runs/detach.h"
#include "models/store/folderlock.h"
#include "models/text/scheduletexts.h"
#include "network/http/clock.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroSignal>
#include <QDir>
#include <QJsonDocument>
#include <QPromise>
#include <QUuid>
#include <csignal>
#include <sys/prctl.h>

namespace muster {

namespace {

constexpr qsizetype mostStepOutput = 16 << 20;
constexpr qsizetype mostRuns = 100;

struct StepEnd
{
    int exitCode = -1; ///< -1: crashed, killed or never started.
    QByteArray out;
};

/// What the last line says, where it is an object.
QJsonObject lastObject(const QByteArray &out)
{
    const QByteArray text = out.trimmed();
    return QJsonDocument::fromJson(text.mid(text.lastIndexOf('\n') + 1)).object();
}

QStringList runsOf(const QJsonObject &object)
{
    QStringList runs;
    for (const char *name : {"run_id", "run"}) {
        if (const QString id = object.value(QLatin1String(name)).toString(); !id.isEmpty() && id.size() <= 64)
            runs.append(id);
    }
    return runs.mid(0, mostRuns);
}

bool isFolderTaken(const QJsonObject &object)
{
    return object.value(QLatin1String("error")).toObject().value(QLatin1String("kind")).toString()
        == errorKindKey(ErrorKind::InUse);
}

/// `process` outlives the future.
QFuture<StepEnd> begin(QProcess &process, const QString &program, const QStringList &arguments)
{
    const auto promise = std::make_shared<QPromise<StepEnd>>();
    promise->start();
    const auto out = std::make_shared<QByteArray>();
    QObject::connect(&process, &QProcess::readyReadStandardOutput, &process, [&process, out] {
        out->append(process.readAllStandardOutput());
        if (out->size() > mostStepOutput) // the last line is what counts
            *out = out->right(mostStepOutput / 2);
    });
    const auto end = [promise, out](int exitCode) {
        if (promise->future().isFinished())
            return;
        promise->addResult(StepEnd{exitCode, *out});
        promise->finish();
    };
    QObject::connect(&process, &QProcess::finished, &process,
                     [&process, out, end](int exitCode, QProcess::ExitStatus status) {
                         out->append(process.readAllStandardOutput());
                         end(status == QProcess::NormalExit ? exitCode : -1);
                     });
    QObject::connect(&process, &QProcess::errorOccurred, &process, [end](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end(-1);
    });
    // Should this process be killed, the step pauses as if the system went down: nothing works on unwatched.
    process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.setWorkingDirectory(QDir::homePath()); // wherever it is started from, as the system's scheduler has it
    process.setStandardInputFile(QProcess::nullDevice());
    QFuture<StepEnd> future = promise->future();
    process.start(program, arguments);
    return future;
}

} // namespace

ScheduleWork::ScheduleWork(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
}

ScheduleWork::~ScheduleWork()
{
    m_ended.request_stop();
}

void ScheduleWork::start()
{
    // The owner keeps this until finished(), which is the last that the coroutine does with it.
    detach(work(), this, [](ScheduleWork *self, const ApiError &error) {
        self->m_trouble = error;
        Q_EMIT self->finished(WorkState::Failed);
    });
}

void ScheduleWork::stop()
{
    m_stop.request_stop();
    if (m_process && m_process->state() != QProcess::NotRunning)
        m_process->terminate();
}

bool ScheduleWork::keep(const WorkRecord &record)
{
    const auto kept = m_parts.history.put(record);
    if (!kept && !m_trouble)
        m_trouble = kept.error();
    return kept.has_value();
}

QCoro::Task<void> ScheduleWork::work()
{
    co_await closeCutOff();
    m_record = {.id = QUuid::createUuid().toString(QUuid::Id128), .state = WorkState::Waiting};
    m_record.startedAt = m_record.endedAt = m_parts.clock.wallNow();
    WorkState state = WorkState::Failed;
    QCoro::Task<void> watching = watchTime();
    if (keep())
        state = co_await workThroughSteps();
    m_ended.request_stop();
    co_await watching;
    m_record.state = m_trouble ? WorkState::Failed : state;
    m_record.endedAt = m_parts.clock.wallNow();
    (void)keep(); // the alarm is told all the same
    if (const auto cause = causeOf(m_record.state))
        co_await tell(m_record, *cause);
    Q_EMIT finished(m_record.state);
}

// What was under way when its process was killed. Its runs resume or wait as they do whenever their command is killed.
QCoro::Task<void> ScheduleWork::closeCutOff()
{
    const QList<WorkRecord> earlier = m_parts.history.records();
    for (WorkRecord record : earlier) {
        if (!isUnderWay(record.state))
            continue;
        record.state = WorkState::CutOff;
        for (WorkStep &step : record.steps) {
            if (isUnderWay(step.state))
                step.state = WorkState::CutOff;
        }
        if (!keep(record))
            co_return;
        co_await tell(record, AlarmCause::Failed);
    }
}

QCoro::Task<WorkState> ScheduleWork::workThroughSteps()
{
    WorkState state = WorkState::Complete;
    for (int step = 0; step < int(m_parts.schedule.steps.size()) && state == WorkState::Complete;) {
        if (!co_await folderIsFree())
            co_return WorkState::Cancelled;
        const auto done = co_await doStep(step);
        if (m_trouble)
            co_return WorkState::Failed;
        if (!done)
            continue; // wait for the folder again
        state = *done;
        ++step;
        if (m_stop.stop_requested() && state == WorkState::Complete && step < int(m_parts.schedule.steps.size()))
            state = WorkState::Cancelled;
    }
    co_return state;
}

// Looks without keeping it: whoever comes between is noticed by the step, which is refused before anything was sent.
QCoro::Task<bool> ScheduleWork::folderIsFree()
{
    const auto areFree = [this] {
        for (const QString &folder : m_parts.folders) {
            const auto lock = FolderLock::acquire(folder);
            if (!lock && lock.error().kind == ErrorKind::InUse)
                return false;
        }
        return true;
    };
    bool isTold = false;
    while (!m_stop.stop_requested()) {
        if (areFree())
            co_return true;
        if (!std::exchange(isTold, true)) {
            if (m_record.state != WorkState::Waiting) {
                m_record.state = WorkState::Waiting;
                (void)keep();
            }
            Q_EMIT waitBegan();
        }
        co_await m_parts.clock.sleep(folderPause, m_stop.get_token());
    }
    co_return false;
}

QCoro::Task<std::optional<WorkState>> ScheduleWork::doStep(int step)
{
    const QDateTime now = m_parts.clock.wallNow();
    m_record.state = WorkState::Running;
    m_record.steps.append({.state = WorkState::Running, .startedAt = now, .endedAt = now});
    if (!keep())
        co_return std::nullopt;
    m_process = std::make_unique<QProcess>();
    const QFuture<StepEnd> doing
        = begin(*m_process, m_parts.program, m_parts.options + m_parts.schedule.steps[step]);
    Q_EMIT stepBegan(step);
    const StepEnd end = co_await doing;
    m_process.release()->deleteLater();
    const QJsonObject told = lastObject(end.out);
    if (end.exitCode == 2 && isFolderTaken(told) && !m_stop.stop_requested()) {
        m_record.steps.removeLast();
        co_return std::nullopt;
    }
    WorkStep &done = m_record.steps.last();
    done.state = stepState(end.exitCode, told.value(QLatin1String("outcome")).toString());
    done.exitCode = end.exitCode;
    done.endedAt = m_parts.clock.wallNow();
    done.runs = runsOf(told);
    const WorkState state = done.state;
    (void)keep();
    co_return state;
}

QCoro::Task<void> ScheduleWork::watchTime()
{
    if (m_parts.schedule.allowed.count() == 0)
        co_return;
    if (!co_await m_parts.clock.sleep(m_parts.schedule.allowed, m_ended.get_token()))
        co_return;
    m_record.isOverdue = true;
    (void)keep();
    co_await tell(m_record, AlarmCause::Overdue);
}

QCoro::Task<void> ScheduleWork::tell(WorkRecord about, AlarmCause cause)
{
    if (!m_parts.schedule.alarms.contains(cause))
        co_return;
    const QList<WorkAlarm> told
        = co_await m_parts.alarms.send(m_parts.schedule.channels, alarmOf(m_parts.schedule, about, cause));
    // What was told of this work goes to it as it is by now.
    WorkRecord record = about.id == m_record.id ? m_record : about;
    record.alarms += told;
    if (record.alarms.size() > ScheduleHistory::maxAlarms)
        record.alarms = record.alarms.last(ScheduleHistory::maxAlarms);
    if (about.id == m_record.id)
        m_record.alarms = record.alarms;
    (void)keep(record);
}

} // namespace muster
