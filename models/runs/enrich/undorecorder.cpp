// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/undorecorder.h"

#include "models/runs/enrich/enrichledger.h"
#include "network/wire/enrichment.h"

#include <QJsonDocument>
#include <utility>

namespace muster {

UndoRecorder::UndoRecorder(Workspace &workspace, QString runId, const FrozenEnrichUndo &order,
                           const QByteArray &progress)
    : WriteRecorder(workspace, std::move(runId), "enrich_undo")
    , m_order(order)
    , m_refreshed(QJsonDocument::fromJson(progress).object().value(QLatin1String("refreshed")).toBool())
{
}

QJsonObject UndoRecorder::counts() const
{
    QJsonObject counts;
    if (m_ledger == nullptr)
        return counts;
    for (int state = 0; state < unitStateCount; ++state)
        counts.insert(unitStateKey(UnitState(state)), m_ledger->count(UnitState(state)));
    counts.insert(QStringLiteral("records"), m_ledger->settled());
    return counts;
}

QByteArray UndoRecorder::progressJson()
{
    QJsonObject progress = counts();
    progress.insert(QStringLiteral("refreshed"), m_refreshed);
    return QJsonDocument(progress).toJson(QJsonDocument::Compact);
}

AuditDraft UndoRecorder::entryFor(const Calls &calls) const
{
    return {QStringLiteral("sent"),
            {},
            {{QStringLiteral("order"), m_order.digest},
             {QStringLiteral("first_batch"), calls.first},
             {QStringLiteral("last_batch"), calls.last},
             {QStringLiteral("contacts"), calls.contacts}}};
}

QCoro::Task<Result<void>> UndoRecorder::started(bool resumed)
{
    return audit(resumed ? QStringLiteral("resumed") : QStringLiteral("started"),
                 {{QStringLiteral("order"), m_order.digest},
                  {QStringLiteral("profile"), m_order.profileId},
                  {QStringLiteral("environment"), environmentKey(m_order.environment)},
                  {QStringLiteral("list"), m_order.listId},
                  {QStringLiteral("campaign"), m_order.order.campaignId},
                  {QStringLiteral("enrichment"), m_order.runId},
                  {QStringLiteral("chosen_contacts"), m_order.order.choice.ids.size()},
                  {QStringLiteral("backup"), m_order.backupDigest}});
}

QCoro::Task<Result<void>> UndoRecorder::entered(QString)
{
    CO_TRY(flushed, co_await flush());
    co_return co_await keep(QStringLiteral("running"));
}

QCoro::Task<Result<void>> UndoRecorder::budgeted(Campaign tightest, qint64 batchSize)
{
    return audit(QStringLiteral("budget"),
                 {{QStringLiteral("order"), m_order.digest},
                  {QStringLiteral("tightest_campaign"), tightest.id},
                  {QStringLiteral("time_ms"), qint64(tightest.maxEnrichmentTimeout.count())},
                  {QStringLiteral("batch_size"), batchSize}});
}

QCoro::Task<Result<void>> UndoRecorder::looked(UndoCounts counts)
{
    QJsonObject facts{{QStringLiteral("order"), m_order.digest},
                      {QStringLiteral("contacts"), counts.contacts},
                      {QStringLiteral("contacts_to_send"), counts.contactsBack}};
    for (int fate = 0; fate < undoFateCount; ++fate)
        facts.insert(undoFateKey(UndoFate(fate)), counts.count(UndoFate(fate)));
    return audit(QStringLiteral("compared"), facts);
}

QCoro::Task<Result<void>> UndoRecorder::refreshed(std::optional<ApiError> error)
{
    m_refreshed = !error;
    QJsonObject facts{{QStringLiteral("order"), m_order.digest}, {QStringLiteral("list"), m_order.listId}};
    if (error)
        facts.insert(QStringLiteral("reason"), errorKindKey(error->kind));
    return auditAndKeep(error ? QStringLiteral("refresh_failed") : QStringLiteral("refreshed"), facts);
}

QCoro::Task<Result<void>> UndoRecorder::ended(RunOutcome outcome)
{
    return conclude(std::move(outcome), {{QStringLiteral("order"), m_order.digest}});
}

} // namespace muster
