// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/contactlistreadrun.h"

#include "models/runs/runoutcome.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/storethread.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>

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
                [this](std::stop_token stop) { return whileHeld(m_workspace.clock(), std::move(stop)); }},
               &m_meter,
               {&workspace.clock(),
                [this](int attempt, const ApiError &cause, std::chrono::milliseconds wait) {
                    m_meter.retrying(Service::ContactLists, attempt, cause, wait);
                    setState(RunState::WaitingForNetwork);
                },
                [this] { m_meter.waitEnded(Service::ContactLists); }})
{
}

ContactListReadRun::~ContactListReadRun() = default;

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
        outcome = outcomeOf(read.error(), false, m_workspace.clock());
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
        = m_workspace.storeThread().run([&log = m_workspace.audit(), runId = id(), facts]() -> Result<void> {
              const auto entry = log.append(QStringLiteral("list.read"), runId, facts);
              return entry ? Result<void>() : tl::unexpected(entry.error());
          });
    const Result<void> told = co_await telling;
    if (!told)
        addEvent(QStringLiteral("record_failed"), {{QStringLiteral("kind"), errorKindKey(told.error().kind)}});
}

} // namespace muster
