// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/send/batchsender.h"

#include "models/lists/membercells.h"
#include "models/rules/enrich/heldvalue.h"
#include "models/runs/run.h"
#include "models/runs/runmeter.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace muster {

QCoro::Task<Result<CampaignBudget>> askBudget(EnrichmentClient &client, QString listId, QString campaignId,
                                              CallObserver *observer, std::stop_token stop)
{
    CO_TRY(chosen, co_await client.campaign(campaignId, observer, stop));
    // The service takes the tightest campaign of the list, whichever was chosen.
    CO_TRY(all, co_await client.campaigns(observer, stop));
    if (!chosen->contactListId.isEmpty() && chosen->contactListId != listId) {
        co_return failure(ErrorKind::BadInput, "campaign_other_list", chosen->name);
    }
    const CampaignBudget budget = CampaignBudget::of(*chosen, *all, paceOf(client.limits()));
    if (budget.fault && !paceOf(client.limits()).hasBudget())
        co_return failure(ErrorKind::BadInput, "list_closed", budget.tightest.name);
    if (budget.fault) {
        co_return failure(
            {.kind = ErrorKind::BadInput, .code = budgetFaultKey(*budget.fault), .subject = budget.tightest.name});
    }
    if (!budget.tightest.areDialersTold)
        co_return failure(ErrorKind::UnexpectedShape, "skills_not_told", budget.tightest.name);
    co_return Result<CampaignBudget>(budget);
}

QCoro::Task<Result<void>> refreshList(EnrichmentClient &client, QString listId, QString listName, RunMeter &meter,
                                      Clock &clock,
                                      std::function<QCoro::Task<Result<void>>(std::optional<ApiError> error)> noted,
                                      std::stop_token stop)
{
    WritePace pace(client.retry(), meter, clock);
    for (;;) {
        const RefreshAnswer answer = co_await client.refresh(listId, &meter, stop);
        CO_TRY_VOID(co_await noted(answer.error));
        if (!answer.error)
            co_return Result<void>{};
        if (answer.error->kind == ErrorKind::Cancelled)
            co_return tl::unexpected(*answer.error);
        const bool isFinal = !isPassing(*answer.error) || pace.isUsedUp(*answer.error);
        if (isFinal) {
            ApiError error = *answer.error;
            error.code = QStringLiteral("refresh_failed");
            error.subject = listName;
            co_return tl::unexpected(error);
        }
        const bool rested = co_await pace.rest(*answer.error, stop);
        if (!rested)
            co_return failure(ErrorKind::Cancelled);
    }
}

UnitBatch partOf(const UnitBatch &whole, const QList<qsizetype> &places)
{
    EnrichmentBatchBuilder builder(std::make_shared<const ListSchema>(whole.batch->schema()));
    UnitBatch part;
    for (const qsizetype place : places) {
        builder.beginContact(whole.batch->id(std::size_t(place)));
        for (const EnrichmentValue &value : whole.batch->values(std::size_t(place)))
            builder.add(value.attribute, whole.batch->text(value));
        part.units.append(whole.units[place]);
    }
    part.batch = builder.take();
    return part;
}

const char *refusalKey(EnrichReason reason)
{
    switch (reason) {
    case EnrichReason::NotInList:
        return "contacts_not_in_list";
    case EnrichReason::RowTooLong:
        return "contacts_row_long";
    case EnrichReason::Unwritable:
        return "contacts_unwritable";
    case EnrichReason::SeveralNumbers:
        return "contacts_several_numbers";
    case EnrichReason::NotTaken:
        return "contacts_not_taken";
    case EnrichReason::OtherValue:
        return "contacts_other_value";
    default:
        return "";
    }
}

BatchCutter::BatchCutter(std::shared_ptr<const ListSchema> schema)
    : m_builder(std::move(schema))
{
}

void BatchCutter::add(std::string_view id, std::span<const Value> values, std::uint32_t unit, const BatchSize &size)
{
    qsizetype bytes = m_builder.wireBytesOf(id);
    for (const Value &value : values)
        bytes += m_builder.wireBytesOf(value.attribute, value.text);
    if (m_units.size() >= size.contacts || m_builder.wireBytes() + bytes > size.bytes)
        cut();
    m_builder.beginContact(id);
    for (const Value &value : values)
        m_builder.add(value.attribute, value.text);
    m_units.append(unit);
}

void BatchCutter::cut()
{
    if (!m_units.isEmpty())
        m_ready.push_back({m_builder.take(), std::exchange(m_units, {})});
}

std::optional<UnitBatch> BatchCutter::take()
{
    if (m_ready.empty())
        return std::nullopt;
    UnitBatch batch = std::move(m_ready.front());
    m_ready.pop_front();
    return batch;
}

BackupFeed::BackupFeed(std::unique_ptr<BackupReader> backup, std::shared_ptr<const ListSchema> schema,
                       std::vector<bool> open)
    : m_backup(std::move(backup))
    , m_schema(schema)
    , m_open(std::move(open))
    , m_cutter(std::move(schema))
{
}

Result<void> BackupFeed::take(const BackupRecord &record, const BatchSize &size)
{
    const std::size_t unit = m_unit++;
    if (unit >= m_open.size() || !m_open[unit])
        return {};
    std::vector<BatchCutter::Value> values;
    std::vector<std::string> texts; // a member's text is gone with the next one
    for (MemberCells member(record.newMembers); member.next();) {
        const QString name = QString::fromUtf8(member.name().data(), qsizetype(member.name().size()));
        const auto attribute = m_schema->indexOf(name);
        const auto type = attribute ? m_schema->attributes[qsizetype(*attribute)].type : std::nullopt;
        const auto form = member.isText() ? HeldValue::Form::Text : HeldValue::Form::Json;
        if (!type || !isWritable(*type, {form, member.value()}))
            return failure(ErrorKind::BadInput, "schema_changed", name);
        values.push_back({*attribute, {}});
        texts.emplace_back(member.value());
    }
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i].text = texts[i];
    m_cutter.add(record.contactId, values, std::uint32_t(unit), size);
    return {};
}

Result<UnitBatch> BackupFeed::next(const BatchSize &size)
{
    for (;;) {
        if (auto batch = m_cutter.take())
            return *std::move(batch);
        if (m_ended)
            return UnitBatch();
        TRY(records, m_backup->next());
        for (const BackupRecord &record : *records) {
            TRY_VOID(take(record, size));
        }
        m_ended = records->empty();
        if (m_ended && m_unit != m_open.size())
            return failure(ErrorKind::Damaged, "backup_damaged");
        if (m_ended)
            m_cutter.cut();
    }
}

BatchFeed::BatchFeed(std::shared_ptr<RowFeed> rows, std::shared_ptr<const ListSchema> schema, std::vector<bool> open)
    : m_rows(std::move(rows))
    , m_open(std::move(open))
    , m_cutter(std::move(schema))
{
}

void BatchFeed::take(const CheckedRow &row, const BatchSize &size)
{
    if (row.verdict() != RowVerdict::Send)
        return;
    const std::size_t unit = m_unit++;
    if (unit >= m_open.size() || !m_open[unit])
        return;
    m_values.clear();
    for (const CheckedValue &value : row.values())
        m_values.push_back({value.attribute, row.text(value)});
    m_cutter.add(row.id(), m_values, std::uint32_t(unit), size);
}

Result<UnitBatch> BatchFeed::next(const BatchSize &size)
{
    for (;;) {
        if (auto batch = m_cutter.take())
            return *std::move(batch);
        if (m_ended)
            return UnitBatch();
        const auto more = m_rows->next([this, &size](const CheckedRow &row, const SourceRow &) { take(row, size); });
        if (!more)
            return failure(more.error());
        m_ended = !*more;
        if (m_ended && m_unit != m_open.size())
            return failure(ErrorKind::Damaged, "source_changed");
        if (m_ended)
            m_cutter.cut();
    }
}

UndoFeed::UndoFeed(const UndoMatcher &matcher, std::shared_ptr<const ListSchema> schema, QList<std::uint32_t> units)
    : m_matcher(matcher)
    , m_schema(schema)
    , m_units(std::move(units))
    , m_cutter(std::move(schema))
{
}

void UndoFeed::take(std::uint32_t unit, const BatchSize &size)
{
    const UndoValues &values = m_matcher.values();
    values.values(unit, m_values);
    m_back.clear();
    for (std::size_t place = 0; place < m_values.size(); ++place) {
        if (m_matcher.fate(unit, place) != UndoFate::ComesBack)
            continue;
        const auto attribute = m_schema->indexOf(values.attributes()[qsizetype(m_values[place].attribute)]);
        if (attribute) // else its fate were another
            m_back.push_back({*attribute, m_values[place].before.text});
    }
    if (!m_back.empty())
        m_cutter.add(values.id(unit), m_back, unit, size);
}

Result<UnitBatch> UndoFeed::next(const BatchSize &size)
{
    for (;;) {
        if (auto batch = m_cutter.take())
            return *std::move(batch);
        if (m_next > m_units.size())
            return UnitBatch();
        if (m_next < m_units.size())
            take(m_units[m_next], size);
        else
            m_cutter.cut();
        ++m_next;
    }
}

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

EnrichReason reasonOf(ContactFault fault)
{
    switch (fault) {
    case ContactFault::None:
        return EnrichReason::Refused;
    case ContactFault::NotInList:
        return EnrichReason::NotInList;
    case ContactFault::RowTooLong:
        return EnrichReason::RowTooLong;
    case ContactFault::Unwritable:
        return EnrichReason::Unwritable;
    case ContactFault::SeveralNumbers:
        return EnrichReason::SeveralNumbers;
    case ContactFault::NotTaken:
        return EnrichReason::NotTaken;
    case ContactFault::OtherValue:
        return EnrichReason::OtherValue;
    }
    return EnrichReason::Refused;
}

UnitChange changeFor(std::uint32_t unit, const ContactFate &fate)
{
    switch (fate.fate) {
    case WriteFate::Applied:
        return {unit, UnitState::Applied, std::uint8_t(EnrichReason::None)};
    case WriteFate::Absent: // not there now: whoever wants it in the list adds it by other means
    case WriteFate::Rejected:
        return {unit, UnitState::Rejected, std::uint8_t(reasonOf(fate.fault))};
    case WriteFate::NotSent:
        return {unit, UnitState::Planned, std::uint8_t(EnrichReason::CutShort)};
    case WriteFate::Accepted:
    case WriteFate::Unknown:
        break;
    }
    return {unit, UnitState::Unknown, std::uint8_t(EnrichReason::Lost)};
}

QList<qsizetype> range(qsizetype from, qsizetype end)
{
    QList<qsizetype> places(end - from);
    std::iota(places.begin(), places.end(), from);
    return places;
}

} // namespace

BatchSender::BatchSender(EnrichLedger &ledger, EnrichmentClient &client, DialConsent consent, RunMeter &meter,
                         Clock &clock, Sent sent, Event event, Answered answered)
    : UnitWriter(client.retry(), meter, clock, std::move(sent))
    , m_ledger(ledger)
    , m_client(client)
    , m_starter(std::move(consent))
    , m_event(std::move(event))
    , m_answered(std::move(answered))
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

QCoro::Task<EnrichmentAnswer> BatchSender::send(UnitBatch batch, std::stop_token stop)
{
    const std::chrono::milliseconds before = meter().totalLatency();
    EnrichmentAnswer answer = co_await m_client.enrich(batch.batch, m_starter.consent(), &meter(), stop);
    if (m_answered)
        m_answered(answeredBatch(batch, answer, meter().totalLatency() - before));
    m_starter.note(answer.skillStart);
    co_return answer;
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
    if (!answer.contacts.isEmpty()) {
        CO_TRY_VOID(co_await recordEach(batch, answer));
    } else if (canBeSortedOut(answer, batch.units.size())) {
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
    co_return co_await m_ledger.settle(batch.units, state, reasonOf(answer));
}

UnitBatch BatchSender::remaining(const UnitBatch &batch) const
{
    QList<qsizetype> open;
    for (qsizetype place = 0; place < batch.units.size(); ++place) {
        if (m_ledger.isOpen(batch.units[place]))
            open.append(place);
    }
    return open.size() == batch.units.size() ? batch : open.isEmpty() ? UnitBatch() : partOf(batch, open);
}

QCoro::Task<Result<void>> BatchSender::recordEach(UnitBatch batch, EnrichmentAnswer answer)
{
    if (answer.contacts.size() != batch.units.size())
        co_return failure(ErrorKind::BadInput, "unit_transition");
    QList<UnitChange> changes;
    changes.reserve(batch.units.size());
    std::array<qsizetype, contactFaultCount> faults{};
    for (qsizetype place = 0; place < batch.units.size(); ++place) {
        const ContactFate &fate = answer.contacts[place];
        changes.append(changeFor(batch.units[place], fate));
        if (changes.last().state == UnitState::Rejected)
            ++faults[std::size_t(fate.fault)];
    }
    for (std::size_t fault = 0; fault < faults.size(); ++fault) {
        if (faults[fault] == 0)
            continue;
        const char *key = refusalKey(reasonOf(ContactFault(fault)));
        tell(*key == '\0' ? "contacts_refused" : key, {{QStringLiteral("contacts"), faults[fault]}});
    }
    co_return co_await m_ledger.settle(std::move(changes));
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
        CO_TRY_VOID(co_await m_ledger.settle(others, UnitState::Planned, EnrichReason::None));
    }
    if (!refused.isEmpty()) {
        CO_TRY_VOID(co_await m_ledger.settle(refused, UnitState::Rejected, EnrichReason::Refused));
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
