// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/read/contactlistreadrun.h"

#include "models/runs/run.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/storethread.h"
#include "network/api/contactlistsclient.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QFileInfo>
#include <QtConcurrent>

namespace muster {

ContactListReadRun::ContactListReadRun(QString id, ListReadOrder order, Workspace &workspace,
                                       std::shared_ptr<TenantConnection> connection, QObject *parent)
    : ListReadRun(std::move(id), {}, parent)
    , m_order(std::move(order))
    , m_workspace(workspace)
    , m_connection(std::move(connection))
    , m_meter(workspace.clock(), meterHooks())
    , m_reader(m_connection->contactLists(), m_order.listId,
               {[this](const std::shared_ptr<const RecordPage> &page) { takePage(page); },
                [this](const QString &code, const QVariantMap &args) { addEvent(code, args); },
                [this](std::stop_token stop) { return whileHeld(m_workspace.clock(), std::move(stop)); },
                [this](const PageTimes &times) {
                    m_meter.life().worked(LifeMeter::Work::Decoding, times.decodingFrom, times.decodingTo);
                }},
               &m_meter,
               {&workspace.clock(),
                [this](int attempt, const ApiError &cause, std::chrono::milliseconds wait) {
                    m_meter.retrying(Service::ContactLists, attempt, cause, wait);
                    setState(RunState::WaitingForNetwork);
                },
                [this] { m_meter.waitEnded(Service::ContactLists); }})
{
}

QString ContactListReadRun::title() const
{
    return m_order.listName.isEmpty() ? m_order.listId : m_order.listName;
}

RunMetrics ContactListReadRun::currentMetrics() const
{
    RunMetrics metrics = m_meter.snapshot();
    metrics.phase = QStringLiteral("reading");
    metrics.pageSize = m_connection->contactLists().limits().pageSize;
    return metrics;
}

QCoro::Task<RunOutcome> ContactListReadRun::execute(std::stop_token stop)
{
    setState(RunState::Running);
    const Result<ListReader::Totals> read = co_await m_reader.readAll(stop);
    const RunOutcome outcome = outcomeFor(read);
    co_await audit(outcome);
    co_return RunOutcome(outcome);
}

void ContactListReadRun::takePage(const std::shared_ptr<const RecordPage> &page)
{
    const ListReader::Totals &totals = m_reader.totals();
    RunMetrics &counters = m_meter.counters();
    counters.pages = totals.pages;
    counters.quarantined = totals.quarantined;
    counters.duplicates = totals.received - totals.contacts - totals.quarantined;
    if (m_reader.announced() >= 0)
        m_meter.setTotal(m_reader.announced());
    m_meter.setRecords(totals.contacts);
    Q_EMIT pageArrived(page);
    touchMetrics();
}

RunOutcome ContactListReadRun::outcomeFor(const Result<ListReader::Totals> &read) const
{
    RunOutcome outcome;
    if (!read) {
        outcome = outcomeOf(read.error(), StopWish::None, m_workspace.clock());
        // There is nothing to resume: a list is read again instead.
        if (outcome.kind == RunOutcome::Kind::Paused)
            outcome.kind = RunOutcome::Kind::Failed;
    }
    const ListReader::Totals &totals = m_reader.totals();
    addFinding(outcome, "repeated", totals.received - totals.contacts - totals.quarantined);
    if (totals.quarantined > 0) {
        outcome.findings.append(findingKey("quarantined", totals.quarantined));
        if (outcome.kind == RunOutcome::Kind::Complete)
            outcome.kind = RunOutcome::Kind::CompleteWithFindings;
    }
    return outcome;
}

QCoro::Task<void> ContactListReadRun::audit(RunOutcome outcome)
{
    const ListReader::Totals &totals = m_reader.totals();
    QJsonObject facts{{QStringLiteral("list"), m_order.listId},
                      {QStringLiteral("profile"), m_connection->profile().id},
                      {QStringLiteral("contacts"), totals.contacts},
                      {QStringLiteral("pages"), totals.pages},
                      {QStringLiteral("outcome"), outcomeKey(outcome.kind)}};
    if (outcome.error) {
        facts.insert(QStringLiteral("reason"), errorKindKey(outcome.error->kind));
        if (!outcome.error->code.isEmpty())
            facts.insert(QStringLiteral("code"), outcome.error->code);
    }
    // Reads may go on without an audit, with a notice (S35).
    const QFuture<Result<void>> telling
        = m_workspace.storeThread().append(m_workspace.audit(), QStringLiteral("list.read"), id(), facts);
    const Result<void> told = co_await telling;
    if (!told)
        addEvent(QStringLiteral("record_failed"), {{QStringLiteral("kind"), errorKindKey(told.error().kind)}});
}

ContactFileRun::ContactFileRun(QString id, QString file, ContactCsvReader::Columns columns, Clock &clock,
                               QObject *parent)
    : ListReadRun(std::move(id), {}, parent)
    , m_file(std::move(file))
    , m_columns(std::move(columns))
    , m_clock(clock)
    , m_meter(clock, meterHooks())
{
}

QString ContactFileRun::title() const
{
    return QFileInfo(m_file).fileName();
}

RunMetrics ContactFileRun::currentMetrics() const
{
    RunMetrics metrics = m_meter.snapshot();
    metrics.phase = QStringLiteral("reading");
    return metrics;
}

QCoro::Task<RunOutcome> ContactFileRun::execute(std::stop_token stop)
{
    setState(RunState::Running);
    const Result<void> read = co_await readAll(stop);
    RunOutcome outcome;
    if (!read) {
        outcome = outcomeOf(read.error(), StopWish::None, m_clock);
        if (outcome.kind == RunOutcome::Kind::Paused) // there is nothing to resume
            outcome.kind = RunOutcome::Kind::Failed;
    }
    if (const qint64 quarantined = m_meter.snapshot().quarantined; quarantined > 0) {
        outcome.findings.append(findingKey("quarantined", quarantined));
        if (outcome.kind == RunOutcome::Kind::Complete)
            outcome.kind = RunOutcome::Kind::CompleteWithFindings;
    }
    co_return RunOutcome(std::move(outcome));
}

QCoro::Task<Result<void>> ContactFileRun::readAll(std::stop_token stop)
{
    using Opened = std::shared_ptr<Result<std::unique_ptr<ContactCsvReader>>>;
    const QFuture<Opened> opening = QtConcurrent::run([file = m_file, columns = m_columns] {
        return std::make_shared<Result<std::unique_ptr<ContactCsvReader>>>(ContactCsvReader::open(file, columns));
    });
    const Opened opened = co_await opening;
    if (!*opened)
        co_return failure(opened->error());
    for (;;) {
        co_await whileHeld(m_clock, stop);
        if (stop.stop_requested())
            co_return failure(ErrorKind::Cancelled);
        using Page = Result<std::shared_ptr<const RecordPage>>;
        // The worker has the reader until the page is there; the next call comes only after that.
        const auto from = m_clock.now();
        const QFuture<Page> reading = QtConcurrent::run([opened] { return (**opened)->next(); });
        const Page page = co_await reading;
        m_meter.life().worked(LifeMeter::Work::Decoding, from, m_clock.now());
        if (!page)
            co_return failure(page.error());
        if (!*page)
            co_return Result<void>{};
        ++m_meter.counters().pages;
        m_meter.counters().quarantined += qint64((*page)->quarantined.size());
        m_meter.setRecords((*opened)->get()->rows() - m_meter.counters().quarantined);
        Q_EMIT pageArrived(*page);
        touchMetrics();
    }
}

} // namespace muster
