// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/apply/listapplyrun.h"

#include "models/rules/lists/purgegate.h"
#include "models/runs/lists/apply/applybackup.h"
#include "models/runs/lists/apply/applyrules.h"
#include "models/runs/lists/apply/blockgroups.h"
#include "models/runs/lists/apply/blockplan.h"
#include "models/runs/lists/listsenders.h"
#include "models/runs/lists/read/listreader.h"
#include "models/runs/lists/unchangedcontacts.h"
#include "models/runs/run.h"
#include "models/runs/runmeter.h"
#include "models/runs/skillstarter.h"
#include "models/runs/workspace.h"
#include "network/api/donotcallclient.h"
#include "network/http/clock.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroFuture>
#include <QFileInfo>
#include <QtConcurrent>

namespace muster {

namespace {

constexpr qint64 notRemovedLimit = 10; // F116

/// Ends that a person is asked about and may go on from.
bool waitsForAPerson(const ApiError &error)
{
    return error.code == QLatin1String("purge_locked") || error.code == QLatin1String("not_removed")
        || error.code == QLatin1String("machine_slept") || error.code == QLatin1String("plan_clock_doubtful")
        || error.code == QLatin1String("removal_name_twice") || error.code == QLatin1String("not_blocked")
        || error.code == QLatin1String("group_unknown") || error.code == QLatin1String("group_inactive")
        || isOverLater(error);
}

} // namespace

ListApplyRun::ListApplyRun(QString id, FrozenListApply order, RunStart start, Workspace &workspace,
                           std::shared_ptr<TenantConnection> connection, QObject *parent)
    : WriteRun(std::move(id), order, start, workspace, std::move(connection), parent)
    , m_order(std::move(order))
    , m_plan(m_order.order.plan)
    , m_begun(workspace.believableNow())
    , m_begunAt(workspace.clock().now())
    , m_sleptBefore(workspace.clock().slept())
{
}

ListApplyRun::~ListApplyRun() = default;

QString ListApplyRun::title() const
{
    return m_order.listName.isEmpty() ? m_order.listId : m_order.listName;
}

WriteRecorder &ListApplyRun::makeRecorder(const QByteArray &progress)
{
    m_recorder = std::make_unique<ApplyRecorder>(m_workspace, id(), m_order, ApplyProgress::parse(progress));
    m_safeguards = std::make_unique<ApplySafeguards>(m_workspace, id(), m_order, *m_recorder);
    return *m_recorder;
}

QCoro::Task<Result<void>> ListApplyRun::work(std::stop_token stop)
{
    CO_TRY_VOID(mayBegin());
    CO_TRY_VOID(co_await openPlan(stop));
    setState(RunState::Running);
    CO_TRY_VOID(co_await mayCall(callsToCome(), stop));
    CO_TRY_VOID(co_await mayDial(stop));
    if (blocks()) {
        CO_TRY_VOID(co_await openGroup(stop));
    }
    CO_TRY_VOID(co_await firstReading(stop));
    CO_TRY_VOID(co_await update(stop));
    CO_TRY_VOID(co_await passGate(stop));
    CO_TRY_VOID(co_await purge(stop));
    co_return Result<void>{};
}

Result<void> ListApplyRun::mayBegin()
{
    if (m_recorder->progress().halted)
        return failure(ErrorKind::BreakerOpen, "breaker_open", serviceKey(Service::ContactLists));
    if (isResumed())
        return {};
    if (!m_plan)
        return failure(ErrorKind::BadInput, "plan_missing");
    const PlanHeader &header = m_plan->header;
    const ListApplyOrder &order = m_order.order;
    TRY_VOID(PurgeGate::belongsTo(header, m_order.profileId, m_order.listId));
    const bool purges = header.purges > 0 && !order.withholdPurge;
    if (purges && !order.dialConsent.starts.isEmpty()) // else some of those who are to go would be called first
        return failure(ErrorKind::BadInput, "start_with_purge", order.dialConsent.starts);
    if (purges || order.typedCount) { // a wrong count is refused also where none was asked for
        if (const auto confirmed = PurgeGate::confirmed(header, order.typedCount, order.typedName); !confirmed)
            return confirmed;
    }
    return purges ? PurgeGate::mayPurge(header, m_workspace.believableNow()) : Result<void>();
}

QList<Operation> ListApplyRun::callsToCome() const
{
    QList<Operation> calls{Operation::ReadContactList};
    if (m_ledger->count(Action::Fix, UnitState::Planned) > 0)
        calls.append(Operation::PatchContacts);
    if (m_ledger->count(Action::Purge, UnitState::Planned) > 0 && !blocks())
        calls.append(Operation::DeleteContact);
    return calls;
}

QCoro::Task<Result<void>> ListApplyRun::mayDial(std::stop_token stop)
{
    if (m_ledger->count(Action::Fix, UnitState::Planned) == 0) // a removal calls nobody
        co_return Result<void>{};
    CO_TRY(dialers, co_await m_connection->contactLists().dialers(m_order.listId, m_meter.get(), stop));
    if (const Dialer *dialer = withoutConsent(*dialers, m_order.order.dialConsent))
        co_return failure(ErrorKind::Refused, "skill_running", dialer->name);
    if (const char *code = startFault(*dialers, m_order.order.dialConsent.starts))
        co_return failure(ErrorKind::Refused, code, m_order.order.dialConsent.starts);
    co_return Result<void>{};
}

QCoro::Task<Result<void>> ListApplyRun::openPlan(std::stop_token stop)
{
    using Read = std::shared_ptr<Result<SharedPlan>>;
    const QString file = m_workspace.runFile(id(), "plan");
    const QFuture<Read> opening = QtConcurrent::run([plan = m_plan, file, resume = isResumed()] {
        // What was confirmed, not what lies in a file that people can reach; and from the disk, so that the copy which
        // a resumed run will depend on is known to be good.
        if (!resume) {
            const auto written
                = writePlan(*plan, file, true).and_then([&] { return checkPlanFile(file, plan->digest); });
            return std::make_shared<Result<SharedPlan>>(written.map([&] { return plan; }));
        }
        return std::make_shared<Result<SharedPlan>>(readPlan(file));
    });
    const Read read = co_await opening;
    if (!*read && !QFileInfo::exists(file) && m_recorder->progress().backupDigest.isEmpty()
        && !QFileInfo::exists(unitsFile())) {
        m_refused = true; // it ended before its plan was stored, so nothing was ever sent
        co_return failure(ErrorKind::BadInput, "plan_missing");
    }
    if (!*read)
        co_return failure(read->error());
    m_planStored = true;
    if ((**read)->digest != m_order.planDigest)
        co_return failure(ErrorKind::Damaged, "plan_altered"); // F115
    m_plan = **read;
    CO_TRY_VOID(PurgeGate::belongsTo(m_plan->header, m_order.profileId, m_order.listId));

    const QFuture<std::shared_ptr<PlanMatcher>> indexing
        = QtConcurrent::run([plan = m_plan] { return std::make_shared<PlanMatcher>(*plan); });
    const std::shared_ptr<PlanMatcher> matcher = co_await indexing;
    m_matcher = std::make_unique<PlanMatcher>(std::move(*matcher));

    // Nothing is sent before the backup is whole.
    const auto missing = m_recorder->progress().backupDigest.isEmpty() ? MissingLog::IsNew : MissingLog::IsLost;
    CO_TRY(log, co_await openUnits(m_order.planDigest, std::uint32_t(m_plan->changes.size()), missing));
    m_ledger = std::make_unique<ApplyLedger>(*m_plan, *std::move(log));
    m_recorder->setLedger(m_ledger.get());
    m_meter->setTotal(m_ledger->units());
    showProgress();
    const auto sent = [this](qsizetype contacts) {
        showProgress();
        return m_recorder->sent(contacts);
    };
    m_corrections = std::make_unique<CorrectionSender>(*m_ledger, m_connection->contactLists(), m_order.listId,
                                                       m_order.order.dialConsent, *m_meter, m_workspace.clock(), sent);
    const auto mayLeave = [this] { return mayPurgeStill(); };
    if (m_order.order.blocks() && m_plan->header.purges > 0) {
        DoNotCallClient *groups = m_connection->doNotCall();
        if (groups == nullptr) // the connection has become one of another kind since
            co_return failure(ErrorKind::BadInput, "no_do_not_call", m_order.profileName);
        m_block = std::make_unique<BlockPlan>(*m_plan);
        m_purges = std::make_unique<BlockSender>(*m_ledger, *m_block, *groups, m_order.order.blockGroup,
                                                 m_connection->contactLists().retry(), *m_meter, m_workspace.clock(),
                                                 mayLeave, sent);
    } else {
        m_purges = std::make_unique<RemovalSender>(*m_ledger, m_connection->contactLists(), m_order.listId, *m_meter,
                                                   m_workspace.clock(), mayLeave, sent);
    }
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled, "");
    co_return Result<void>{};
}

QCoro::Task<Result<void>> ListApplyRun::openGroup(std::stop_token stop)
{
    const QString &id = m_order.order.blockGroup;
    DoNotCallClient *client = m_connection->doNotCall();
    CO_TRY(groups, co_await client->groups(m_meter.get(), stop));
    const auto group = std::ranges::find(*groups, id, &DoNotCallGroup::id);
    if (group == groups->end())
        co_return failure(ErrorKind::BadInput, "group_unknown", m_order.order.blockGroupName);
    if (!group->isActive)
        co_return failure(ErrorKind::BadInput, "group_inactive", group->name);
    CO_TRY(heeding, co_await groupHeeding(m_connection, id, m_order.listId, m_meter.get(), stop));
    m_heedless = heeding->heedless;
    if (!m_heedless.isEmpty())
        addEvent(QStringLiteral("group_not_heeded"), {{QStringLiteral("skills"), m_heedless.join(u", ")}});
    CO_TRY_VOID(co_await enter("reading_group"));
    co_return co_await lookAtGroup(isResumed(), stop);
}

QCoro::Task<Result<void>> ListApplyRun::firstReading(std::stop_token stop)
{
    CO_TRY_VOID(co_await enter("reading"));
    CO_TRY_VOID(co_await m_safeguards->begin(isResumed(), stop));
    CO_TRY_VOID(co_await look(isResumed(), stop));
    if (m_safeguards->isCopying()) {
        CO_TRY_VOID(co_await enter("backing_up"));
        CO_TRY_VOID(co_await m_safeguards->finishCopy());
    }
    m_refused = false;
    CO_TRY_VOID(co_await m_safeguards->keepEvidence(*m_ledger, stop));
    showProgress();
    co_return Result<void>{};
}

void ListApplyRun::takePage(const std::shared_ptr<const RecordPage> &page)
{
    ++m_meter->counters().pages;
    if (blocks())
        m_block->take(*page, *m_matcher);
    if (!m_safeguards->wantsContacts()) {
        m_matcher->take(*page);
        return;
    }
    m_matcher->take(
        *page, [this](std::uint32_t unit, Sighting sighting, std::string_view phone, std::string_view extras) {
            // Only what may be sent: whatever is not as planned is skipped for good by this very reading.
            const bool isSent = sighting == Sighting::AsPlanned && (!blocks() || m_block->mayBeSent(unit, *m_ledger));
            if (isSent)
                m_safeguards->take(unit, m_ledger->change(unit), phone, extras);
        });
}

QCoro::Task<Result<void>> ListApplyRun::look(bool resumed, std::stop_token stop)
{
    // What was taken and is not done yet would make the reading prove the wrong thing.
    if (m_ledger->count(UnitState::Unknown) + m_ledger->count(UnitState::Intent) > 0) {
        CO_TRY_VOID(co_await m_connection->contactLists().settle(m_order.listId, m_meter.get(), stop));
    }
    m_matcher->begin();
    if (blocks())
        m_block->begin();
    ListReader reader(m_connection->contactLists(), m_order.listId,
                      {[this](const std::shared_ptr<const RecordPage> &page) { takePage(page); },
                       [this](const QString &code, const QVariantMap &args) { addEvent(code, args); }},
                      m_meter.get());
    CO_TRY(totals, co_await reader.readAll(stop));
    if (totals->contacts == 0 && m_plan->header.contactsInList > 0 && m_ledger->count(UnitState::Applied) == 0)
        co_return failure(ErrorKind::BadInput, "plan_empty_list", m_order.listId); // F110
    QList<UnitChange> changes;
    for (std::uint32_t unit = 0; unit < m_ledger->units(); ++unit) {
        const Action action = m_ledger->change(unit).action;
        const LoggedUnit now = m_ledger->unit(unit);
        const Sighting sighting = m_matcher->sighting(unit);
        const auto seen = blocks() && action == Action::Purge
            ? ApplyRules::blockAfterReading(unit, now, sighting)
            : ApplyRules::afterReading(unit, action, now, sighting, resumed);
        if (seen)
            changes.append(*seen);
    }
    const auto recorded = co_await m_ledger->record(changes);
    showProgress();
    co_return recorded;
}

QCoro::Task<Result<void>> ListApplyRun::lookAtGroup(bool resumed, std::stop_token stop)
{
    CO_TRY(held, co_await m_connection->doNotCall()->numbers(m_order.order.blockGroup, m_meter.get(), stop));
    const auto recorded = co_await m_ledger->record(m_block->afterReading(**held, *m_ledger, resumed));
    showProgress();
    co_return recorded;
}

QCoro::Task<Result<void>> ListApplyRun::update(std::stop_token stop)
{
    for (;;) {
        const QList<std::uint32_t> units = sendable(Action::Fix);
        if (!units.isEmpty()) {
            CO_TRY_VOID(co_await enter("updating"));
            CO_TRY_VOID(co_await correct(units, stop));
        }
        // Also without any correction: a purge wants a second, quiet look at its own ids (F73).
        CO_TRY_VOID(co_await enter("checking"));
        CO_TRY_VOID(co_await look(false, stop));
        if (sendable(Action::Fix).isEmpty())
            co_return Result<void>{};
    }
}

QCoro::Task<Result<void>> ListApplyRun::correct(QList<std::uint32_t> units, std::stop_token stop)
{
    const QString skill = m_order.order.dialConsent.starts;
    if (skill.isEmpty() || m_recorder->skillStart() != SkillStart::None)
        co_return co_await m_corrections->sendAll(std::move(units), stop);
    const qsizetype before = units.size() - m_corrections->lastCallOf(units.size());
    if (before > 0) {
        CO_TRY_VOID(co_await m_corrections->sendAll(units.first(before), stop));
    }
    // Nobody is called from a list of which something is in doubt.
    const qint64 inDoubt
        = m_ledger->count(Action::Fix, UnitState::Unknown) + m_ledger->count(Action::Fix, UnitState::Intent);
    if (inDoubt > 0)
        co_return co_await m_corrections->sendAll(units.sliced(before), stop);
    CO_TRY_VOID(co_await m_recorder->startAsked(skill));
    m_corrections->starter().allow();
    const Result<void> sent = co_await m_corrections->sendAll(units.sliced(before), stop);
    CO_TRY_VOID(co_await m_recorder->startAnswered(skill, m_corrections->starter().came()));
    co_return Result<void>(sent);
}

QCoro::Task<Result<void>> ListApplyRun::passGate(std::stop_token)
{
    if (m_ledger->count(Action::Purge, UnitState::Planned) == 0)
        co_return Result<void>{};
    if (m_order.order.withholdPurge)
        co_return co_await skip(Action::Purge, UnitReason::Withheld);
    CO_TRY_VOID(mayPurgeStill());
    // What came in doubt since then nobody has looked at.
    const ApplyProgress &progress = m_recorder->progress();
    const bool reviewed = progress.locked && progress.reviewed && isResumed() && !m_corrections->hadTrouble();
    const qint64 inDoubt
        = m_ledger->count(Action::Fix, UnitState::Unknown) + m_ledger->count(Action::Fix, UnitState::Planned);
    if ((inDoubt > 0 || m_corrections->hadTrouble() || progress.locked) && !reviewed) {
        CO_TRY_VOID(co_await m_recorder->locked());
        co_return failure(ErrorKind::BadInput, "purge_locked", QString::number(inDoubt)); // F23
    }
    if (m_recorder->progress().locked) {
        CO_TRY_VOID(co_await m_recorder->unlocked());
    }
    if (const auto allowed = PurgeGate::mayPurge(m_plan->header, timeOfPlan()); !allowed) {
        if (allowed.error().code == QLatin1String("plan_stale"))
            co_return co_await skip(Action::Purge, UnitReason::Stale); // F112
        co_return failure(allowed.error());
    }
    QList<UnitChange> ineligible;
    const auto canPurge = blocks() ? nullptr : m_connection->contactLists().limits().canPurge;
    for (const std::uint32_t unit : m_ledger->unitsIn(Action::Purge, UnitState::Planned)) {
        const PlannedChange &change = m_ledger->change(unit);
        if (!PurgeGate::isEligible(change))
            ineligible.append({unit, UnitState::Skipped, std::uint8_t(UnitReason::NotEligible)}); // F113
        else if (canPurge != nullptr && !canPurge(QString::fromStdString(change.contactId)))
            ineligible.append({unit, UnitState::Skipped, std::uint8_t(UnitReason::NotRemovable)});
    }
    CO_TRY_VOID(co_await m_ledger->record(ineligible));
    if (blocks()) {
        CO_TRY_VOID(co_await m_ledger->record(m_block->unblockable(*m_ledger)));
    }
    co_return Result<void>{};
}

BelievableTime ListApplyRun::timeOfPlan() const
{
    const BelievableTime now = m_workspace.believableNow();
    const Clock &clock = m_workspace.clock();
    const auto passed = clock.now() - m_begunAt + (clock.slept() - m_sleptBefore);
    return now.isDoubtful() ? m_begun.later(std::chrono::duration_cast<std::chrono::milliseconds>(passed)) : now;
}

Result<void> ListApplyRun::mayPurgeStill()
{
    return m_recorder->hasSlept() ? Result<void>(failure(ErrorKind::BadInput, "machine_slept")) : Result<void>();
}

QCoro::Task<Result<void>> ListApplyRun::purge(std::stop_token stop)
{
    for (int wave = 1;; ++wave) {
        const QList<std::uint32_t> units = sendable(Action::Purge);
        if (units.isEmpty())
            co_return Result<void>{};
        const qint64 before = m_ledger->count(Action::Purge, UnitState::Applied);
        CO_TRY_VOID(co_await enter(blocks() ? "blocking" : "purging"));
        CO_TRY_VOID(co_await m_purges->sendRound(units, stop));
        CO_TRY_VOID(co_await enter(blocks() ? "reading_group" : "checking"));
        const Result<void> looked = blocks() ? co_await lookAtGroup(false, stop) : co_await look(false, stop);
        if (!looked)
            co_return looked;
        const qint64 notRemoved = m_ledger->count(Action::Purge, UnitState::Unknown, UnitReason::NotDone);
        addEvent(blocks() ? QStringLiteral("block_wave") : QStringLiteral("purge_wave"),
                 {{QStringLiteral("wave"), wave},
                  {QStringLiteral("done"), m_ledger->count(Action::Purge, UnitState::Applied) - before},
                  {QStringLiteral("surprises"), notRemoved}});
        if (notRemoved >= notRemovedLimit) {
            co_return tl::unexpected(fault(ErrorKind::UnexpectedShape, blocks() ? "not_blocked" : "not_removed",
                                           QString::number(notRemoved))); // F116
        }
    }
}

QCoro::Task<Result<void>> ListApplyRun::skip(Action action, UnitReason reason)
{
    QList<UnitChange> changes;
    for (const std::uint32_t unit : m_ledger->unitsIn(action, UnitState::Planned))
        changes.append({unit, UnitState::Skipped, std::uint8_t(reason)});
    const auto recorded = co_await m_ledger->record(changes);
    showProgress();
    co_return recorded;
}

QList<std::uint32_t> ListApplyRun::sendable(Action action) const
{
    return m_ledger->sendable(action, m_connection->contactLists().retry().tries);
}

QCoro::Task<Result<RunOutcome>> ListApplyRun::close(RunOutcome outcome)
{
    m_safeguards.reset();
    m_corrections.reset();
    m_purges.reset(); // before the numbers that it looks up
    m_matcher.reset();
    m_recorder->setMetrics(metricsLine());
    if (outcome.error && outcome.error->kind == ErrorKind::BreakerOpen && !m_recorder->progress().halted) {
        // First of all: a kill from here on must find the run halted (F21).
        CO_TRY_VOID(co_await m_recorder->halted(*outcome.error));
    }
    if (m_ledger) {
        CO_TRY(listed,
               co_await writeResult(std::move(outcome),
                                    [plan = m_plan, units = m_ledger->allUnits(), blocks = blocks(),
                                     file = m_workspace.runFile(id(), "leftovers.csv")] {
                                        return leftoversCsv(*plan, units, blocks).save(file);
                                    }));
        outcome = *std::move(listed);
    }
    if (const auto told = co_await m_recorder->tellAggregator(outcome); !told) {
        if (outcome.succeeded())
            co_return failure(told.error());
        addEvent(QStringLiteral("record_failed"), {{QStringLiteral("kind"), errorKindKey(told.error().kind)}});
    }
    co_return Result<RunOutcome>(std::move(outcome));
}

QString ListApplyRun::spentFile() const
{
    return m_workspace.runFile(id(), "plan"); // it holds numbers (S37)
}

RunOutcome ListApplyRun::outcomeFor(const Result<void> &worked) const
{
    RunOutcome outcome;
    if (!worked) {
        const ApiError &error = worked.error();
        const ClosingSum done = m_ledger ? m_ledger->sum() : ClosingSum{};
        outcome = endedBy(error, done.applied + done.rejected + done.unknown);
        // What passes (a full disk) can only be waited for once the plan is stored.
        const bool canGoOn = isResumed() || m_planStored;
        if (m_refused && !canGoOn)
            outcome.kind = RunOutcome::Kind::Refused;
        // A list that could not be read whole may be readable later; nothing is settled by it.
        else if (outcome.kind != RunOutcome::Kind::Refused
                 && (waitsForAPerson(error) || (outcome.kind == RunOutcome::Kind::Failed && isIncompleteRead(error))))
            outcome.kind = RunOutcome::Kind::Paused;
    }
    if (!m_ledger)
        return outcome;
    const ClosingSum sum = m_ledger->sum();
    const qint64 withheld = m_ledger->count(Action::Purge, UnitState::Skipped, UnitReason::Withheld);
    const qint64 notRemoved = m_ledger->count(Action::Purge, UnitState::Unknown, UnitReason::NotDone);
    addFinding(outcome, "rejected", sum.rejected);
    addFinding(outcome, "unknown", sum.unknown - notRemoved);
    addFinding(outcome, blocks() ? "not_blocked" : "not_removed", notRemoved);
    addFinding(outcome, "absent", sum.absent);
    const qint64 evidence = m_ledger->count(Action::Purge, UnitState::Skipped, UnitReason::EvidenceNotKept);
    const qint64 notRemovable = m_ledger->count(Action::Purge, UnitState::Skipped, UnitReason::NotRemovable);
    qint64 notBlocked = 0;
    for (const UnitReason reason : BlockPlan::reasons) {
        const qint64 count = m_ledger->count(Action::Purge, UnitState::Skipped, reason);
        addFinding(outcome, unitReasonKey(reason).toLatin1().constData(), count);
        notBlocked += count;
    }
    addFinding(outcome, "skipped", sum.skipped - withheld - evidence - notRemovable - notBlocked);
    addFinding(outcome, "not_removable", notRemovable);
    if (!m_heedless.isEmpty())
        addFinding(outcome, "not_heeded", m_ledger->count(Action::Purge, UnitState::Applied));
    addFinding(outcome, "evidence_not_kept", evidence);
    addFinding(outcome, "not_attempted", sum.notAttempted);
    addFinding(outcome, "backup_in_clear", m_safeguards->isInClear() ? m_ledger->units() : 0);
    addSkillStart(outcome, m_order.order.dialConsent, m_recorder->skillStart());
    if (!worked)
        return outcome;
    if (sum.notAttempted > 0) {
        outcome.kind = RunOutcome::Kind::Paused;
        outcome.error = ApiError{.kind = ErrorKind::ServerTrouble, .code = QStringLiteral("tries_used_up")};
    } else if (sum.rejected + sum.unknown + sum.skipped - withheld > 0) {
        outcome.kind = RunOutcome::Kind::CompleteWithFindings;
    }
    return outcome;
}

QJsonObject ListApplyRun::metricsLine() const
{
    // Contract section 6.3. A contact is valid when its number is, or becomes so by this run.
    const ClosingSum sum = m_ledger ? m_ledger->sum() : ClosingSum{};
    const PlanHeader header = m_plan ? m_plan->header : PlanHeader{};
    const double valid = double(header.unchanged + header.fixes);
    const qint64 purged = m_ledger ? m_ledger->count(Action::Purge, UnitState::Applied) : 0;
    QJsonObject line{
        {QStringLiteral("timestamp"), m_workspace.clock().wallNow().toString(Qt::ISODateWithMs)},
        {QStringLiteral("list_id"), m_order.listId},
        {QStringLiteral("total_processed"), header.scopeCount},
        {QStringLiteral("success_count"), sum.applied},
        {QStringLiteral("failure_count"), sum.rejected + sum.unknown},
        {QStringLiteral("purge_count"), blocks() ? 0 : purged},
        {QStringLiteral("avg_latency_ms"), qint64(m_meter->meanLatency().count())},
        {QStringLiteral("avg_latency_of"), QStringLiteral("request")},
        {QStringLiteral("format_success_rate"), header.scopeCount == 0 ? 0.0 : valid / double(header.scopeCount)}};
    if (m_ledger) {
        line.insert(QStringLiteral("conversions_tried"), m_ledger->conversionsTried());
        line.insert(QStringLiteral("conversions_succeeded"), m_ledger->count(Action::Fix, UnitState::Applied));
        line.insert(QStringLiteral("conversion_success_rate"), m_ledger->conversionRate());
    }
    if (header.verdictNanos > 0) {
        line.insert(QStringLiteral("avg_verdict_ms"), double(header.verdictNanos) / 1e6);
        line.insert(QStringLiteral("avg_verdict_of"), QStringLiteral("number"));
    }
    if (blocks()) // the contract knows no such purge: those without are as it wants them
        line.insert(QStringLiteral("block_count"), purged);
    return line;
}

RunMetrics ListApplyRun::currentMetrics() const
{
    RunMetrics metrics = m_meter->snapshot();
    metrics.phase = phase();
    if (!m_ledger)
        return metrics;
    const PlanHeader &header = m_plan->header;
    const ClosingSum sum = m_ledger->sum();
    const qint64 notRemoved = m_ledger->count(Action::Purge, UnitState::Unknown, UnitReason::NotDone);
    metrics.figures = {{QStringLiteral("processed"), header.scopeCount}};
    if (header.scopeCount > 0) {
        metrics.figures.append(
            {QStringLiteral("format_success_permille"), (header.unchanged + header.fixes) * 1000 / header.scopeCount});
    }
    if (header.verdictNanos > 0)
        metrics.figures.append({QStringLiteral("verdict_nanos"), header.verdictNanos});
    if (const qint64 tried = m_ledger->conversionsTried(); tried > 0) {
        metrics.figures.append({QStringLiteral("conversion_success_permille"),
                                m_ledger->count(Action::Fix, UnitState::Applied) * 1000 / tried});
    }
    metrics.figures += {{QStringLiteral("fixed"), m_ledger->count(Action::Fix, UnitState::Applied)},
                        {blocks() ? QStringLiteral("blocked") : QStringLiteral("purged"),
                         m_ledger->count(Action::Purge, UnitState::Applied)},
                        {QStringLiteral("absent"), sum.absent},
                        {QStringLiteral("unknown"), sum.unknown - notRemoved},
                        {QStringLiteral("skipped"), sum.skipped},
                        {QStringLiteral("rejected"), sum.rejected}};
    if (notRemoved > 0)
        metrics.figures.append({blocks() ? QStringLiteral("not_blocked") : QStringLiteral("not_removed"), notRemoved});
    return metrics;
}

void ListApplyRun::showProgress()
{
    showRecords(m_ledger->settled());
}

} // namespace muster
