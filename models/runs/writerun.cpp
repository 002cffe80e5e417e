// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/writerun.h"

#include "models/rules/frozenorder.h"
#include "models/runs/detach.h"
#include "models/runs/runmeter.h"
#include "models/runs/workspace.h"
#include "models/runs/writerecorder.h"
#include "models/sinks/csvrows.h"
#include "models/store/durablefile.h"
#include "models/store/journal.h"
#include "models/store/storethread.h"
#include "models/store/unitlog.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroFuture>
#include <QtConcurrent>

namespace muster {

WriteRun::WriteRun(QString id, const FrozenFor &order, RunStart start, Workspace &workspace,
                   std::shared_ptr<TenantConnection> connection, QObject *parent)
    : Run(std::move(id), order.digest, parent)
    , m_workspace(workspace)
    , m_connection(std::move(connection))
    , m_meter(std::make_unique<RunMeter>(workspace.clock(), meterHooks()))
    , m_refused(start == RunStart::Fresh)
    , m_profileId(order.profileId)
    , m_profileName(order.profileName)
    , m_start(start)
{
}

WriteRun::~WriteRun() = default;

QCoro::Task<RunOutcome> WriteRun::execute(std::stop_token stop)
{
    // What is thrown here is an end like others: it is written down, and what was opened is closed.
    Result<void> worked = co_await caught(begin());
    if (worked)
        worked = co_await caught(work(stop));
    if (m_reported == nullptr) // nothing can be written down by it; RunManager does
        co_return outcomeFor(worked);
    co_return co_await conclude(outcomeFor(worked));
}

QCoro::Task<Result<void>> WriteRun::begin()
{
    const auto entry = m_workspace.journal().find(id());
    const bool isKnown = entry && *entry;
    m_reported = &makeRecorder(isKnown ? (*entry)->progress : QByteArray());
    m_reported->setEvents([this](const QString &code, const QVariantMap &args) { addEvent(code, args); });
    m_reported->setMeter(m_meter->life());
    if (!isKnown)
        co_return failure(ErrorKind::BadInput, "unknown_run", id());
    const Result<void> started = co_await m_reported->started(isResumed());
    if (started && m_profileId != m_connection->profile().id)
        co_return failure(ErrorKind::BadInput, "other_profile", m_profileName);
    co_return Result<void>(started);
}

QCoro::Task<RunOutcome> WriteRun::conclude(RunOutcome outcome)
{
    Result<void> recorded;
    const auto fall = [&](const ApiError &error) {
        recorded = tl::unexpected(error);
        addEvent(QStringLiteral("record_failed"), {{QStringLiteral("kind"), errorKindKey(error.kind)}});
        if (!outcome.succeeded())
            return;
        outcome = outcomeOf(error, stopWish(), m_workspace.clock());
        outcome.findings.clear();
    };
    if (const auto closed = co_await close(outcome); closed)
        outcome = *closed;
    else
        fall(closed.error());
    if (const auto ended = co_await m_reported->ended(outcome); !ended)
        fall(ended.error());
    const bool isOver = outcome.succeeded() || outcome.kind == RunOutcome::Kind::Refused;
    if (const QString spent = isOver ? spentFile() : QString(); recorded && !spent.isEmpty()) {
        const QFuture<Result<void>> removed = m_workspace.storeThread().run([spent] { return removeDurably(spent); });
        (void)co_await removed; // what is left over is removed with the run
    }
    co_return RunOutcome(std::move(outcome));
}

QCoro::Task<Result<RunOutcome>> WriteRun::close(RunOutcome outcome)
{
    co_return Result<RunOutcome>(std::move(outcome));
}

QString WriteRun::spentFile() const
{
    return {};
}

QString WriteRun::unitsFile() const
{
    return m_workspace.runFile(id(), "units");
}

QCoro::Task<Result<std::unique_ptr<UnitLog>>> WriteRun::openUnits(QString digest, std::uint32_t units,
                                                                  MissingLog missing)
{
    const UnitLogBinding binding{id(), digest, units};
    auto log = missing == MissingLog::IsNew ? co_await UnitLog::openOrCreate(unitsFile(), binding)
                                            : co_await UnitLog::open(unitsFile(), binding);
    if (log)
        m_reported->unitsRecovered((*log)->recoveredBytes());
    co_return log;
}

RunOutcome WriteRun::endedBy(const ApiError &error, std::optional<qint64> touched) const
{
    RunOutcome outcome = outcomeOf(error, stopWish(), m_workspace.clock());
    if (m_refused && error.code == QLatin1String("backup_not_encrypted"))
        outcome.question = RunQuestion::PlainCopy;
    else if (!isResumed() && touched == 0 && error.code == QLatin1String("skill_running"))
        outcome.question = RunQuestion::SkillRunning;
    const bool isRefused = m_refused && outcome.kind == RunOutcome::Kind::Failed;
    if (isRefused || outcome.question != RunQuestion::None)
        outcome.kind = RunOutcome::Kind::Refused;
    return outcome;
}

QCoro::Task<Result<RunOutcome>> WriteRun::writeResult(RunOutcome outcome, std::function<Result<WrittenFile>()> write)
{
    using Written = std::shared_ptr<Result<WrittenFile>>;
    const QFuture<Written> writing
        = QtConcurrent::run([write = std::move(write)] { return std::make_shared<Result<WrittenFile>>(write()); });
    const Written written = co_await writing;
    if (!*written)
        co_return failure(written->error());
    outcome.resultFile = (*written)->name;
    addFinding(outcome, "formula_cells", (*written)->formulaCells);
    co_return Result<RunOutcome>(std::move(outcome));
}

void WriteRun::showRecords(qint64 records)
{
    m_meter->setRecords(records);
    touchMetrics();
}

QCoro::Task<Result<void>> WriteRun::mayCall(QList<Operation> calls, std::stop_token stop)
{
    return m_connection->mayCall(std::move(calls), m_meter.get(), std::move(stop));
}

QCoro::Task<Result<void>> WriteRun::enter(const char *phase)
{
    showPhase(phase);
    return m_reported->entered(m_phase);
}

void WriteRun::showPhase(const char *phase)
{
    m_phase = QLatin1String(phase);
    touchMetrics();
}

} // namespace muster
