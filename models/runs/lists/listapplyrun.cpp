// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/listapplyrun.h"

#include "models/rules/lists/purgegate.h"
#include "models/runs/lists/applybackup.h"
#include "models/runs/lists/applyrecorder.h"
#include "models/runs/lists/listreader.h"
#include "models/runs/lists/listsenders.h"
#include "models/runs/lists/planmatcher.h"
#include "models/runs/runmeter.h"
#include "models/runs/runoutcome.h"
#include "models/runs/workspace.h"
#include "network/http/clock.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroFuture>

namespace muster {

namespace {

constexpr qint64 notRemovedLimit = 10; // F116

} // namespace

ListApplyRun::ListApplyRun(QString id, FrozenListApply order, RunStart start, Workspace &workspace,
                           std::shared_ptr<TenantConnection> connection, QObject *parent)
    : WriteRun(std::move(id), {order.digest, order.profileId, order.profileName}, start, workspace,
               std::move(connection), parent)
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
    return *m_recorder;
}

QCoro::Task<Result<void>> ListApplyRun::work(std::stop_token stop)
{
    if (const auto allowed = mayBegin(); !allowed)
        co_return allowed;
    CO_TRY_VOID(co_await openPlan(stop));
    setState(RunState::Running);
    CO_TRY_VOID(co_await firstReading(stop));
    CO_TRY_VOID(co_await update(stop));
    CO_TRY_VOID(co_await passGate(stop));
    CO_TRY_VOID(co_await purge(stop));
    co_return Result<void>{};
}

QCoro::Task<Result<void>> ListApplyRun::look(bool resumed, std::stop_token stop)
{
    m_matcher->begin();
    ListReader reader(m_connection->contactLists(), m_order.listId,
                      {[this](const std::shared_ptr<const RecordPage> &page) { takePage(page); },
                       [this](const QString &code, const QVariantMap &args) { addEvent(code, args); }},
                      m_meter.get());
    CO_TRY(totals, co_await reader.readAll(stop));
    if (totals->contacts == 0 && m_plan->header.contactsInList > 0 && m_ledger->count(UnitState::Applied) == 0)
        co_return tl::unexpected(fault(ErrorKind::BadInput, "plan_empty_list", m_order.listId)); // F110
    QList<UnitChange> changes;
    for (std::uint32_t unit = 0; unit < m_ledger->units(); ++unit) {
        const auto seen = ApplyRules::afterReading(unit, m_ledger->change(unit).action, m_ledger->unit(unit),
                                                   m_matcher->sighting(unit), resumed);
        if (seen)
            changes.append(*seen);
    }
    const auto recorded = co_await m_ledger->record(changes);
    showProgress();
    co_return recorded;
}

QCoro::Task<Result<void>> ListApplyRun::update(std::stop_token stop)
{
    for (;;) {
        const QList<std::uint32_t> units = sendable(Action::Fix);
        if (!units.isEmpty()) {
            if (const auto entered = co_await enter("updating"); !entered)
                co_return entered;
            CO_TRY_VOID(co_await m_corrections->sendAll(units, stop));
        }
        // Also without any correction: a purge wants a second, quiet look at its own ids (F73).
        if (const auto entered = co_await enter("checking"); !entered)
            co_return entered;
        CO_TRY_VOID(co_await look(false, stop));
        if (sendable(Action::Fix).isEmpty())
            co_return Result<void>{};
    }
}

QCoro::Task<Result<void>> ListApplyRun::passGate(std::stop_token)
{
    if (m_ledger->count(Action::Purge, UnitState::Planned) == 0)
        co_return Result<void>{};
    if (m_order.order.withholdPurge)
        co_return co_await skip(Action::Purge, UnitReason::Withheld);
    if (const auto still = mayPurgeStill(); !still)
        co_return still;
    // What came in doubt since then nobody has looked at.
    const ApplyProgress &progress = m_recorder->progress();
    const bool reviewed = progress.locked && progress.reviewed && isResumed() && !m_corrections->hadTrouble();
    const qint64 inDoubt
        = m_ledger->count(Action::Fix, UnitState::Unknown) + m_ledger->count(Action::Fix, UnitState::Planned);
    if ((inDoubt > 0 || m_corrections->hadTrouble() || progress.locked) && !reviewed) {
        if (const auto locked = co_await m_recorder->locked(); !locked)
            co_return locked;
        co_return tl::unexpected(fault(ErrorKind::BadInput, "purge_locked", QString::number(inDoubt))); // F23
    }
    if (m_recorder->progress().locked) {
        if (const auto unlocked = co_await m_recorder->unlocked(); !unlocked)
            co_return unlocked;
    }
    if (const auto allowed = PurgeGate::mayPurge(m_plan->header, timeOfPlan()); !allowed) {
        if (allowed.error().code == QLatin1String("plan_stale"))
            co_return co_await skip(Action::Purge, UnitReason::Stale); // F112
        co_return tl::unexpected(allowed.error());
    }
    QList<UnitChange> ineligible;
    for (const std::uint32_t unit : m_ledger->unitsIn(Action::Purge, UnitState::Planned)) {
        if (!PurgeGate::isEligible(m_ledger->change(unit)))
            ineligible.append({unit, UnitState::Skipped, std::uint8_t(UnitReason::NotEligible)}); // F113
    }
    co_return co_await m_ledger->record(ineligible);
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
    return m_recorder->hasSlept() ? Result<void>(tl::unexpected(fault(ErrorKind::BadInput, "machine_slept")))
                                  : Result<void>();
}

QCoro::Task<Result<void>> ListApplyRun::purge(std::stop_token stop)
{
    for (;;) {
        const QList<std::uint32_t> units = sendable(Action::Purge);
        if (units.isEmpty())
            co_return Result<void>{};
        if (const auto entered = co_await enter("purging"); !entered)
            co_return entered;
        CO_TRY_VOID(co_await m_purges->sendRound(units, stop));
        if (const auto entered = co_await enter("checking"); !entered)
            co_return entered;
        CO_TRY_VOID(co_await look(false, stop));
        const qint64 notRemoved = m_ledger->count(Action::Purge, UnitState::Unknown, UnitReason::NotDone);
        if (notRemoved >= notRemovedLimit) {
            co_return tl::unexpected(
                fault(ErrorKind::UnexpectedShape, "not_removed", QString::number(notRemoved))); // F116
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
    QList<std::uint32_t> units = m_ledger->unitsIn(action, UnitState::Planned);
    units.removeIf([this, tries = m_connection->contactLists().retry().tries](std::uint32_t unit) {
        return m_ledger->unit(unit).attempts - m_attemptsBefore[unit] >= tries;
    });
    return units;
}

} // namespace muster
