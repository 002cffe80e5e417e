// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/donotcallchange.h"
#include "models/runs/donotcall/donotcallchangeorder.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <QDate>
#include <QObject>
#include <memory>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class CallObserver;
class TenantConnection;
class TenantSession;
class Workspace;

/// What somebody wants to have changed.
struct DoNotCallDraft
{
    DoNotCallAct act = DoNotCallAct::Add;
    QString group, target; ///< By name or id; `target` of a move.
    QDate until; ///< Of an addition, that day included, in UTC; invalid: without end.
    QByteArray text; ///< See readAskedNumbers().
    QString region; ///< "DE", for national numbers; empty: none.
};

/// What the groups make of it now; nothing is changed. BadInput "no_do_not_call", those of doNotCallGroupNamed(),
/// DoNotCallGate::mayAim() and readAskedNumbers().
[[nodiscard]] QCoro::Task<Result<DoNotCallPreview>> doNotCallPreview(std::shared_ptr<TenantConnection> connection,
                                                                     DoNotCallDraft draft, BelievableTime now,
                                                                     CallObserver *observer, std::stop_token stop);

/// Looks at the groups for a person. An answer that a newer question overtook is dropped. GUI thread, which is never
/// held.
class DoNotCallLook : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    DoNotCallLook(TenantSession &session, Workspace &workspace, QObject *parent = nullptr);
    ~DoNotCallLook() override;

    void request(const DoNotCallDraft &draft); ///< looked() or failed() follows.
    void requestUndo(const QString &runId); ///< undoLooked() or failed() follows; errors of undoOf().
    void stop(); ///< Nobody waits any more.

Q_SIGNALS:
    void looked(const muster::DoNotCallPreview &preview);
    void undoLooked(const muster::DoNotCallChangeOrder &order); ///< As it is to be confirmed.
    void failed(const muster::ApiError &error);

private:
    [[nodiscard]] std::stop_token anew();

    TenantSession &m_session;
    Workspace &m_workspace;
    std::stop_source m_stop;
};

} // namespace muster
