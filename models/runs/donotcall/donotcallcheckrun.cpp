// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/donotcall/donotcallcheckrun.h"

#include "models/runs/donotcall/donotcallgroups.h"
#include "models/runs/networkoutage.h"
#include "models/runs/runmanager.h"
#include "models/runs/runmeter.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/storethread.h"
#include "network/api/donotcallclient.h"
#include "network/http/clock.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroFuture>
#include <QtConcurrent>
#include <array>
#include <vector>

namespace muster {

namespace {

using Read = std::shared_ptr<const Result<AskedNumbers>>;

/// What the way to the service can do to one question and not to the next.
bool mayPass(const ApiError &error)
{
    switch (error.kind) {
    case ErrorKind::ConnectionLost:
    case ErrorKind::TimedOut:
    case ErrorKind::ServerTrouble:
    case ErrorKind::NotFromApi:
    case ErrorKind::BrokenBody:
        return true;
    default:
        return false;
    }
}

/// The body.
class NumberCheck final : public DoNotCallCheckRun
{
public:
    NumberCheck(QString id, DoNotCallCheckOrder order, Workspace &workspace,
                std::shared_ptr<TenantConnection> connection, QObject *parent)
        : DoNotCallCheckRun(std::move(id), {}, parent)
        , m_order(std::move(order))
        , m_workspace(workspace)
        , m_connection(std::move(connection))
        , m_meter(workspace.clock(), meterHooks())
    {
    }
    [[nodiscard]] QString title() const override { return m_order.title; }

protected:
    [[nodiscard]] QCoro::Task<RunOutcome> execute(std::stop_token stop) override;
    [[nodiscard]] RunMetrics currentMetrics() const override;

private:
    [[nodiscard]] QCoro::Task<Result<void>> readNumbers();
    [[nodiscard]] QCoro::Task<Result<void>> askAll(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<DoNotCallFinding>> ask(std::uint64_t number, std::stop_token stop);
    void settle(qsizetype row, const DoNotCallVerdict &verdict);
    [[nodiscard]] qint64 count(DoNotCallStanding standing) const { return m_counts[std::size_t(standing)]; }
    [[nodiscard]] RunOutcome outcomeFor(const Result<void> &asked, bool isRefused) const;
    [[nodiscard]] QCoro::Task<void> audit(RunOutcome outcome);

    const DoNotCallCheckOrder m_order;
    Workspace &m_workspace;
    const std::shared_ptr<TenantConnection> m_connection;
    RunMeter m_meter;
    std::vector<bool> m_isSettled; ///< By row.
    QList<DoNotCallGroupFacts> m_groups;
    std::array<qint64, 5> m_counts{}; ///< By standing.
    bool m_asksGroups = true; ///< Not the numbers yet.
};

RunMetrics NumberCheck::currentMetrics() const
{
    RunMetrics metrics = m_meter.snapshot();
    metrics.phase = m_asksGroups ? QStringLiteral("reading_groups") : QStringLiteral("asking_groups");
    const auto figure
        = [&](const char *key, qint64 value) { metrics.figures.append({QString::fromLatin1(key), value}); };
    figure("numbers_blocked", count(DoNotCallStanding::Blocked));
    figure("numbers_unheeded", count(DoNotCallStanding::Unheeded));
    figure("numbers_free", count(DoNotCallStanding::Free));
    figure("numbers_not_told", count(DoNotCallStanding::NotTold));
    figure("numbers_unreadable", count(DoNotCallStanding::Unreadable));
    return metrics;
}

QCoro::Task<RunOutcome> NumberCheck::execute(std::stop_token stop)
{
    setState(RunState::Running);
    Result<void> asked = co_await readNumbers();
    const bool isRefused = !asked;
    if (asked)
        asked = co_await askAll(stop);
    const ApiError why = asked ? ApiError{} : asked.error();
    for (qsizetype row = 0; row < verdicts().size(); ++row) {
        if (!m_isSettled[std::size_t(row)])
            settle(row, notTold(why));
    }
    const RunOutcome outcome = outcomeFor(asked, isRefused);
    co_await audit(outcome);
    co_return RunOutcome(outcome);
}

QCoro::Task<Result<void>> NumberCheck::readNumbers()
{
    const QFuture<Read> reading = QtConcurrent::run([text = m_order.text, region = m_order.region] {
        return std::make_shared<const Result<AskedNumbers>>(readAskedNumbers(text, region));
    });
    const Read numbers = co_await reading;
    if (!*numbers)
        co_return failure(numbers->error());
    m_isSettled.resize(std::size_t((*numbers)->rows.size()));
    setNumbers(**numbers);
    qint64 readable = 0;
    for (qsizetype row = 0; row < this->numbers().rows.size(); ++row) {
        if (this->numbers().rows.at(row).isReadable())
            ++readable;
        else
            settle(row, {.standing = DoNotCallStanding::Unreadable, .entries = {}, .fault = {}});
    }
    m_meter.setTotal(readable);
    co_return Result<void>{};
}

QCoro::Task<Result<void>> NumberCheck::askAll(std::stop_token stop)
{
    CO_TRY(groups, co_await doNotCallGroupFacts(m_connection, &m_meter, stop));
    m_groups = *std::move(groups);
    m_asksGroups = false;
    int failed = 0;
    bool isFirst = true;
    for (qsizetype row = 0; row < numbers().rows.size(); ++row) {
        if (m_isSettled[std::size_t(row)])
            continue;
        if (stop.stop_requested())
            co_return failure(ErrorKind::Cancelled);
        if (!std::exchange(isFirst, false) && !co_await m_workspace.clock().sleep(spacing, stop))
            co_return failure(ErrorKind::Cancelled);
        const auto found = co_await ask(numbers().rows.at(row).number, stop);
        if (found) {
            failed = 0;
            settle(row, judgeDoNotCall(*found, m_groups));
        } else if (isOneAnswer(found.error())) {
            settle(row, notTold(found.error()));
        } else if (mayPass(found.error()) && ++failed < failedInRow) {
            settle(row, notTold(found.error()));
        } else {
            co_return failure(found.error());
        }
    }
    co_return Result<void>{};
}

QCoro::Task<Result<DoNotCallFinding>> NumberCheck::ask(std::uint64_t number, std::stop_token stop)
{
    NetworkOutage outage({&m_workspace.clock(),
                          [this](int attempt, const ApiError &cause, std::chrono::milliseconds wait) {
                              m_meter.retrying(Service::ContactLists, attempt, cause, wait);
                              setState(RunState::WaitingForNetwork);
                          },
                          [this] { m_meter.waitEnded(Service::ContactLists); }});
    for (;;) {
        auto found = co_await m_connection->doNotCall()->search(number, &m_meter, stop);
        if (found)
            co_return found;
        CO_TRY_VOID(co_await outage.sitOut(found.error(), stop));
    }
}

void NumberCheck::settle(qsizetype row, const DoNotCallVerdict &verdict)
{
    m_isSettled[std::size_t(row)] = true;
    ++m_counts[std::size_t(verdict.standing)];
    m_meter.setRecords(count(DoNotCallStanding::Blocked) + count(DoNotCallStanding::Unheeded)
                       + count(DoNotCallStanding::Free));
    setVerdict(row, verdict);
    touchMetrics();
}

RunOutcome NumberCheck::outcomeFor(const Result<void> &asked, bool isRefused) const
{
    RunOutcome outcome;
    if (!asked) {
        outcome = outcomeOf(asked.error(), StopWish::None, m_workspace.clock());
        // There is nothing to resume: the numbers are checked again instead.
        if (outcome.kind == RunOutcome::Kind::Paused)
            outcome.kind = RunOutcome::Kind::Failed;
        if (isRefused)
            outcome.kind = RunOutcome::Kind::Refused;
    }
    addFinding(outcome, "numbers_unreadable", count(DoNotCallStanding::Unreadable));
    addFinding(outcome, "numbers_not_told", count(DoNotCallStanding::NotTold));
    if (outcome.kind == RunOutcome::Kind::Complete && !outcome.findings.isEmpty())
        outcome.kind = RunOutcome::Kind::CompleteWithFindings;
    return outcome;
}

QCoro::Task<void> NumberCheck::audit(RunOutcome outcome)
{
    QJsonObject facts{{QStringLiteral("profile"), m_connection->profile().id},
                      {QStringLiteral("numbers"), qint64(numbers().rows.size())},
                      {QStringLiteral("outcome"), outcomeKey(outcome.kind)}};
    for (const auto standing : {DoNotCallStanding::Blocked, DoNotCallStanding::Unheeded, DoNotCallStanding::Free,
                                DoNotCallStanding::NotTold, DoNotCallStanding::Unreadable})
        facts.insert(doNotCallStandingKey(standing), count(standing));
    if (outcome.error) {
        facts.insert(QStringLiteral("reason"), errorKindKey(outcome.error->kind));
        if (!outcome.error->code.isEmpty())
            facts.insert(QStringLiteral("code"), outcome.error->code);
    }
    // Reads may go on without an audit, with a notice (S35).
    const QFuture<Result<void>> telling
        = m_workspace.storeThread().append(m_workspace.audit(), QStringLiteral("donotcall.checked"), id(), facts);
    const Result<void> told = co_await telling;
    if (!told)
        addEvent(QStringLiteral("record_failed"), {{QStringLiteral("kind"), errorKindKey(told.error().kind)}});
}

} // namespace

void DoNotCallCheckRun::setNumbers(const AskedNumbers &numbers)
{
    m_numbers = numbers;
    m_verdicts.resize(numbers.rows.size());
    Q_EMIT numbersRead(m_numbers);
}

void DoNotCallCheckRun::setVerdict(qsizetype row, const DoNotCallVerdict &verdict)
{
    m_verdicts[row] = verdict;
    Q_EMIT judged(row, verdict);
}

Result<DoNotCallCheckRun *> startDoNotCallCheck(Workspace &workspace, const TenantSession &session,
                                                const DoNotCallCheckOrder &order)
{
    if (!session.canBlock())
        return failure(ErrorKind::BadInput, "no_do_not_call", session.profile().name);
    RunManager &manager = workspace.runs();
    TRY_VOID(manager.mayStart());
    DoNotCallCheckRun *run = new NumberCheck(RunManager::newRunId(), order, workspace, session.connection(), &manager);
    manager.launchFor(session, run);
    return run;
}

} // namespace muster
