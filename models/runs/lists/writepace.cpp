// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/writepace.h"

#include "models/runs/runmeter.h"
#include "network/http/clock.h"

#include <QRandomGenerator>
#include <utility>

namespace muster {

using std::chrono::milliseconds;

WritePace::WritePace(RetryTable table, RunMeter &meter, Clock &clock)
    : m_table(std::move(table))
    , m_meter(meter)
    , m_clock(clock)
{
}

bool WritePace::isUsedUp(const ApiError &error)
{
    return ++m_failed >= m_table.tries || error.code == QLatin1String("gate_closed");
}

QCoro::Task<bool> WritePace::rest(ApiError error, std::stop_token stop)
{
    const bool throttled = error.kind == ErrorKind::Throttled;
    const milliseconds wait = throttled && error.retryAfter
        ? *error.retryAfter
        : m_table.waitAfter(throttled, m_failed, QRandomGenerator::global()->generateDouble());
    m_meter.retrying(Service::ContactLists, m_failed, error, wait);
    if (throttled)
        co_return !stop.stop_requested();
    const bool rested = co_await m_clock.sleep(wait, stop);
    m_meter.waitEnded(Service::ContactLists);
    co_return rested;
}

} // namespace muster
