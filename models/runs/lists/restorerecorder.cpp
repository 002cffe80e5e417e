// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/restorerecorder.h"

#include "models/store/unitlog.h"

#include <QJsonDocument>
#include <utility>

namespace muster {

RestoreRecorder::RestoreRecorder(Workspace &workspace, QString runId, const FrozenListRestore &order)
    : WriteRecorder(workspace, std::move(runId), "restore")
    , m_order(order)
{
}

QJsonObject RestoreRecorder::counts() const
{
    QJsonObject counts;
    if (m_log == nullptr)
        return counts;
    for (int state = 0; state < unitStateCount; ++state)
        counts.insert(unitStateKey(UnitState(state)), m_log->count(UnitState(state)));
    const qint64 open = m_log->count(UnitState::Planned) + m_log->count(UnitState::Intent);
    counts.insert(QStringLiteral("records"), qint64(m_log->units()) - open);
    return counts;
}

QByteArray RestoreRecorder::progressJson()
{
    return QJsonDocument(counts()).toJson(QJsonDocument::Compact);
}

AuditDraft RestoreRecorder::entryFor(const Calls &calls) const
{
    return {QStringLiteral("progress"),
            {},
            {{QStringLiteral("order"), m_order.digest},
             {QStringLiteral("calls"), calls.last - calls.first + 1},
             {QStringLiteral("contacts"), calls.contacts}}};
}

QCoro::Task<Result<void>> RestoreRecorder::started(bool resumed)
{
    return audit(resumed ? QStringLiteral("resumed") : QStringLiteral("started"),
                 {{QStringLiteral("order"), m_order.digest},
                  {QStringLiteral("profile"), m_order.profileId},
                  {QStringLiteral("list"), m_order.listId},
                  {QStringLiteral("backup"), m_order.backupDigest},
                  {QStringLiteral("chosen"), m_order.order.only.size()}});
}

QCoro::Task<Result<void>> RestoreRecorder::entered(QString)
{
    CO_TRY(flushed, co_await flush());
    co_return co_await keep(QStringLiteral("running"));
}

QCoro::Task<Result<void>> RestoreRecorder::ended(RunOutcome outcome)
{
    return conclude(std::move(outcome), {{QStringLiteral("order"), m_order.digest}});
}

} // namespace muster
