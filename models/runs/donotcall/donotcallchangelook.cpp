// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/donotcall/donotcallchangelook.h"

#include "models/runs/detach.h"
#include "models/runs/donotcall/donotcallchangestore.h"
#include "models/runs/donotcall/donotcallgroups.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "network/api/donotcallclient.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroFuture>
#include <QSet>
#include <QtConcurrent>

namespace muster {

namespace {

using Asked = std::shared_ptr<const Result<AskedNumbers>>;

QSet<std::uint64_t> readableIn(const AskedNumbers &asked)
{
    QSet<std::uint64_t> numbers;
    for (const AskedNumber &row : asked.rows) {
        if (row.isReadable())
            numbers.insert(row.number);
    }
    return numbers;
}

} // namespace

QCoro::Task<Result<DoNotCallPreview>> doNotCallPreview(std::shared_ptr<TenantConnection> connection,
                                                       DoNotCallDraft draft, BelievableTime now, CallObserver *observer,
                                                       std::stop_token stop)
{
    const QFuture<Asked> parsing = QtConcurrent::run([text = draft.text, region = draft.region] {
        return std::make_shared<const Result<AskedNumbers>>(readAskedNumbers(text, region));
    });
    const Asked asked = co_await parsing;
    if (!*asked)
        co_return failure(asked->error());
    CO_TRY(groups, co_await doNotCallGroups(connection, observer, stop));
    const bool isMove = draft.act == DoNotCallAct::Move;
    CO_TRY(group, doNotCallGroupNamed(*groups, draft.group));
    CO_TRY(target, isMove ? doNotCallGroupNamed(*groups, draft.target) : Result<DoNotCallGroup>(DoNotCallGroup{}));
    DoNotCallPreview preview{.aim = {.act = draft.act,
                                     .groupId = group->id,
                                     .groupName = group->name,
                                     .targetId = target->id,
                                     .targetName = target->name,
                                     .until = draft.act == DoNotCallAct::Add ? endOfDay(draft.until) : QDateTime()},
                             .rows = {},
                             .repeated = (*asked)->repeated,
                             .seenAt = {},
                             .at = now.clock,
                             .group = {},
                             .target = {}};
    CO_TRY_VOID(DoNotCallGate::mayAim(preview.aim, *group, *target, now));
    CO_TRY(facts, co_await doNotCallFactsOf(connection, *group, observer, stop));
    preview.group = *std::move(facts);
    if (isMove) {
        CO_TRY(targetFacts, co_await doNotCallFactsOf(connection, *target, observer, stop));
        preview.target = *std::move(targetFacts);
    }
    const QSet<std::uint64_t> wanted = readableIn(**asked);
    DoNotCallReading held, heldByTarget;
    if (!wanted.isEmpty()) { // else there is nothing to look for
        CO_TRY(reading, co_await connection->doNotCall()->entries(preview.aim.groupId, wanted, observer, stop));
        held = **reading;
        heldByTarget.at = held.at;
        if (isMove) {
            CO_TRY(other, co_await connection->doNotCall()->entries(preview.aim.targetId, wanted, observer, stop));
            heldByTarget = **other;
        }
    }
    preview.seenAt = held.at.isValid() ? held.at : now.clock;
    for (const AskedNumber &row : (*asked)->rows) {
        preview.rows.append(previewNumber(row, preview.aim, DoNotCallHold::of(held, row.number),
                                          DoNotCallHold::of(heldByTarget, row.number)));
    }
    co_return preview;
}

DoNotCallLook::DoNotCallLook(TenantSession &session, Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_workspace(workspace)
{
}

DoNotCallLook::~DoNotCallLook()
{
    stop();
}

void DoNotCallLook::stop()
{
    m_stop.request_stop();
}

void DoNotCallLook::request(const DoNotCallDraft &draft)
{
    const std::stop_token stop = anew();
    answerTo(
        this, stop,
        [connection = m_session.connection(), draft, now = m_workspace.believableNow(), stop] {
            return doNotCallPreview(connection, draft, now, nullptr, stop);
        },
        loadedOr(&DoNotCallLook::looked, &DoNotCallLook::failed));
}

void DoNotCallLook::requestUndo(const QString &runId)
{
    const std::stop_token stop = anew();
    answerTo(
        this, stop, [&workspace = m_workspace, runId, stop] { return undoOf(workspace, runId, stop); },
        [runId](DoNotCallLook *self, const Result<DoNotCallUndo> &undo) {
            if (undo)
                Q_EMIT self->undoLooked(undo->orderOfUndo(self->m_workspace.believableNow().clock, runId));
            else
                Q_EMIT self->failed(undo.error());
        });
}

std::stop_token DoNotCallLook::anew()
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    return m_stop.get_token();
}

} // namespace muster
