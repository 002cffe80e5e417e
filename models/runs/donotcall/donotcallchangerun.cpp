// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/donotcall/donotcallchangerun.h"

#include "models/runs/donotcall/donotcallchangerecorder.h"
#include "models/runs/donotcall/donotcallchangestore.h"
#include "models/runs/lists/listsenders.h"
#include "models/runs/runmanager.h"
#include "models/runs/runmeter.h"
#include "models/runs/tenantsession.h"
#include "models/runs/unitwriter.h"
#include "models/runs/workspace.h"
#include "models/sinks/csvrows.h"
#include "models/store/backupstore.h"
#include "models/store/unitlog.h"
#include "network/api/contactlistsclient.h"
#include "network/api/donotcallclient.h"
#include "network/http/clock.h"
#include "network/tenant/tenantconnection.h"

#include <algorithm>

namespace muster {

namespace {

using State = DoNotCallChangeResult::State;

constexpr char changeLeftovers[] = "leftovers.csv";

/// Ends that a person is asked about and may go on from.
bool isForAPerson(const ApiError &error)
{
    return error.code == QLatin1String("changes_doubtful") || error.code == QLatin1String("machine_slept")
        || isOverLater(error);
}

struct NotChanged
{
    std::uint64_t number = 0;
    DoNotCallChangeResult result;
};

Result<WrittenFile> writeNotChanged(const QList<NotChanged> &rows, const QString &file)
{
    TRY(out,
        CsvTextFile::create(file, {QStringLiteral("number"), QStringLiteral("result"), QStringLiteral("reason")},
                            TextProfile::Spreadsheets, Existing::Replace));
    for (const NotChanged &row : rows) {
        const QString reason = row.result.reason == DoNotCallReason::None ? QString() : keyOf(row.result.reason);
        TRY_VOID(out->add(
            {'+' + std::to_string(row.number), QString(keyOf(row.result.state)).toStdString(), reason.toStdString()}));
    }
    return out->finish();
}

} // namespace

/// Sends steps of one kind, each wave in calls of at most as many numbers as the service takes, one call at a time.
class DoNotCallChangeRun::Sender final : public UnitWriter<QList<std::uint32_t>, WriteAnswer>
{
public:
    using Units = QList<std::uint32_t>;

    Sender(DoNotCallChangeRun &run, std::stop_token stop)
        : UnitWriter(run.m_connection->contactLists().retry(), *run.m_meter, run.m_workspace.clock(),
                     [&run](qsizetype numbers) { return run.m_recorder->sent(numbers); })
        , m_run(run)
        , m_stop(std::move(stop))
    {
    }

    [[nodiscard]] QCoro::Task<Result<void>> sendWave(Step step, Units wave)
    {
        m_step = step;
        return sendBatches(batchesOf(wave, client().numbersPerCall()), 1, m_stop);
    }

private:
    [[nodiscard]] DoNotCallClient &client() const { return *m_run.m_connection->doNotCall(); }

    [[nodiscard]] QCoro::Task<Result<void>> intend(Units units) override
    {
        QList<UnitChange> changes;
        for (const std::uint32_t unit : std::as_const(units))
            changes.append(DoNotCallRules::intent(unit, m_run.m_log->unit(unit)));
        return m_run.record(std::move(changes));
    }

    [[nodiscard]] Result<void> mayLeave() override
    {
        // A person who confirmed before the machine slept is asked again (F102).
        if (m_run.m_recorder->hasSlept())
            return failure(ErrorKind::BadInput, "machine_slept");
        return m_stop.stop_requested() ? Result<void>(failure(ErrorKind::Cancelled)) : Result<void>();
    }

    [[nodiscard]] QCoro::Task<WriteAnswer> send(Units units, std::stop_token stop) override
    {
        m_run.m_refused = false;
        QList<DoNotCallWrite> writes;
        for (const std::uint32_t unit : std::as_const(units)) {
            const DoNotCallChange &change = m_run.changeOf(unit);
            writes.append({QString::number(unit), change.number, m_step == Step::Put ? change.until : QDateTime()});
        }
        const DoNotCallAim &aim = m_run.m_order.order.aim;
        return m_step == Step::Put ? client().add(aim.putGroup(), std::move(writes), &meter(), std::move(stop))
                                   : client().expire(aim.groupId, std::move(writes), &meter(), std::move(stop));
    }

    [[nodiscard]] QCoro::Task<Result<Outcome>> settle(Units units, WriteAnswer answer) override
    {
        QList<UnitChange> changes;
        bool isAnyGood = false;
        for (qsizetype i = 0; i < units.size(); ++i) {
            // Without a fate of its own nothing is known of a number.
            const RecordFate fate
                = i < answer.fates.size() ? answer.fates.at(i) : RecordFate{{}, WriteFate::Unknown, {}};
            isAnyGood = isAnyGood || fate.fate == WriteFate::Applied || fate.fate == WriteFate::Accepted;
            changes.append(DoNotCallRules::afterAnswer(units.at(i), m_run.m_log->unit(units.at(i)), fate));
        }
        CO_TRY_VOID(co_await m_run.record(std::move(changes)));
        Outcome outcome{.error = answer.error};
        // A service that takes some and refuses others for what they are does not refuse everything.
        if (isAnyGood && outcome.error && outcome.error->kind == ErrorKind::Invalid)
            outcome.error.reset();
        co_return Result<Outcome>(std::move(outcome));
    }

    [[nodiscard]] WriteVerdict verdictOf(ErrorKind kind) const override
    {
        switch (kind) {
        case ErrorKind::Throttled:
        case ErrorKind::NotSent:
            return WriteVerdict::Again;
        case ErrorKind::ServerTrouble: // in doubt; others are tried, more slowly, and the breaker decides (F21, F22)
            return WriteVerdict::Slower;
        case ErrorKind::ConnectionLost:
        case ErrorKind::TimedOut:
        case ErrorKind::NotFromApi:
        case ErrorKind::BrokenBody:
        case ErrorKind::UnexpectedShape:
        case ErrorKind::LimitExceeded:
            return WriteVerdict::Lost; // settled by the reading that follows
        case ErrorKind::Conflict: // F16
        case ErrorKind::Invalid:
        case ErrorKind::TooLarge:
        case ErrorKind::RedirectRefused: // F31
            return WriteVerdict::Refused;
        default: // no right, no sign-in, no such group, look only, halted, stopped: nothing more is sent
            return WriteVerdict::End;
        }
    }

    [[nodiscard]] qsizetype sizeOf(const Units &units) const override { return units.size(); }
    [[nodiscard]] WriteAnswer notSent(const Units &units, const ApiError &why) const override
    {
        return {.fates = QList<RecordFate>(units.size(), {{}, WriteFate::NotSent, why}), .error = why};
    }
    [[nodiscard]] Units remaining(const Units &units) const override
    {
        // Of a batch that comes again: what is in doubt waits for the reading.
        Units open = units;
        open.removeIf([this](std::uint32_t unit) { return m_run.m_log->state(unit) != UnitState::Planned; });
        return open;
    }
    [[nodiscard]] bool sharesTries() const override { return true; }

    DoNotCallChangeRun &m_run;
    const std::stop_token m_stop;
    Step m_step = Step::Put;
};

DoNotCallChangeRun::DoNotCallChangeRun(QString id, FrozenDoNotCallChange order, RunStart start, Workspace &workspace,
                                       std::shared_ptr<TenantConnection> connection, QObject *parent)
    : WriteRun(std::move(id), order, start, workspace, std::move(connection), parent)
    , m_order(std::move(order))
{
}

DoNotCallChangeRun::~DoNotCallChangeRun() = default;

WriteRecorder &DoNotCallChangeRun::makeRecorder(const QByteArray &progress)
{
    m_recorder = std::make_unique<DoNotCallChangeRecorder>(
        m_workspace, id(), m_order, DoNotCallChangeProgress::parse(progress), [this] { return counts(); });
    return *m_recorder;
}

QCoro::Task<Result<void>> DoNotCallChangeRun::work(std::stop_token stop)
{
    if (m_connection->doNotCall() == nullptr) // the connection has become one of another kind since
        co_return failure(ErrorKind::BadInput, "no_do_not_call", m_connection->profile().name);
    CO_TRY_VOID(mayBegin());
    setState(RunState::Running);
    CO_TRY_VOID(co_await openNumbers(stop));
    CO_TRY_VOID(co_await openLog());
    co_return co_await carryOut(stop);
}

Result<void> DoNotCallChangeRun::mayBegin() const
{
    if (isResumed())
        return {};
    const DoNotCallChangeOrder &order = m_order.order;
    if (order.changes.size() != order.count)
        return failure(ErrorKind::BadInput, "change_nothing");
    return DoNotCallGate::confirmed(order.aim.act, order.isUndo(), order.count, order.typedCount).and_then([&] {
        return DoNotCallGate::mayChange(order.count, order.at, m_workspace.believableNow());
    });
}

QCoro::Task<Result<void>> DoNotCallChangeRun::openNumbers(std::stop_token stop)
{
    CO_TRY_VOID(co_await enter("keeping_numbers"));
    if (m_recorder->progress().digest.isEmpty() && isResumed()) {
        // It ended before its numbers were kept, so nothing was ever sent; a copy that nobody noted goes.
        m_refused = true;
        CO_TRY_VOID(co_await m_workspace.backups().removeUnrecorded(id()));
        co_return failure(ErrorKind::BadInput, "change_numbers_missing");
    }
    if (m_recorder->progress().digest.isEmpty()) {
        CO_TRY(kept, co_await keepChanges(m_workspace, id(), m_order, stop));
        CO_TRY_VOID(co_await m_recorder->kept(*kept));
    }
    // What was confirmed, as a later life will read it: so that the copy which that depends on is known to be good.
    const DoNotCallChangeProgress &progress = m_recorder->progress();
    CO_TRY(changes, co_await keptChanges(m_workspace, progress.file, progress.digest, stop));
    if (changes->size() != m_order.order.count)
        co_return failure(ErrorKind::Damaged, "backup_damaged", progress.file);
    CO_TRY(info, co_await BackupStore::look(progress.file));
    m_isInClear = !info->encrypted;
    m_changes = *std::move(changes);
    m_order.order.changes.clear();
    co_return Result<void>{};
}

QCoro::Task<Result<void>> DoNotCallChangeRun::openLog()
{
    // Once a reading was noted there is one.
    const auto missing = m_recorder->progress().hasLog ? MissingLog::IsLost : MissingLog::IsNew;
    CO_TRY(log, co_await openUnits(m_order.digest, 2 * numbers(), missing));
    m_log = *std::move(log);
    m_recorder->hasLog();
    m_meter->setTotal(numbers());
    showProgress();
    co_return Result<void>{};
}

QCoro::Task<Result<void>> DoNotCallChangeRun::carryOut(std::stop_token stop)
{
    Sender sender(*this, stop);
    PurgeRounds rounds;
    CO_TRY_VOID(co_await enter("reading_groups"));
    CO_TRY_VOID(co_await look(stop));
    for (;;) {
        QList<std::uint32_t> units = sendable(Step::Put);
        const Step step = units.isEmpty() ? Step::Take : Step::Put;
        if (step == Step::Take)
            units = sendable(Step::Take);
        if (units.isEmpty())
            co_return Result<void>{};
        if (stop.stop_requested())
            co_return failure(ErrorKind::Cancelled);
        const QList<std::uint32_t> wave = rounds.next(units);
        CO_TRY_VOID(co_await enter(step == Step::Put ? "adding_numbers" : "expiring_numbers"));
        CO_TRY_VOID(co_await sender.sendWave(step, wave));
        CO_TRY_VOID(co_await enter("checking_groups"));
        CO_TRY_VOID(co_await look(stop));
        if (isDoubtful(wave) && sendable(step).size() > 0)
            co_return failure(ErrorKind::UnexpectedShape, "changes_doubtful", QString::number(wave.size()));
    }
}

QCoro::Task<Result<void>> DoNotCallChangeRun::look(std::stop_token stop)
{
    const bool isFirst = !std::exchange(m_hasLooked, true);
    for (int looks = 1;; ++looks) {
        CO_TRY_VOID(co_await readGroups(stop));
        const QList<UnitChange> changes = proved(isFirst && isResumed());
        const bool isAwaited = std::ranges::any_of(changes, [](const UnitChange &change) {
            return change.state == UnitState::Unknown && DoNotCallReason(change.reason) == DoNotCallReason::NotDone;
        });
        if (isAwaited && looks < looksForDone) {
            if (!co_await m_workspace.clock().sleep(betweenReadings, stop))
                co_return failure(ErrorKind::Cancelled);
            continue;
        }
        CO_TRY_VOID(co_await record(changes));
        if (m_log->count(UnitState::Applied) > 0)
            m_recorder->provedAt(m_readAt);
        co_return co_await m_recorder->looked();
    }
}

QCoro::Task<Result<void>> DoNotCallChangeRun::readGroups(std::stop_token stop)
{
    QSet<std::uint64_t> wanted;
    for (const DoNotCallChange &change : std::as_const(m_changes))
        wanted.insert(change.number);
    const auto holds = [this](const DoNotCallReading &reading) {
        std::vector<DoNotCallHold> all;
        for (const DoNotCallChange &change : std::as_const(m_changes))
            all.push_back(DoNotCallHold::of(reading, change.number));
        return all;
    };
    const DoNotCallAim &aim = m_order.order.aim;
    CO_TRY(group, co_await m_connection->doNotCall()->entries(aim.groupId, wanted, m_meter.get(), stop));
    m_readAt = (*group)->at;
    m_putHolds = m_takeHolds = holds(**group);
    if (!isMove())
        co_return Result<void>{};
    CO_TRY(target, co_await m_connection->doNotCall()->entries(aim.targetId, wanted, m_meter.get(), stop));
    m_putHolds = holds(**target);
    co_return Result<void>{};
}

QList<UnitChange> DoNotCallChangeRun::proved(bool resumed) const
{
    QList<UnitChange> changes;
    for (std::uint32_t number = 0; number < numbers(); ++number)
        proveOne(number, resumed, changes);
    return changes;
}

void DoNotCallChangeRun::proveOne(std::uint32_t number, bool resumed, QList<UnitChange> &changes) const
{
    const DoNotCallChange &change = m_changes.at(qsizetype(number));
    const LoggedUnit &put = m_log->unit(putOf(number));
    const auto seen = [&](const LoggedUnit &unit, const DoNotCallHold &hold) {
        const QDateTime bound = m_order.order.seenAt.addDuration(DoNotCallGate::clockGrain);
        return DoNotCallRules::Seen{unit, hold, m_readAt, bound, resumed};
    };
    if (change.takes) {
        const std::uint32_t unit = takeOf(number);
        auto taken = DoNotCallRules::afterReadingTake(unit, change, seen(m_log->unit(unit), m_takeHolds[number]));
        // Before anything was put: then this is not what was looked at. What was put is taken out once it is proved.
        if (!taken && isMove() && !change.puts && m_log->state(unit) == UnitState::Planned
            && !DoNotCallRules::mayTake(change, put, m_putHolds[number]))
            taken = UnitChange{unit, UnitState::Skipped, std::uint8_t(DoNotCallReason::Unproved)};
        if (taken)
            changes.append(*taken);
        if (taken && taken->state == UnitState::Skipped && change.puts && put.state == UnitState::Planned) {
            changes.append({putOf(number), UnitState::Skipped, taken->reason});
            return;
        }
    }
    if (!change.puts)
        return;
    if (const auto added = DoNotCallRules::afterReadingPut(putOf(number), change, seen(put, m_putHolds[number])))
        changes.append(*added);
}

QList<std::uint32_t> DoNotCallChangeRun::sendable(Step step) const
{
    const int tries = m_connection->contactLists().retry().tries;
    QList<std::uint32_t> units;
    for (std::uint32_t number = 0; number < numbers(); ++number) {
        const DoNotCallChange &change = m_changes.at(qsizetype(number));
        const std::uint32_t unit = step == Step::Put ? putOf(number) : takeOf(number);
        const bool isWanted = step == Step::Put ? change.puts : change.takes;
        if (!isWanted || !m_log->isSendable(unit, tries))
            continue;
        if (step == Step::Take && isMove()
            && !DoNotCallRules::mayTake(change, m_log->unit(putOf(number)), m_putHolds[number]))
            continue;
        units.append(unit);
    }
    return units;
}

bool DoNotCallChangeRun::isDoubtful(const QList<std::uint32_t> &wave) const
{
    return std::ranges::all_of(wave, [this](std::uint32_t unit) {
        const UnitState state = m_log->state(unit);
        return state == UnitState::Unknown || state == UnitState::Rejected;
    });
}

DoNotCallChangeResult DoNotCallChangeRun::resultOf(std::uint32_t number) const
{
    return DoNotCallRules::resultOf(m_changes.at(qsizetype(number)), m_log->unit(putOf(number)),
                                    m_log->unit(takeOf(number)));
}

qint64 DoNotCallChangeRun::count(State state) const
{
    qint64 count = 0;
    for (std::uint32_t number = 0; m_log && number < numbers(); ++number)
        count += resultOf(number).state == state ? 1 : 0;
    return count;
}

QJsonObject DoNotCallChangeRun::counts() const
{
    QJsonObject counts;
    for (std::uint32_t number = 0; m_log && number < numbers(); ++number) {
        const QString key = keyOf(resultOf(number).state);
        counts.insert(key, counts.value(key).toInteger() + 1);
    }
    return counts;
}

QCoro::Task<Result<void>> DoNotCallChangeRun::record(QList<UnitChange> changes)
{
    if (changes.isEmpty())
        co_return Result<void>{};
    CO_TRY_VOID(co_await m_log->record(std::move(changes)));
    showProgress();
    co_return Result<void>{};
}

void DoNotCallChangeRun::showProgress()
{
    showRecords(numbers() - count(State::Open));
}

RunOutcome DoNotCallChangeRun::outcomeFor(const Result<void> &worked) const
{
    RunOutcome outcome;
    if (!worked) {
        outcome = endedBy(worked.error());
        if (outcome.kind == RunOutcome::Kind::Failed && isForAPerson(worked.error()))
            outcome.kind = RunOutcome::Kind::Paused;
    }
    if (!m_log)
        return outcome;
    const qint64 open = count(State::Open);
    qint64 odd = 0;
    for (const auto &[key, state] :
         {std::pair("numbers_left_alone", State::LeftAlone), std::pair("numbers_unchanged", State::Unchanged),
          std::pair("numbers_in_both", State::InBoth), std::pair("numbers_doubtful", State::Doubtful)}) {
        addFinding(outcome, key, count(state));
        odd += count(state);
    }
    addFinding(outcome, "numbers_open", open);
    addFinding(outcome, "numbers_in_clear", m_isInClear ? numbers() : 0);
    if (!worked)
        return outcome;
    if (open > 0) {
        outcome.kind = RunOutcome::Kind::Paused;
        outcome.error = ApiError{.kind = ErrorKind::ServerTrouble, .code = QStringLiteral("tries_used_up")};
    } else if (odd > 0) {
        outcome.kind = RunOutcome::Kind::CompleteWithFindings;
    }
    return outcome;
}

QCoro::Task<Result<RunOutcome>> DoNotCallChangeRun::close(RunOutcome outcome)
{
    QList<NotChanged> rows;
    for (std::uint32_t number = 0; m_log && number < numbers(); ++number) {
        const DoNotCallChangeResult result = resultOf(number);
        if (result.state != State::Done && result.state != State::Open)
            rows.append({m_changes.at(qsizetype(number)).number, result});
    }
    if (rows.isEmpty())
        co_return Result<RunOutcome>(std::move(outcome));
    co_return co_await writeResult(std::move(outcome), [rows, file = m_workspace.runFile(id(), changeLeftovers)] {
        return writeNotChanged(rows, file);
    });
}

RunMetrics DoNotCallChangeRun::currentMetrics() const
{
    RunMetrics metrics = m_meter->snapshot();
    metrics.phase = phase();
    if (!m_log)
        return metrics;
    for (const auto &[key, state] :
         {std::pair("numbers_changed", State::Done), std::pair("numbers_left_alone", State::LeftAlone),
          std::pair("numbers_unchanged", State::Unchanged), std::pair("numbers_in_both", State::InBoth),
          std::pair("numbers_doubtful", State::Doubtful), std::pair("numbers_open", State::Open)})
        metrics.figures.append({QLatin1String(key), count(state)});
    return metrics;
}

Result<Run *> startDoNotCallChange(RunManager &runs, TenantSession &session, DoNotCallChangeOrder order)
{
    TRY_VOID(runs.mayStart());
    if (session.connection()->doNotCall() == nullptr)
        return failure(ErrorKind::BadInput, "no_do_not_call", session.profile().name);
    order.count = order.changes.size();
    TRY_VOID(DoNotCallGate::confirmed(order.aim.act, order.isUndo(), order.count, order.typedCount));
    if (order.isUndo()) { // one that goes on later would do again what was taken back
        TRY_VOID(runs.isOver(order.undoOf, "change_open"));
    }
    const RunKind kind = order.isUndo() ? RunKind::DoNotCallUndo : RunKind::DoNotCallChange;
    const FrozenDoNotCallChange frozen = freeze(order, session.profile());
    TRY_VOID(runs.mayChange(kind, session, frozen.profileId, frozen.profileName, frozen.target()));
    return runs.beginFrozen<DoNotCallChangeRun>(kind, session, frozen, frozen.title(), frozen.target());
}

} // namespace muster
