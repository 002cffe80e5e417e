// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shutdown.h"

#include "models/runs/outboxrunner.h"
#include "models/runs/workspace.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTimer>
#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace muster {

namespace {

std::array<int, 2> signalPipe = {-1, -1};

void onSignal(int number)
{
    const char byte = number == SIGINT ? 'i' : 't';
    // A full pipe means that a request of the kind is waiting already.
    [[maybe_unused]] const auto written = write(signalPipe[1], &byte, 1);
}

} // namespace

UnixSignals::UnixSignals(QObject *parent)
    : QObject(parent)
{
    if (pipe2(signalPipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no pipe for signals");
    m_notifier = new QSocketNotifier(signalPipe[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &UnixSignals::read);
    struct sigaction action{};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        sigaction(number, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

UnixSignals::~UnixSignals()
{
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        std::signal(number, SIG_DFL);
    for (int &end : signalPipe) {
        close(end);
        end = -1;
    }
}

void UnixSignals::read()
{
    char byte = 0;
    while (::read(signalPipe[0], &byte, 1) == 1) {
        if (byte == 'i')
            Q_EMIT interrupted();
        else
            Q_EMIT terminated();
    }
}

void settleWorkspace(QCoreApplication &application, Workspace &workspace)
{
    OutboxRunner *runner = workspace.outboxRunner();
    if (runner != nullptr && !runner->isIdle()) {
        QObject::connect(runner, &OutboxRunner::stopped, &application, &QCoreApplication::quit);
        QTimer::singleShot(0, runner, &OutboxRunner::stop);
        application.exec();
    }
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace muster
