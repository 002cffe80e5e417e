// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/restorerecorder.h"

#include "models/runs/outcomekey.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/journal.h"
#include "models/store/unitlog.h"

#include <QJsonDocument>
#include <utility>

namespace muster {

namespace {

constexpr qint64 flushIntervalMs = 500; // a sync takes milliseconds of the GUI thread

} // namespace

RestoreRecorder::RestoreRecorder(Workspace &workspace, QString runId, const FrozenListRestore &order)
    : m_workspace(workspace)
    , m_runId(std::move(runId))
    , m_order(order)
{
    m_sinceFlush.start();
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

Result<void> RestoreRecorder::audit(const QString &event, QJsonObject facts)
{
    facts.insert(QStringLiteral("order"), m_order.digest);
    const auto entry = m_workspace.audit().append(event, m_runId, facts);
    return entry ? Result<void>() : tl::unexpected(entry.error());
}

Result<void> RestoreRecorder::keep(const QString &state, const QString &reason)
{
    return m_workspace.journal().update(m_runId, state, reason, QJsonDocument(counts()).toJson(QJsonDocument::Compact));
}

Result<void> RestoreRecorder::started(bool resumed)
{
    return audit(resumed ? QStringLiteral("restore.resumed") : QStringLiteral("restore.started"),
                 {{QStringLiteral("profile"), m_order.profileId},
                  {QStringLiteral("list"), m_order.listId},
                  {QStringLiteral("backup"), m_order.backupDigest},
                  {QStringLiteral("chosen"), m_order.order.only.size()}});
}

Result<void> RestoreRecorder::entered()
{
    return flush().and_then([this] { return keep(QStringLiteral("running")); });
}

Result<void> RestoreRecorder::sent(qint64 contacts)
{
    ++m_calls;
    m_contacts += contacts;
    return m_sinceFlush.elapsed() < flushIntervalMs ? Result<void>() : flush();
}

Result<void> RestoreRecorder::flush()
{
    m_sinceFlush.restart();
    if (m_calls == 0)
        return {};
    const qint64 calls = std::exchange(m_calls, 0);
    const qint64 contacts = std::exchange(m_contacts, 0);
    return audit(QStringLiteral("restore.progress"),
                 {{QStringLiteral("calls"), calls}, {QStringLiteral("contacts"), contacts}})
        .and_then([this] { return keep(QStringLiteral("running")); });
}

Result<void> RestoreRecorder::ended(const RunOutcome &outcome)
{
    Result<void> first = flush();
    QJsonObject facts = counts();
    const QString reason = outcome.error ? errorKindKey(outcome.error->kind) : QString();
    if (outcome.error) {
        facts.insert(QStringLiteral("reason"), reason);
        if (!outcome.error->code.isEmpty())
            facts.insert(QStringLiteral("code"), outcome.error->code);
    }
    Result<void> audited = audit(QStringLiteral("restore.") + outcomeKey(outcome.kind), facts);
    Result<void> kept = keep(outcomeKey(outcome.kind), reason);
    for (const Result<void> *result : {&first, &audited, &kept}) {
        if (!*result)
            return *result;
    }
    return {};
}

} // namespace muster
