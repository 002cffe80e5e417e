// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/batchsender.h"

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

BatchSender::BatchSender(EnrichLedger &ledger, EnrichmentClient &client, RunMeter &meter, Clock &clock, Sent sent,
                         Event event)
    : UnitWriter(client.retry(), meter, clock, std::move(sent))
    , m_ledger(ledger)
    , m_client(client)
    , m_event(std::move(event))
{
}

void BatchSender::tell(const char *code, const QVariantMap &args) const
{
    if (m_event)
        m_event(QString::fromLatin1(code), args);
}

QCoro::Task<Result<void>> BatchSender::sendBatch(UnitBatch batch, std::stop_token stop)
{
    return sendBatches({std::move(batch)}, 1, std::move(stop));
}

QCoro::Task<Result<void>> BatchSender::intend(UnitBatch batch)
{
    return m_ledger.intend(batch.units);
}

QCoro::Task<EnrichmentAnswer> BatchSender::send(UnitBatch batch, std::stop_token stop)
{
    return m_client.enrich(batch.batch, &meter(), stop);
}

EnrichmentAnswer BatchSender::notSent(const UnitBatch &, const ApiError &why) const
{
    EnrichmentAnswer answer;
    answer.error = why;
    return answer;
}

QCoro::Task<Result<BatchSender::Outcome>> BatchSender::settle(UnitBatch batch, EnrichmentAnswer answer)
{
    Outcome outcome{.error = answer.error};
    if (canBeSortedOut(answer, batch.units.size())) {
        CO_TRY(parts, co_await sortOut(batch, answer));
        outcome.parts = *std::move(parts);
    } else {
        CO_TRY_VOID(co_await record(batch, answer));
    }
    co_return Result<Outcome>(std::move(outcome));
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

QCoro::Task<Result<QList<UnitBatch>>> BatchSender::sortOut(UnitBatch batch, EnrichmentAnswer answer)
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
    QList<UnitBatch> left;
    if (bad > 0 && !places.isEmpty()) {
        left = {partOf(batch, places)};
    } else if (bad == 0) {
        const qsizetype size = batch.units.size();
        if (answer.error->code == QLatin1String("enrichment_timeout"))
            m_tooMany = (size + 1) / 2;
        tell("batch_halved", {{QStringLiteral("contacts"), size}});
        left = {partOf(batch, range(0, size / 2)), partOf(batch, range(size / 2, size))};
    }
    co_return Result<QList<UnitBatch>>(std::move(left));
}

WriteVerdict BatchSender::verdictOf(ErrorKind kind) const
{
    switch (kind) {
    case ErrorKind::Invalid: // for the contact alone
    case ErrorKind::TooLarge:
    case ErrorKind::UnexpectedShape: // F26: another count proves nothing, and neither would a second one
        return WriteVerdict::Settled;
    case ErrorKind::ServerTrouble:
    case ErrorKind::ConnectionLost:
    case ErrorKind::TimedOut:
    case ErrorKind::NotFromApi:
    case ErrorKind::BrokenBody:
    case ErrorKind::LimitExceeded:
        return WriteVerdict::AgainOrLost;
    case ErrorKind::Throttled:
    case ErrorKind::NotSent:
        return WriteVerdict::Again;
    default:
        return WriteVerdict::End;
    }
}

} // namespace muster
