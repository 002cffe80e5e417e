// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/programkiller.h"

#include <QEventLoop>
#include <QFile>
#include <QTimer>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

namespace muster::test {

using namespace Qt::StringLiterals;

namespace {

using At = KillMoment::At;

/// Names this very process, also when its number has gone to another one.
int descriptorOf(qint64 processId)
{
    return int(::syscall(SYS_pidfd_open, pid_t(processId), 0));
}

void killAndAwaitDeath(int process)
{
    ::syscall(SYS_pidfd_send_signal, process, SIGKILL, nullptr, 0);
    pollfd end{process, POLLIN, 0};
    while (::poll(&end, 1, -1) < 0 && errno == EINTR) { }
}

const char *variableFor(At at)
{
    return at == At::BeforeStep ? "MUSTER_KILL_BEFORE_STEP" : "MUSTER_KILL_AFTER_STEP";
}

void resetSteps(const QString &name)
{
    QFile steps(name);
    if (!steps.open(QIODevice::WriteOnly | QIODevice::Truncate) || steps.write(QByteArray(4, '\0')) != 4)
        qFatal("the steps cannot be counted");
}

int stepsIn(const QString &name)
{
    const QByteArray bytes = readFile(name);
    std::uint32_t steps = 0;
    if (bytes.size() == sizeof(steps))
        std::memcpy(&steps, bytes.constData(), sizeof(steps));
    return int(steps);
}

/// With this thread's events going on: what the program asks of a server in the test is answered there.
void awaitEnd(QProcess &process)
{
    constexpr auto longest = std::chrono::seconds(60);
    QEventLoop loop;
    QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(longest, &loop, &QEventLoop::quit);
    if (process.state() != QProcess::NotRunning)
        loop.exec();
}

} // namespace

QString KillMoment::text() const
{
    switch (at) {
    case At::Request:
        return u"%1 %2"_s.arg(phase).arg(number);
    case At::BeforeStep:
        return u"before step %1"_s.arg(number);
    case At::AfterStep:
        return u"after step %1"_s.arg(number);
    }
    return {};
}

void ProgramKiller::Watch::see(const QString &phase)
{
    if (phase.isEmpty())
        return;
    const QMutexLocker lock(&mutex);
    const int number = ++requests[phase];
    if (process < 0 || !until || until->at != At::Request || until->phase != phase || until->number != number)
        return;
    killAndAwaitDeath(process);
    wasKilled = true;
}

ProgramKiller::ProgramKiller(ProgramStation &station, const PhaseOf &phaseOf)
    : m_station(station)
    , m_watch(std::make_shared<Watch>())
    , m_watcher(station.addWatcher(
          [watch = m_watch, phaseOf](const SandboxRequest &request) { watch->see(phaseOf(request)); }))
{
}

ProgramKiller::~ProgramKiller()
{
    m_station.removeWatcher(m_watcher);
}

ProgramKiller::Life ProgramKiller::live(const QStringList &arguments, const std::optional<KillMoment> &until)
{
    const QString stepsFile = m_station.file(u"steps"_s);
    resetSteps(stepsFile);
    const bool byStep = until && until->at != At::Request;
    qputenv("LD_PRELOAD", MUSTER_KILL_AT_STEP);
    qputenv("MUSTER_STEPS", QFile::encodeName(stepsFile));
    if (byStep)
        qputenv(variableFor(until->at), QByteArray::number(until->number));
    QMutexLocker lock(&m_watch->mutex); // nothing that it asks is seen before its end can be seen to
    const auto process = m_station.start(arguments);
    for (const char *name : {"LD_PRELOAD", "MUSTER_STEPS", variableFor(At::BeforeStep), variableFor(At::AfterStep)})
        qunsetenv(name);
    if (!process->waitForStarted())
        qFatal("the program does not start");
    m_watch->process = descriptorOf(process->processId());
    if (m_watch->process < 0)
        qFatal("the process cannot be named");
    m_watch->requests.clear();
    m_watch->until = until;
    m_watch->wasKilled = false;
    lock.unlock();

    awaitEnd(*process);
    Life life;
    life.result = ProgramStation::finish(*process);
    life.steps = stepsIn(stepsFile);
    lock.relock();
    ::close(std::exchange(m_watch->process, -1));
    life.requests = m_watch->requests;
    // Not every crash is a kill.
    const bool atItsStep = byStep && life.steps >= until->number;
    life.wasKilled = process->exitStatus() == QProcess::CrashExit && process->exitCode() == SIGKILL
        && (m_watch->wasKilled || atItsStep);
    return life;
}

} // namespace muster::test
