// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/exportkeyactions.h"

#include "models/runs/detach.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/storethread.h"
#include "network/http/clock.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QPointer>

namespace muster {

ExportKeyActions::ExportKeyActions(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
}

std::optional<ExportKey::Info> ExportKeyActions::info() const
{
    return m_workspace.exportKey().info();
}

void ExportKeyActions::replace()
{
    detach(answerReplace(m_stop.get_token()), this, &ExportKeyActions::failed);
}

QCoro::Task<void> ExportKeyActions::answerReplace(std::stop_token stop)
{
    const QPointer<ExportKeyActions> self(this);
    const std::optional<ExportKey::Info> before = info();
    const auto made = co_await m_workspace.exportKey().replace(m_workspace.clock().wallNow(), stop);
    if (self.isNull() || stop.stop_requested())
        co_return;
    if (!made) {
        Q_EMIT failed(made.error());
        co_return;
    }
    const QFuture<Result<void>> noting = m_workspace.storeThread().append(
        m_workspace.audit(), QStringLiteral("export_key.replaced"), {},
        {{QStringLiteral("key"), made->id}, {QStringLiteral("key_before"), before ? before->id : QString()}});
    const Result<void> noted = co_await noting;
    if (self.isNull() || stop.stop_requested())
        co_return;
    Q_EMIT replaced(*made);
    if (!noted)
        Q_EMIT failed(noted.error());
}

} // namespace muster
