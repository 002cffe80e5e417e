// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/schedule/systemscheduler.h"

#include <QCoro/QCoroTask>
#include <QStringList>

namespace muster::test {

/// The system's scheduler as tests have it: keeps what it was told, and refuses what it is told to.
class FakeScheduler final : public SystemScheduler
{
public:
    struct State
    {
        QStringList calls; ///< "reload", "enable muster-X.timer", ...
        QString refused; ///< The first word of the call that fails; empty: none.
        QString code = QStringLiteral("scheduler_refused"); ///< With this.
        QHash<QString, TimerState> timers;
        bool lingers = false;
    };
    explicit FakeScheduler(State &state)
        : m_state(state)
    {
    }

    QCoro::Task<Result<void>> reload() override { co_return call(QStringLiteral("reload"), {}); }
    QCoro::Task<Result<void>> enable(QString timer) override
    {
        const auto done = call(QStringLiteral("enable"), timer);
        if (done)
            m_state.timers.insert(timer, {.isActive = true, .last = {}});
        co_return done;
    }
    QCoro::Task<Result<void>> disable(QString timer) override
    {
        const auto done = call(QStringLiteral("disable"), timer);
        if (done)
            m_state.timers.remove(timer);
        co_return done;
    }
    QCoro::Task<Result<void>> start(QString service) override { co_return call(QStringLiteral("start"), service); }
    QCoro::Task<Result<QHash<QString, TimerState>>> timers() override
    {
        if (m_state.refused == u"timers")
            co_return failure(ErrorKind::BadInput, "no_user_scheduler");
        co_return m_state.timers;
    }
    QCoro::Task<bool> lingers() override { co_return m_state.lingers; }

private:
    [[nodiscard]] Result<void> call(const QString &what, const QString &unit)
    {
        m_state.calls.append(unit.isEmpty() ? what : QString(what + u' ' + unit));
        if (m_state.refused == what)
            return failure({.kind = ErrorKind::BadInput, .code = m_state.code, .subject = unit});
        return {};
    }

    State &m_state;
};

} // namespace muster::test
