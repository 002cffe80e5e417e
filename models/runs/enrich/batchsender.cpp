// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/batchsender.h"

#include "models/runs/lists/writepace.h"
#include "models/runs/runmeter.h"

#include <algorithm>
#include <numeric>

namespace muster {

namespace {

/// Refused as a whole for what some of its contacts, or its size, may be: the others are not to blame.
bool canBeSortedOut(const EnrichmentAnswer &answer, qsizetype contacts)
{
    return contacts > 1 && answer.fate == WriteFate::Rejected && answer.error
        && (answer.error->kind == ErrorKind::Invalid || answer.error->kind == ErrorKind::TooLarge);
}

EnrichReason reasonOf(const EnrichmentAnswer &answer)
{
    if (!answer.error)
        return EnrichReason::None;
    if (answer.fate == WriteFate::Rejected)
        return answer.error->kind == ErrorKind::TooLarge ? EnrichReason::TooLarge : EnrichReason::Refused;
    switch (answer.error->kind) {
    case ErrorKind::ServerTrouble:
        return EnrichReason::ServerTrouble;
    case ErrorKind::UnexpectedShape:
        return EnrichReason::OtherCount;
    default:
        return EnrichReason::Lost;
    }
}

QList<qsizetype> range(qsizetype from, qsizetype end)
{
    QList<qsizetype> places(end - from);
    std::iota(places.begin(), places.end(), from);
    return places;
}

} // namespace

BatchSender::BatchSender(EnrichLedger &ledger, EnrichmentClient &client, RunMeter &meter, Clock &clock, Hooks hooks)
    : m_ledger(ledger)
    , m_client(client)
    , m_meter(meter)
    , m_clock(clock)
    , m_hooks(std::move(hooks))
{
}

void BatchSender::tell(const char *code, const QVariantMap &args) const
{
    if (m_hooks.event)
        m_hooks.event(QString::fromLatin1(code), args);
}

QCoro::Task<Result<void>> BatchSender::send(UnitBatch batch, std::stop_token stop)
{
    m_queue.assign(1, batch);
    while (!m_queue.empty()) {
        const UnitBatch next = m_queue.front();
        m_queue.pop_front();
        CO_TRY(sent, co_await sendOne(next, stop));
    }
    co_return Result<void>{};
}

QCoro::Task<Result<void>> BatchSender::sendOne(UnitBatch batch, std::stop_token stop)
{
    WritePace pace(m_client.retry(), m_meter, m_clock);
    for (;;) {
        if (stop.stop_requested())
            co_return failure({.kind = ErrorKind::Cancelled});
        CO_TRY(answer, co_await attempt(batch, stop));
        CO_TRY_VOID(co_await m_hooks.sent(batch.units.size()));
        if (!answer->error) {
            m_lostInRow = 0;
            co_return Result<void>{};
        }
        if (canBeSortedOut(*answer, batch.units.size()))
            co_return Result<void>{};
        CO_TRY(next, judge(*answer->error, pace));
        if (*next == Next::Done)
            co_return Result<void>{};
        const bool rested = co_await pace.rest(*answer->error, stop);
        if (!rested)
            co_return failure({.kind = ErrorKind::Cancelled});
    }
}

QCoro::Task<Result<EnrichmentAnswer>> BatchSender::attempt(UnitBatch batch, std::stop_token stop)
{
    CO_TRY(intended, co_await m_ledger.intend(batch.units));
    ++m_calls;
    const EnrichmentAnswer answer = co_await m_client.enrich(batch.batch, &m_meter, stop);
    Result<void> recorded;
    if (canBeSortedOut(answer, batch.units.size()))
        recorded = co_await sortOut(batch, answer);
    else
        recorded = co_await record(batch, answer);
    if (!recorded)
        co_return tl::unexpected(recorded.error());
    co_return Result<EnrichmentAnswer>(answer);
}

QCoro::Task<Result<void>> BatchSender::record(UnitBatch batch, EnrichmentAnswer answer)
{
    const auto state = [&answer] {
        switch (answer.fate) {
        case WriteFate::Applied:
            return UnitState::Applied;
        case WriteFate::Rejected:
            return answer.error && answer.error->kind != ErrorKind::Invalid && answer.error->kind != ErrorKind::TooLarge
                ? UnitState::Planned // 403, 404, 3xx: not for anything that these contacts are
                : UnitState::Rejected;
        case WriteFate::NotSent:
            return UnitState::Planned;
        case WriteFate::Accepted:
        case WriteFate::Absent:
        case WriteFate::Unknown:
            return UnitState::Unknown;
        }
        return UnitState::Unknown;
    }();
    if (answer.error && answer.error->kind == ErrorKind::UnexpectedShape) {
        tell("count_differs",
             {{QStringLiteral("sent"), batch.units.size()},
              {QStringLiteral("processed"), answer.processed.value_or(-1)}});
    }
    const Result<void> settled = co_await m_ledger.settle(batch.units, state, reasonOf(answer));
    co_return Result<void>(settled);
}

QCoro::Task<Result<void>> BatchSender::sortOut(UnitBatch batch, EnrichmentAnswer answer)
{
    std::vector<bool> named(std::size_t(batch.units.size()));
    for (const EnrichmentFault &fault : std::as_const(answer.faults)) {
        if (fault.contact && *fault.contact < named.size())
            named[*fault.contact] = true;
    }
    const qsizetype bad = std::count(named.begin(), named.end(), true);
    QList<std::uint32_t> refused, others;
    QList<qsizetype> places;
    for (qsizetype place = 0; place < batch.units.size(); ++place) {
        if (named[std::size_t(place)]) {
            refused.append(batch.units[place]);
        } else {
            others.append(batch.units[place]);
            places.append(place);
        }
    }
    // Nothing of the batch was done: what is not named comes again with fewer others.
    if (!others.isEmpty()) {
        CO_TRY(planned, co_await m_ledger.settle(others, UnitState::Planned, EnrichReason::None));
    }
    if (!refused.isEmpty()) {
        CO_TRY(rejected, co_await m_ledger.settle(refused, UnitState::Rejected, EnrichReason::Refused));
        tell("contacts_refused", {{QStringLiteral("contacts"), refused.size()}});
    }
    if (bad > 0 && !places.isEmpty()) {
        m_queue.push_front(partOf(batch, places));
    } else if (bad == 0) {
        if (answer.error->code == QLatin1String("enrichment_timeout"))
            m_tooMany = (batch.units.size() + 1) / 2;
        tell("batch_halved", {{QStringLiteral("contacts"), batch.units.size()}});
        halve(batch);
    }
    co_return Result<void>{};
}

void BatchSender::halve(const UnitBatch &batch)
{
    const qsizetype size = batch.units.size();
    m_queue.push_front(partOf(batch, range(size / 2, size)));
    m_queue.push_front(partOf(batch, range(0, size / 2)));
}

Result<BatchSender::Next> BatchSender::judge(const ApiError &error, WritePace &pace)
{
    switch (error.kind) {
    case ErrorKind::Invalid: // for the contact alone
    case ErrorKind::TooLarge:
    case ErrorKind::UnexpectedShape: // F26: another count proves nothing, and neither would a second one
        return Next::Done;
    case ErrorKind::ServerTrouble: // the same body again is harmless (F20, F45), and each attempt has its intent
    case ErrorKind::ConnectionLost:
    case ErrorKind::TimedOut:
    case ErrorKind::NotFromApi:
    case ErrorKind::BrokenBody:
    case ErrorKind::LimitExceeded:
        if (!pace.isUsedUp(error))
            return Next::Again;
        return ++m_lostInRow >= WritePace::lostInRow ? Result<Next>(tl::unexpected(error)) : Result<Next>(Next::Done);
    case ErrorKind::Throttled:
    case ErrorKind::NotSent:
        return pace.isUsedUp(error) ? Result<Next>(tl::unexpected(error)) : Result<Next>(Next::Again);
    default:
        return tl::unexpected(error);
    }
}

} // namespace muster
