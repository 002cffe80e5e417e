// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/noticeactions.h"

#include "models/runs/detach.h"
#include "models/runs/outboxrunner.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/storethread.h"
#include "network/http/clock.h"

#include <QCoro/QCoroFuture>
#include <QPointer>

namespace muster {

NoticeActions::NoticeActions(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    connect(&workspace.outbox(), &Outbox::changed, this, &NoticeActions::changed);
    if (OutboxRunner *runner = workspace.outboxRunner())
        connect(runner, &OutboxRunner::troubleChanged, this, &NoticeActions::changed);
}

Result<QList<Delivery>> NoticeActions::notices(int count) const
{
    auto all = m_workspace.outbox().undelivered(count);
    if (!all)
        return all;
    const auto delayed = m_workspace.outbox().delayed(count);
    if (!delayed)
        return delayed;
    *all += *delayed;
    return all;
}

Result<QList<Delivery>> NoticeActions::noticesOf(const QString &runId, int count) const
{
    return m_workspace.outbox().ofRun(runId, count);
}

bool NoticeActions::isReadOnly() const
{
    return m_workspace.isReadOnly();
}

std::optional<ApiError> NoticeActions::trouble() const
{
    const OutboxRunner *runner = m_workspace.outboxRunner();
    return runner != nullptr ? runner->trouble() : std::nullopt;
}

// The coroutines below look for this object after each wait; it goes before the workspace does.

void NoticeActions::makeKey(const QUrl &target, std::chrono::seconds overlap)
{
    detach(answerMake(target, overlap, m_stop.get_token()), this, &NoticeActions::failed);
}

QCoro::Task<void> NoticeActions::answerMake(QUrl target, std::chrono::seconds overlap, std::stop_token stop)
{
    const QPointer<NoticeActions> self(this);
    const auto made = co_await m_workspace.signingKeys().make(target, m_workspace.clock().wallNow(), overlap, stop);
    if (self.isNull() || stop.stop_requested())
        co_return;
    if (!made) {
        Q_EMIT failed(made.error());
        co_return;
    }
    const QFuture<Result<void>> noting
        = m_workspace.storeThread().append(m_workspace.audit(), QStringLiteral("signing_key.made"), {},
                                           {{QStringLiteral("receiver"), made->origin},
                                            {QStringLiteral("key"), made->keyId},
                                            {QStringLiteral("overlap_s"), qint64(overlap.count())}});
    const Result<void> noted = co_await noting;
    if (self.isNull() || stop.stop_requested())
        co_return;
    // The key is in force whatever the history says: without its text no receiver could check a notice.
    Q_EMIT keyMade(*made);
    if (!noted)
        Q_EMIT failed(noted.error());
}

void NoticeActions::forgetKey(const QString &origin)
{
    detach(answerForget(origin, m_stop.get_token()), this, &NoticeActions::failed);
}

QCoro::Task<void> NoticeActions::answerForget(QString origin, std::stop_token stop)
{
    const QPointer<NoticeActions> self(this);
    const Result<void> forgotten = co_await m_workspace.signingKeys().forget(origin);
    if (self.isNull() || stop.stop_requested())
        co_return;
    if (!forgotten) {
        Q_EMIT failed(forgotten.error());
        co_return;
    }
    const QFuture<Result<void>> noting = m_workspace.storeThread().append(
        m_workspace.audit(), QStringLiteral("signing_key.forgotten"), {}, {{QStringLiteral("receiver"), origin}});
    const Result<void> noted = co_await noting;
    if (self.isNull() || stop.stop_requested())
        co_return;
    Q_EMIT keyForgotten(origin);
    if (!noted)
        Q_EMIT failed(noted.error());
}

void NoticeActions::test(const QUrl &target)
{
    detach(answerTest(target, m_stop.get_token()), this, &NoticeActions::failed);
}

QCoro::Task<void> NoticeActions::answerTest(QUrl target, std::stop_token stop)
{
    if (m_workspace.outboxRunner() == nullptr) {
        Q_EMIT testFailed(target, {.kind = ErrorKind::InUse, .code = QStringLiteral("read_only")});
        co_return;
    }
    const QPointer<NoticeActions> self(this);
    const auto answer = co_await m_workspace.outboxRunner()->test(target);
    if (self.isNull() || stop.stop_requested())
        co_return;
    QJsonObject facts{{QStringLiteral("host"), target.host(QUrl::FullyEncoded)}};
    if (answer)
        facts.insert(QStringLiteral("status"), answer->status);
    else
        facts.insert(QStringLiteral("reason"), errorKindKey(answer.error().kind));
    const QFuture<Result<void>> noting
        = m_workspace.storeThread().append(m_workspace.audit(), QStringLiteral("webhook.tested"), {}, facts);
    const Result<void> noted = co_await noting;
    if (self.isNull() || stop.stop_requested())
        co_return;
    if (answer)
        Q_EMIT tested(target, answer->status, answer->took);
    else
        Q_EMIT testFailed(target, answer.error());
    if (!noted)
        Q_EMIT failed(noted.error());
}

void NoticeActions::tryAgain(const QString &runId)
{
    detach(answerTryAgain(runId, m_stop.get_token()), this, &NoticeActions::failed);
}

QCoro::Task<void> NoticeActions::answerTryAgain(QString runId, std::stop_token stop)
{
    if (m_workspace.isReadOnly()) {
        Q_EMIT failed({.kind = ErrorKind::InUse, .code = QStringLiteral("read_only")});
        co_return;
    }
    const QPointer<NoticeActions> self(this);
    const auto count = std::make_shared<int>(0);
    const QFuture<Result<void>> queueing = m_workspace.storeThread().run(
        [&workspace = m_workspace, runId, count, now = m_workspace.clock().wallNow()]() -> Result<void> {
            const auto given = workspace.outbox().counts();
            if (!given || given->undelivered == 0)
                return given ? Result<void>() : tl::unexpected(given.error());
            TRY_VOID(workspace.audit().append(QStringLiteral("webhook.tried_again"), runId, {}));
            const auto queued = workspace.outbox().tryAgain(runId, now);
            *count = queued.value_or(0);
            return queued ? Result<void>() : tl::unexpected(queued.error());
        });
    const Result<void> queued = co_await queueing;
    if (self.isNull() || stop.stop_requested())
        co_return;
    if (queued)
        Q_EMIT triedAgain(*count);
    else
        Q_EMIT failed(queued.error());
}

} // namespace muster
