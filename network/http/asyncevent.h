// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoro/QCoroTask>
#include <memory>
#include <stop_token>

namespace muster {

/// Something that happens more than once and that coroutines wait for. Waking is by the event loop, never inside
/// notifyAll(), so whoever notifies may go on with what it holds. A waiter looks again whether what it waits for is
/// true: a wake-up proves nothing. GUI thread.
class AsyncEvent
{
public:
    AsyncEvent();
    /// Wakes all that still wait.
    ~AsyncEvent();
    AsyncEvent(const AsyncEvent &) = delete;
    AsyncEvent &operator=(const AsyncEvent &) = delete;

    /// Resumes after the next notifyAll(), as soon as `stop` is asked for, or when the event is destroyed; which of
    /// these it was the caller sees from its own state.
    [[nodiscard]] QCoro::Task<void> wait(std::stop_token stop);
    void notifyAll();

private:
    struct Waiters;
    std::shared_ptr<Waiters> m_waiters; ///< Held by each waiter too: the event may be gone when the last one wakes.
};

} // namespace muster
