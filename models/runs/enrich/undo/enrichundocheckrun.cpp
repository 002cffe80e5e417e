// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/undo/enrichundocheckrun.h"

#include "models/runs/detach.h"
#include "models/runs/enrich/valuereading.h"
#include "models/runs/runmeter.h"
#include "models/runs/workspace.h"
#include "models/store/backupstore.h"
#include "network/api/enrichmentclient.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QtConcurrent>

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
        outcome = outcomeOf(compared.error(), StopWish::None, m_workspace.clock());
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
           co_await readForUndo(m_connection->listValues(), m_backup.listId, *matcher, hooks, m_meter.get(), stop));
    m_preview = matcher;
    co_return Result<void>{};
}

Result<WrittenFile> writeNotUndone(const UndoMatcher &matcher, const std::vector<bool> &leftOut, const QString &file,
                                   const std::stop_token &stop)
{
    TRY(out,
        CsvTextFile::create(file,
                            {QStringLiteral("contactId"), QStringLiteral("attribute"), QStringLiteral("before"),
                             QStringLiteral("written"), QStringLiteral("reason")}));
    const UndoValues &values = matcher.values();
    std::vector<UndoValues::Value> held;
    for (std::uint32_t unit = 0; unit < values.units(); ++unit) {
        if (stop.stop_requested())
            return failure(ErrorKind::Cancelled);
        values.values(unit, held);
        for (std::size_t place = 0; place < held.size(); ++place) {
            UndoFate fate = matcher.fate(unit, place);
            if (fate == UndoFate::ComesBack && !leftOut.empty() && leftOut[unit])
                fate = UndoFate::LeftOut;
            if (fate == UndoFate::ComesBack || fate == UndoFate::AsBefore)
                continue;
            const std::string name = values.attributes()[qsizetype(held[place].attribute)].toStdString();
            const std::string reason = keyOf(fate).toStdString();
            TRY_VOID(out->add({values.id(unit), name, held[place].before.text, held[place].written.text, reason}));
        }
    }
    return out->finish();
}

void UndoSaving::write(const SharedUndoPreview &preview, const std::vector<bool> &leftOut, const QString &file)
{
    const auto writing = [preview, leftOut, file, stop = m_stop.get_token()] {
        return QtConcurrent::run([=] { return writeNotUndone(*preview, leftOut, file, stop); });
    };
    answerTo(this, m_stop.get_token(), writing, &UndoSaving::written);
}

} // namespace muster
