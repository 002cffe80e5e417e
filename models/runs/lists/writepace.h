// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/limits.h"

#include <QCoro/QCoroTask>
#include <stop_token>

namespace muster {

class Clock;
class RunMeter;

/// When a write may be tried once more. Writes are never repeated by the HTTP layer: each attempt is the run's own and
/// is journalled before it leaves. Tries and waits are the dialect's (contract section 7). One per batch or lane.
class WritePace
{
public:
    static constexpr int lostInRow = 5; ///< Answers that never came, of whatever record, after which the run pauses.

    WritePace(RetryTable table, RunMeter &meter, Clock &clock);

    /// What was tried came through: the count begins anew.
    void succeeded() { m_failed = 0; }
    /// Whether the tries are used up once `error` is counted; a wait above the ceiling (F04) uses them up at once.
    [[nodiscard]] bool isUsedUp(const ApiError &error);
    /// Announces the wait and waits, except for a 429, which the transport's gate makes everybody wait for (F06).
    /// False when `stop` came first.
    [[nodiscard]] QCoro::Task<bool> rest(ApiError error, std::stop_token stop);

private:
    const RetryTable m_table;
    RunMeter &m_meter;
    Clock &m_clock;
    int m_failed = 0;
};

} // namespace muster
