// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/asyncevent.h"

#include <QCoro/QCoroTimer>
#include <QList>
#include <QTimer>
#include <limits>

namespace muster {

namespace {

// A timer is the awaitable that both a stop and an event can end; only a running one can be awaited.
constexpr int untilWoken = std::numeric_limits<int>::max();

} // namespace

struct AsyncEvent::Waiters
{
    QList<QTimer *> timers;
};

AsyncEvent::AsyncEvent()
    : m_waiters(std::make_shared<Waiters>())
{
}

AsyncEvent::~AsyncEvent()
{
    notifyAll();
}

void AsyncEvent::notifyAll()
{
    for (QTimer *timer : std::as_const(m_waiters->timers))
        timer->start(0);
}

QCoro::Task<void> AsyncEvent::wait(std::stop_token stop)
{
    const std::shared_ptr<Waiters> waiters = m_waiters;
    QTimer wake;
    wake.setSingleShot(true);
    wake.start(stop.stop_requested() ? 0 : untilWoken);
    waiters->timers.append(&wake);
    {
        const std::stop_callback hurry(stop, [&wake] { wake.start(0); });
        co_await wake;
    }
    waiters->timers.removeOne(&wake);
}

} // namespace muster
