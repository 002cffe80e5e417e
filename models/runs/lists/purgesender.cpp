// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/purgesender.h"

#include "models/runs/lists/writepace.h"
#include "models/runs/runmeter.h"
#include "network/wire/thrown.h"

#include <algorithm>
#include <vector>

namespace muster {

PurgeSender::PurgeSender(ApplyLedger &ledger, ContactListsClient &client, RunMeter &meter, Clock &clock, Hooks hooks)
    : m_ledger(ledger)
    , m_client(client)
    , m_meter(meter)
    , m_clock(clock)
    , m_hooks(std::move(hooks))
{
}

QCoro::Task<Result<void>> PurgeSender::sendRound(QList<std::uint32_t> units, std::stop_token stop)
{
    m_queue.beginRound(units);
    m_ended.reset();
    const qsizetype lanes = std::min<qsizetype>(m_client.limits().purgesInFlight, units.size());
    std::vector<QCoro::Task<void>> running;
    for (qsizetype i = 0; i < lanes; ++i)
        running.push_back(watchedLane(stop));
    for (const QCoro::Task<void> &lane : running)
        co_await lane;
    if (m_ended)
        co_return failure(*m_ended);
    co_return Result<void>{};
}

// A lane that threw would let the round end while the others still send.
QCoro::Task<void> PurgeSender::watchedLane(std::stop_token stop)
{
    try {
        co_await lane(stop);
    } catch (...) {
        end(thrownError(std::current_exception()));
    }
}

QCoro::Task<void> PurgeSender::lane(std::stop_token stop)
{
    WritePace pace(m_client.retry(), m_meter, m_clock);
    while (!m_ended) {
        if (stop.stop_requested()) {
            end({.kind = ErrorKind::Cancelled});
            break;
        }
        const auto unit = m_queue.next();
        if (!unit)
            break;
        const Result<RecordFate> fate = co_await attempt(*unit, stop);
        if (!fate) {
            end(fate.error());
            break;
        }
        if (const auto noted = co_await m_hooks.sent(); !noted)
            end(noted.error());
        const Result<Next> next = judge(*unit, *fate, pace);
        if (!next)
            end(next.error());
        else if (*next == Next::Rest && !m_ended && !co_await pace.rest(*fate->error, stop))
            end({.kind = ErrorKind::Cancelled});
    }
}

QCoro::Task<Result<RecordFate>> PurgeSender::attempt(std::uint32_t unit, std::stop_token stop)
{
    const PlannedChange &change = m_ledger.change(unit);
    Q_ASSERT(change.action == PlannedChange::Action::Purge);
    CO_TRY(intended, co_await m_ledger.record({ApplyRules::intent(unit, m_ledger.unit(unit))}));
    // While this intent was being written the machine may have slept, or another lane have met the end (a halt, a full
    // disk).
    if (const auto leaves = m_hooks.mayLeave(); !leaves)
        end(leaves.error());
    RecordFate fate{QString::fromStdString(change.contactId), WriteFate::NotSent, m_ended};
    if (!m_ended) {
        ++m_calls;
        fate = co_await m_client.purge(fate.contactId, &m_meter, stop);
    }
    CO_TRY(recorded, co_await m_ledger.record({ApplyRules::afterPurge(unit, m_ledger.unit(unit), fate)}));
    co_return Result<RecordFate>(fate);
}

Result<PurgeSender::Next> PurgeSender::judge(std::uint32_t unit, const RecordFate &fate, WritePace &pace)
{
    if (fate.fate == WriteFate::Applied || fate.fate == WriteFate::Accepted || fate.fate == WriteFate::Absent) {
        pace.succeeded();
        m_lostInRow = m_rejectedInRow = 0;
        return Next::Unit;
    }
    const ApiError error = fate.error.value_or(ApiError{.kind = ErrorKind::ConnectionLost});
    switch (error.kind) {
    case ErrorKind::Throttled:
    case ErrorKind::NotSent: // a purge asks again after an outage (F53); a short one may pass meanwhile (F40)
        if (pace.isUsedUp(error))
            return tl::unexpected(error);
        m_queue.putBack(unit);
        return Next::Rest;
    case ErrorKind::ServerTrouble: // in doubt; others are tried, more slowly, and the breaker decides (F21, F22)
        (void)pace.isUsedUp(error);
        return Next::Rest;
    case ErrorKind::ConnectionLost:
    case ErrorKind::TimedOut:
    case ErrorKind::NotFromApi:
    case ErrorKind::BrokenBody:
    case ErrorKind::UnexpectedShape:
    case ErrorKind::LimitExceeded:
        return ++m_lostInRow >= WritePace::lostInRow ? Result<Next>(tl::unexpected(error)) : Result<Next>(Next::Unit);
    case ErrorKind::RedirectRefused: // F31
    case ErrorKind::Conflict: // F16
    case ErrorKind::Invalid:
    case ErrorKind::TooLarge:
        return ++m_rejectedInRow >= rejectedInRow ? Result<Next>(tl::unexpected(error)) : Result<Next>(Next::Unit);
    default: // no right, no sign-in, look only, halted, stopped: nothing more is sent
        return tl::unexpected(error);
    }
}

void PurgeSender::end(const ApiError &error)
{
    if (!m_ended)
        m_ended = error;
}

} // namespace muster
