// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/listsenders.h"

#include "models/runs/runmeter.h"
#include "network/wire/contactlist.h"
#include "network/wire/mapped.h"

#include <algorithm>
#include <array>

namespace muster {

bool isOverLater(const ApiError &error)
{
    static constexpr std::array<QLatin1String, 5> codes{
        QLatin1String("skill_running"), QLatin1String("upload_cancelled"), QLatin1String("upload_under_way"),
        QLatin1String("list_moves"), QLatin1String("group_moves")};
    return std::ranges::any_of(codes, [&error](QLatin1String code) { return error.code == code; });
}

NumberSender::NumberSender(ContactListsClient &client, QString listId, DialConsent consent, RunMeter &meter,
                           Clock &clock, Sent sent)
    : UnitWriter(client.retry(), meter, clock, std::move(sent))
    , m_client(client)
    , m_listId(std::move(listId))
    , m_consent(std::move(consent))
{
}

QCoro::Task<Result<void>> NumberSender::intend(Units units)
{
    QList<UnitChange> changes;
    for (const std::uint32_t unit : std::as_const(units)) {
        // The plan was checked when it was frozen; this is the last place before the wire.
        CO_TRY_VOID(contact(unit));
        changes.append(intent(unit));
    }
    co_return co_await record(changes);
}

QCoro::Task<WriteAnswer> NumberSender::send(Units units, std::stop_token stop)
{
    QList<ContactPhone> contacts;
    for (const std::uint32_t unit : std::as_const(units))
        contacts.append(*contact(unit));
    const WriteAnswer answer = co_await call(contacts, stop);
    Q_ASSERT(answer.fates.size() == units.size());
    co_return answer;
}

QCoro::Task<Result<NumberSender::Outcome>> NumberSender::settle(Units units, WriteAnswer answer)
{
    const bool halves = callsForHalves(answer);
    QList<UnitChange> changes;
    for (qsizetype i = 0; i < units.size(); ++i) {
        // Without a fate of its own nothing is known of a record.
        RecordFate fate = i < answer.fates.size() ? answer.fates.at(i) : RecordFate{{}, WriteFate::Unknown, {}};
        if (halves)
            fate.fate = WriteFate::NotSent; // nothing has changed, and it comes again with fewer others
        changes.append(after(units.at(i), fate));
    }
    CO_TRY_VOID(co_await record(changes));
    Outcome outcome{.error = answer.error};
    if (halves)
        outcome.parts = halvesOf(units);
    co_return Result<Outcome>(std::move(outcome));
}

WriteVerdict NumberSender::verdictOf(ErrorKind kind) const
{
    switch (kind) {
    case ErrorKind::Invalid: // for the record alone
    case ErrorKind::TooLarge:
    case ErrorKind::Conflict: // no blind retry; the reading that follows shows what is there (F16)
        return WriteVerdict::Settled;
    case ErrorKind::Throttled:
    case ErrorKind::NotSent:
        return WriteVerdict::Again;
    case ErrorKind::ConnectionLost:
    case ErrorKind::TimedOut:
    case ErrorKind::NotFromApi:
    case ErrorKind::BrokenBody:
    case ErrorKind::UnexpectedShape:
    case ErrorKind::LimitExceeded:
        return WriteVerdict::Lost; // settled by the reading that follows, never by sending it again right away (F44)
    default:
        return WriteVerdict::End;
    }
}

WriteAnswer NumberSender::notSent(const Units &units, const ApiError &why) const
{
    return {.fates = QList<RecordFate>(units.size(), {{}, WriteFate::NotSent, why}), .error = why};
}

bool NumberSender::isForOneRecord(ErrorKind kind) const
{
    return kind == ErrorKind::Invalid || kind == ErrorKind::TooLarge;
}

bool NumberSender::callsForHalves(const WriteAnswer &answer) const
{
    return answer.fates.size() > 1 && answer.error && isForOneRecord(answer.error->kind)
        && std::all_of(answer.fates.cbegin(), answer.fates.cend(),
                       [](const RecordFate &fate) { return fate.fate == WriteFate::Rejected; });
}

CorrectionSender::CorrectionSender(ApplyLedger &ledger, ContactListsClient &client, QString listId, DialConsent consent,
                                   RunMeter &meter, Clock &clock, Sent sent)
    : NumberSender(client, std::move(listId), consent.withoutStart(), meter, clock, std::move(sent))
    , m_ledger(ledger)
    , m_starter(std::move(consent))
{
}

QCoro::Task<Result<void>> CorrectionSender::sendAll(Units units, std::stop_token stop)
{
    return sendBatches(batchesOf(units, m_client.limits().correctionsPerCall), 1, std::move(stop));
}

qsizetype CorrectionSender::lastCallOf(qsizetype units) const
{
    const qsizetype rest = units % m_client.limits().correctionsPerCall;
    return rest > 0 || units == 0 ? rest : m_client.limits().correctionsPerCall;
}

Result<ContactPhone> CorrectionSender::contact(std::uint32_t unit) const
{
    const PlannedChange &change = m_ledger.change(unit);
    if (change.action != PlannedChange::Action::Fix || !isE164(change.to)) {
        return failure(ErrorKind::BadInput, "not_e164", QString::number(unit));
    }
    return ContactPhone{QString::fromStdString(change.contactId), QString::fromStdString(change.to)};
}

UnitChange CorrectionSender::intent(std::uint32_t unit) const
{
    return ApplyRules::intent(unit, m_ledger.unit(unit));
}

UnitChange CorrectionSender::after(std::uint32_t unit, const RecordFate &fate) const
{
    return ApplyRules::afterCorrection(unit, m_ledger.unit(unit), fate);
}

QCoro::Task<Result<void>> CorrectionSender::record(QList<UnitChange> changes)
{
    return m_ledger.record(std::move(changes));
}

QCoro::Task<WriteAnswer> CorrectionSender::call(QList<ContactPhone> contacts, std::stop_token stop)
{
    WriteAnswer answer = co_await m_client.correct(m_listId, contacts, m_starter.consent(), &meter(), stop);
    m_starter.note(answer.skillStart);
    co_return answer;
}

WriteVerdict CorrectionSender::verdictOf(ErrorKind kind) const
{
    switch (kind) {
    case ErrorKind::RedirectRefused:
        return WriteVerdict::Settled;
    case ErrorKind::ServerTrouble: // the same body again is harmless, and confirmed by the reading that follows (F19)
        return m_client.limits().repeatsAreHarmless ? WriteVerdict::AgainOrTrouble : WriteVerdict::Lost;
    default:
        return NumberSender::verdictOf(kind);
    }
}

CorrectionSender::Units CorrectionSender::remaining(const Units &units) const
{
    // With fates of their own (F25) only those come again that are not settled.
    Units open = units;
    open.removeIf([this](std::uint32_t unit) {
        const UnitState state = m_ledger.unit(unit).state;
        return state != UnitState::Planned && state != UnitState::Unknown;
    });
    return open;
}

RestoreSender::RestoreSender(const std::vector<RestoreUnit> &units, const UnitLog &log, Record record,
                             ContactListsClient &client, QString listId, BlockedGroup group, DialConsent consent,
                             RunMeter &meter, Clock &clock, Sent sent)
    : NumberSender(client, std::move(listId), {std::move(consent.names), {}}, meter, clock, std::move(sent))
    , m_units(units)
    , m_log(log)
    , m_group(std::move(group))
    , m_record(std::move(record))
{
}

QCoro::Task<Result<void>> RestoreSender::sendAll(Why why, Units units, std::stop_token stop)
{
    m_why = why;
    const ContactListLimits limits = m_client.limits();
    const int perCall = why == Why::Blocked ? m_group.client->numbersPerCall()
        : why == Why::Purged                ? limits.restoresPerCall
                                            : limits.correctionsPerCall;
    return sendBatches(batchesOf(units, perCall), 1, std::move(stop));
}

Result<ContactPhone> RestoreSender::contact(std::uint32_t unit) const
{
    const RestoreUnit &record = m_units[unit];
    const std::string &phone = record.why == Why::Blocked ? record.newPhone : record.phone;
    return ContactPhone{QString::fromStdString(record.contactId), QString::fromStdString(phone),
                        QByteArray::fromStdString(record.members)};
}

UnitChange RestoreSender::intent(std::uint32_t unit) const
{
    return RestoreRules::intent(unit, m_log.unit(unit));
}

UnitChange RestoreSender::after(std::uint32_t unit, const RecordFate &fate) const
{
    return RestoreRules::afterAnswer(unit, m_why, m_log.unit(unit), fate);
}

QCoro::Task<Result<void>> RestoreSender::record(QList<UnitChange> changes)
{
    return m_record(std::move(changes));
}

QCoro::Task<WriteAnswer> RestoreSender::call(QList<ContactPhone> contacts, std::stop_token stop)
{
    if (m_why == Why::Blocked)
        return m_group.client->unblock(m_group.id, contacts, &meter(), stop);
    return m_why == Why::Purged ? m_client.restore(m_listId, contacts, m_consent, &meter(), stop)
                                : m_client.correct(m_listId, contacts, m_consent, &meter(), stop);
}

bool RestoreSender::isForOneRecord(ErrorKind kind) const
{
    // A correction that conflicts is not tried again before the list was read (F16).
    return NumberSender::isForOneRecord(kind) || (kind == ErrorKind::Conflict && m_why == Why::Purged);
}

WriteVerdict RestoreSender::verdictOf(ErrorKind kind) const
{
    // In doubt: settled by the reading that follows.
    return kind == ErrorKind::ServerTrouble ? WriteVerdict::Slower : NumberSender::verdictOf(kind);
}

RestoreSender::Units RestoreSender::remaining(const Units &units) const
{
    Units open = units;
    open.removeIf([this](std::uint32_t unit) { return m_log.state(unit) != UnitState::Planned; });
    return open;
}

RestoreSender::Units RestoreSender::leftOf(const Units &units) const
{
    // Some were named: the others go again without them.
    const Units open = remaining(units);
    return open.size() < units.size() ? open : Units();
}

QList<std::uint32_t> PurgeRounds::next(const QList<std::uint32_t> &units)
{
    m_size = m_size == 0 ? firstRound : m_size * growth;
    return units.first(std::min(m_size, units.size()));
}

PurgeSender::PurgeSender(ApplyLedger &ledger, RetryTable retry, RunMeter &meter, Clock &clock, MayLeave mayLeave,
                         Sent sent)
    : UnitWriter(std::move(retry), meter, clock, std::move(sent))
    , m_ledger(ledger)
    , m_mayLeave(std::move(mayLeave))
{
}

QCoro::Task<Result<void>> PurgeSender::sendRound(QList<std::uint32_t> units, std::stop_token stop)
{
    return sendBatches(batchesOf(m_rounds.next(units), perCall()), callsInFlight(), std::move(stop));
}

QCoro::Task<Result<void>> PurgeSender::intend(Units units)
{
    QList<UnitChange> changes;
    for (const std::uint32_t unit : std::as_const(units)) {
        Q_ASSERT(m_ledger.change(unit).action == PlannedChange::Action::Purge);
        changes.append(ApplyRules::intent(unit, m_ledger.unit(unit)));
    }
    return m_ledger.record(std::move(changes));
}

QCoro::Task<Result<PurgeSender::Outcome>> PurgeSender::settle(Units units, WriteAnswer answer)
{
    QList<UnitChange> changes;
    Outcome outcome{.error = answer.error};
    bool isAnyGood = false;
    for (qsizetype i = 0; i < units.size(); ++i) {
        // Without a fate of its own nothing is known of a contact.
        const RecordFate fate = i < answer.fates.size() ? answer.fates.at(i) : RecordFate{{}, WriteFate::Unknown, {}};
        changes.append(ApplyRules::afterPurge(units.at(i), m_ledger.unit(units.at(i)), fate));
        const bool isGood
            = fate.fate == WriteFate::Applied || fate.fate == WriteFate::Accepted || fate.fate == WriteFate::Absent;
        if (!isGood && !outcome.error)
            outcome.error = fate.error.value_or(ApiError{.kind = ErrorKind::ConnectionLost});
        if (isGood && units.size() == 1) // a contact that is gone already is nothing that went wrong
            outcome.error.reset();
        isAnyGood = isAnyGood || isGood;
    }
    // A service that takes some and refuses others for what they are does not refuse everything.
    if (isAnyGood && outcome.error && outcome.error->kind == ErrorKind::Invalid)
        outcome.error.reset();
    CO_TRY_VOID(co_await m_ledger.record(std::move(changes)));
    co_return Result<Outcome>(std::move(outcome));
}

WriteVerdict PurgeSender::verdictOf(ErrorKind kind) const
{
    switch (kind) {
    case ErrorKind::Throttled:
    case ErrorKind::NotSent: // a purge asks again after an outage (F53); a short one may pass meanwhile (F40)
        return WriteVerdict::Again;
    case ErrorKind::ServerTrouble: // in doubt; others are tried, more slowly, and the breaker decides (F21, F22)
        return WriteVerdict::Slower;
    case ErrorKind::ConnectionLost:
    case ErrorKind::TimedOut:
    case ErrorKind::NotFromApi:
    case ErrorKind::BrokenBody:
    case ErrorKind::UnexpectedShape:
    case ErrorKind::LimitExceeded:
        return WriteVerdict::Lost;
    case ErrorKind::RedirectRefused: // F31
    case ErrorKind::Conflict: // F16
    case ErrorKind::Invalid:
    case ErrorKind::TooLarge:
        return WriteVerdict::Refused;
    default: // no right, no sign-in, look only, halted, stopped: nothing more is sent
        return WriteVerdict::End;
    }
}

WriteAnswer PurgeSender::notSent(const Units &units, const ApiError &why) const
{
    return {.fates = QList<RecordFate>(units.size(), {{}, WriteFate::NotSent, why}), .error = why};
}

PurgeSender::Units PurgeSender::remaining(const Units &units) const
{
    // Of a batch that comes again: a removal in doubt waits for the reading (F22).
    Units open = units;
    open.removeIf([this](std::uint32_t unit) { return m_ledger.unit(unit).state != UnitState::Planned; });
    return open;
}

RemovalSender::RemovalSender(ApplyLedger &ledger, ContactListsClient &client, QString listId, RunMeter &meter,
                             Clock &clock, MayLeave mayLeave, Sent sent)
    : PurgeSender(ledger, client.retry(), meter, clock, std::move(mayLeave), std::move(sent))
    , m_client(client)
    , m_listId(std::move(listId))
{
}

QCoro::Task<WriteAnswer> RemovalSender::send(Units units, std::stop_token stop)
{
    const QStringList ids
        = mapped(units, [this](std::uint32_t unit) { return QString::fromStdString(change(unit).contactId); });
    return m_client.purge(m_listId, ids, &meter(), stop);
}

BlockSender::BlockSender(ApplyLedger &ledger, const BlockPlan &plan, DoNotCallClient &client, QString groupId,
                         RetryTable retry, RunMeter &meter, Clock &clock, MayLeave mayLeave, Sent sent)
    : PurgeSender(ledger, std::move(retry), meter, clock, std::move(mayLeave), std::move(sent))
    , m_plan(plan)
    , m_client(client)
    , m_groupId(std::move(groupId))
{
}

QCoro::Task<WriteAnswer> BlockSender::send(Units units, std::stop_token stop)
{
    const QList<ContactPhone> contacts = mapped(units, [this](std::uint32_t unit) {
        return ContactPhone{QString::fromStdString(change(unit).contactId), QString::number(m_plan.number(unit))};
    });
    return m_client.block(m_groupId, contacts, &meter(), stop);
}

} // namespace muster
