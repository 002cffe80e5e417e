// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/read/listreadrun.h"

#include "network/http/clock.h"

#include <QCoro/QCoroTask>

namespace muster {

namespace {

constexpr std::chrono::milliseconds lookAgain{100}; // a held run looks this often whether it may go on

} // namespace

void ListReadRun::hold()
{
    if (m_isHeld || outcome())
        return;
    m_isHeld = true;
    Q_EMIT heldChanged(true);
}

void ListReadRun::proceed()
{
    if (!m_isHeld)
        return;
    m_isHeld = false;
    Q_EMIT heldChanged(false);
}

QCoro::Task<void> ListReadRun::whileHeld(Clock &clock, std::stop_token stop)
{
    while (m_isHeld && !stop.stop_requested())
        co_await clock.sleep(lookAgain, stop);
}

} // namespace muster
