// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/unitwriter.h"

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

Result<WriteJudge::Next> WriteJudge::judge(WriteVerdict verdict, const ApiError &error, WritePace &pace)
{
    switch (verdict) {
    case WriteVerdict::Settled:
        return Next::Others;
    case WriteVerdict::Refused:
        return ++m_refused >= refusedInRow ? Result<Next>(tl::unexpected(error)) : Result<Next>(Next::Others);
    case WriteVerdict::Slower:
        (void)pace.isUsedUp(error);
        return Next::OthersAfterRest;
    case WriteVerdict::Again:
        return pace.isUsedUp(error) ? Result<Next>(tl::unexpected(error)) : Result<Next>(Next::SameAfterRest);
    case WriteVerdict::AgainOrTrouble:
        if (!pace.isUsedUp(error))
            return Next::SameAfterRest;
        m_hadTrouble = true;
        return Next::Others;
    case WriteVerdict::AgainOrLost:
        return pace.isUsedUp(error) ? lost(error) : Result<Next>(Next::SameAfterRest);
    case WriteVerdict::Lost:
        return lost(error);
    case WriteVerdict::End:
        return tl::unexpected(error);
    }
    Q_UNREACHABLE();
}

Result<WriteJudge::Next> WriteJudge::lost(const ApiError &error)
{
    return ++m_lost >= lostInRow ? Result<Next>(tl::unexpected(error)) : Result<Next>(Next::Others);
}

bool neverLeft(WriteFate fate, const ApiError &error)
{
    return fate == WriteFate::NotSent && (error.kind == ErrorKind::Throttled || error.kind == ErrorKind::NotSent);
}

std::deque<QList<std::uint32_t>> batchesOf(const QList<std::uint32_t> &units, int perCall)
{
    Q_ASSERT(perCall > 0);
    std::deque<QList<std::uint32_t>> batches;
    for (qsizetype first = 0; first < units.size(); first += perCall)
        batches.push_back(units.mid(first, perCall));
    return batches;
}

QList<QList<std::uint32_t>> halvesOf(const QList<std::uint32_t> &batch)
{
    Q_ASSERT(batch.size() > 1);
    const qsizetype half = (batch.size() + 1) / 2;
    return {batch.first(half), batch.mid(half)};
}

} // namespace muster
