// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QDateTime>
#include <QHash>
#include <QString>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

/// What the system's scheduler says of a timer.
struct TimerState
{
    bool isActive = false; ///< It will begin its work at the next time.
    QDateTime last; ///< UTC; invalid: never.
    bool operator==(const TimerState &) const = default;
};

/// The system's own scheduler of a person's work: the seam at which tests put their own. GUI thread. Errors: BadInput
/// "no_user_scheduler" where there is none for this person (`detail`: the system's words), "scheduler_refused"
/// (`subject`: the timer, `detail`: its words).
class SystemScheduler
{
public:
    virtual ~SystemScheduler() = default;
    /// Reads the unit files anew.
    [[nodiscard]] virtual QCoro::Task<Result<void>> reload() = 0;
    [[nodiscard]] virtual QCoro::Task<Result<void>> enable(QString timer) = 0; ///< From now on and after each log-in.
    [[nodiscard]] virtual QCoro::Task<Result<void>> disable(QString timer) = 0;
    [[nodiscard]] virtual QCoro::Task<Result<void>> start(QString service) = 0; ///< Now; does not wait for its end.
    /// Of Muster's timers, by name.
    [[nodiscard]] virtual QCoro::Task<Result<QHash<QString, TimerState>>> timers() = 0;
    /// Whether timers go on while the person is not logged in. Where it cannot be told: false.
    [[nodiscard]] virtual QCoro::Task<bool> lingers() = 0;
};

/// systemd's instance of the person, by `systemctl --user` and `loginctl`, which are looked for in PATH.
class SystemdScheduler final : public SystemScheduler
{
public:
    [[nodiscard]] QCoro::Task<Result<void>> reload() override;
    [[nodiscard]] QCoro::Task<Result<void>> enable(QString timer) override;
    [[nodiscard]] QCoro::Task<Result<void>> disable(QString timer) override;
    [[nodiscard]] QCoro::Task<Result<void>> start(QString service) override;
    [[nodiscard]] QCoro::Task<Result<QHash<QString, TimerState>>> timers() override;
    [[nodiscard]] QCoro::Task<bool> lingers() override;
};

/// The answer of `systemctl show` for timers, one block a timer.
[[nodiscard]] QHash<QString, TimerState> timersFromShow(const QByteArray &text);

} // namespace muster
