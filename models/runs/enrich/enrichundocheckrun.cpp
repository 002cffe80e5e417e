// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/enrichundocheckrun.h"

#include "models/runs/enrich/valuereading.h"
#include "models/runs/runmeter.h"
#include "models/runs/runoutcome.h"
#include "models/runs/workspace.h"
#include "models/store/backupstore.h"
#include "network/api/enrichmentclient.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroTask>

namespace muster {

EnrichUndoCheckRun::EnrichUndoCheckRun(QString id, BackupInfo backup, UndoChoice choice, Workspace &workspace,
                                       std::shared_ptr<TenantConnection> connection, QObject *parent)
    : Run(std::move(id), {}, parent)
    , m_backup(std::move(backup))
    , m_choice(std::move(choice))
    , m_workspace(workspace)
    , m_connection(std::move(connection))
    , m_meter(std::make_unique<RunMeter>(workspace.clock(), meterHooks()))
{
}

EnrichUndoCheckRun::~EnrichUndoCheckRun() = default;

QString EnrichUndoCheckRun::title() const
{
    return m_backup.listName.isEmpty() ? m_backup.listId : m_backup.listName;
}

RunMetrics EnrichUndoCheckRun::currentMetrics() const
{
    RunMetrics metrics = m_meter->snapshot();
    metrics.phase = m_phase;
    return metrics;
}

QCoro::Task<RunOutcome> EnrichUndoCheckRun::execute(std::stop_token stop)
{
    setState(RunState::Running);
    const Result<void> compared = co_await compare(stop);
    RunOutcome outcome;
    if (!compared) {
        outcome = outcomeOf(compared.error(), false, m_workspace.clock());
        if (outcome.kind == RunOutcome::Kind::Paused) // there is nothing to resume
            outcome.kind = RunOutcome::Kind::Failed;
    }
    co_return RunOutcome(std::move(outcome));
}

QCoro::Task<Result<void>> EnrichUndoCheckRun::compare(std::stop_token stop)
{
    m_phase = QStringLiteral("asking_tenant");
    CO_TRY(schema, co_await m_connection->enrichment().schema(m_backup.listId, m_meter.get(), stop));
    m_phase = QStringLiteral("opening_backup");
    CO_TRY(values, co_await loadUndo(m_workspace.backups(), m_backup, stop));
    CO_TRY(leftOut, leftOutBy(m_choice, **values));
    m_phase = QStringLiteral("reading");
    const auto matcher = std::make_shared<UndoMatcher>(*values, *schema, *std::move(leftOut));
    const ValueReadingHooks hooks{[this](const ListReader &reader) {
                                      if (reader.announced() >= 0)
                                          m_meter->setTotal(reader.announced());
                                      m_meter->setRecords(reader.totals().contacts);
                                      touchMetrics();
                                  },
                                  [this](const QString &code, const QVariantMap &args) { addEvent(code, args); }};
    CO_TRY(read,
           co_await readForUndo(m_connection->contactLists(), m_backup.listId, *matcher, hooks, m_meter.get(), stop));
    m_preview = matcher;
    co_return Result<void>{};
}

} // namespace muster
