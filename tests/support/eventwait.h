// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

namespace muster::tests {

/// So long a test waits for what it needs to see, in ms. Qt's own five seconds are too few beside other work; a test
/// that sees it goes on at once.
inline constexpr int patience = 60'000;

/// Waits by event, not by the clock. Qt's QTRY_ macros and qWaitFor() sleep 10 ms between two looks at the events and 50
/// between two looks at the condition, which whatever takes many steps from thread to thread pays for each of them.
class EventWait
{
public:
    explicit EventWait(int timeout)
        : m_deadline(timeout)
    {
        m_wake.start(pause);
    }
    /// Handles events, waiting for some where there are none. False: the time is up.
    [[nodiscard]] bool pass()
    {
        if (m_deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // no loop is left that would do it
        return true;
    }

private:
    static constexpr int pause = 5; ///< ms; what another thread or process did may come without an event.
    QDeadlineTimer m_deadline;
    QTimer m_wake;
};

/// Whether `holds()` came true within `timeout` ms.
template <typename Condition>
[[nodiscard]] bool waitFor(Condition holds, int timeout = patience)
{
    for (EventWait wait(timeout); !holds();) {
        if (!wait.pass())
            return holds();
    }
    return true;
}

} // namespace muster::tests
