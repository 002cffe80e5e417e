// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/correctionsender.h"
#include "network/wire/contactlist.h"

#include "models/runs/lists/writepace.h"
#include "models/runs/runmeter.h"

#include <algorithm>

namespace muster {

namespace {

/// Refused as a whole, for what one of its records may be: the others are not to blame (F12, F17).
bool callsForHalves(const WriteAnswer &answer)
{
    return answer.fates.size() > 1 && answer.error
        && (answer.error->kind == ErrorKind::Invalid || answer.error->kind == ErrorKind::TooLarge)
        && std::all_of(answer.fates.cbegin(), answer.fates.cend(),
                       [](const RecordFate &fate) { return fate.fate == WriteFate::Rejected; });
}

} // namespace

CorrectionSender::CorrectionSender(ApplyLedger &ledger, ContactListsClient &client, QString listId, RunMeter &meter,
                                   Clock &clock, Sent sent)
    : m_ledger(ledger)
    , m_client(client)
    , m_listId(std::move(listId))
    , m_meter(meter)
    , m_clock(clock)
    , m_sent(std::move(sent))
    , m_batches({}, 1)
{
}

QCoro::Task<Result<void>> CorrectionSender::sendAll(QList<std::uint32_t> units, std::stop_token stop)
{
    m_batches = CorrectionBatches(units, m_client.limits().correctionsPerCall);
    while (const auto batch = m_batches.next()) {
        CO_TRY(sent, co_await sendBatch(*batch, stop));
    }
    co_return Result<void>{};
}

QCoro::Task<Result<void>> CorrectionSender::sendBatch(Batch batch, std::stop_token stop)
{
    WritePace pace(m_client.retry(), m_meter, m_clock);
    for (;;) {
        if (stop.stop_requested())
            co_return failure({.kind = ErrorKind::Cancelled});
        CO_TRY(answer, co_await attempt(batch, stop));
        CO_TRY_VOID(co_await m_sent(batch.size()));
        if (callsForHalves(*answer)) {
            m_batches.halve(batch);
            co_return Result<void>{};
        }
        if (!answer->error) {
            m_lostInRow = 0;
            co_return Result<void>{};
        }
        CO_TRY(next, judge(*answer->error, pace));
        if (*next == Next::Batch)
            co_return Result<void>{};
        if (!co_await pace.rest(*answer->error, stop))
            co_return failure({.kind = ErrorKind::Cancelled});
        // With fates of their own (F25) only those come again that are not settled.
        batch.removeIf([this](std::uint32_t unit) {
            const UnitState state = m_ledger.unit(unit).state;
            return state != UnitState::Planned && state != UnitState::Unknown;
        });
        if (batch.isEmpty())
            co_return Result<void>{};
    }
}

QCoro::Task<Result<WriteAnswer>> CorrectionSender::attempt(Batch batch, std::stop_token stop)
{
    QList<ContactPhone> corrections;
    QList<UnitChange> changes;
    for (const std::uint32_t unit : std::as_const(batch)) {
        const PlannedChange &change = m_ledger.change(unit);
        // The plan was checked when it was frozen; this is the last place before the wire.
        if (change.action != PlannedChange::Action::Fix || !isE164(change.to)) {
            co_return failure(
                {.kind = ErrorKind::BadInput, .code = QStringLiteral("not_e164"), .subject = QString::number(unit)});
        }
        corrections.append({QString::fromStdString(change.contactId), QString::fromStdString(change.to)});
        changes.append(ApplyRules::intent(unit, m_ledger.unit(unit)));
    }
    CO_TRY_VOID(co_await m_ledger.record(changes));
    ++m_calls;
    const WriteAnswer answer = co_await m_client.correct(m_listId, corrections, &m_meter, stop);
    Q_ASSERT(answer.fates.size() == batch.size());
    const bool halves = callsForHalves(answer);
    for (qsizetype i = 0; i < batch.size(); ++i) {
        const std::uint32_t unit = batch.at(i);
        // Without a fate of its own nothing is known of a record.
        RecordFate fate = i < answer.fates.size() ? answer.fates.at(i) : RecordFate{{}, WriteFate::Unknown, {}};
        if (halves)
            fate.fate = WriteFate::NotSent; // nothing has changed, and it comes again with fewer others
        changes[i] = ApplyRules::afterCorrection(unit, m_ledger.unit(unit), fate);
    }
    CO_TRY_VOID(co_await m_ledger.record(changes));
    co_return Result<WriteAnswer>(answer);
}

Result<CorrectionSender::Next> CorrectionSender::judge(const ApiError &error, WritePace &pace)
{
    switch (error.kind) {
    case ErrorKind::Invalid: // for the record alone
    case ErrorKind::TooLarge:
    case ErrorKind::Conflict: // no blind retry; the reading that follows shows what is there (F16)
    case ErrorKind::RedirectRefused:
        return Next::Batch;
    case ErrorKind::ServerTrouble: // the same body again is harmless, and confirmed by the reading that follows (F19)
        if (!pace.isUsedUp(error))
            return Next::Again;
        m_hadTrouble = true;
        return Next::Batch;
    case ErrorKind::Throttled:
    case ErrorKind::NotSent:
        return pace.isUsedUp(error) ? Result<Next>(tl::unexpected(error)) : Result<Next>(Next::Again);
    case ErrorKind::ConnectionLost:
    case ErrorKind::TimedOut:
    case ErrorKind::NotFromApi:
    case ErrorKind::BrokenBody:
    case ErrorKind::UnexpectedShape:
    case ErrorKind::LimitExceeded:
        // In doubt: settled by the reading that follows, never by sending it again right away (F44).
        return ++m_lostInRow >= WritePace::lostInRow ? Result<Next>(tl::unexpected(error)) : Result<Next>(Next::Batch);
    default:
        return tl::unexpected(error);
    }
}

} // namespace muster
