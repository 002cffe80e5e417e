// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/donotcall.h"
#include "network/wire/result.h"

#include <QObject>
#include <QStringList>
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

/// doNotCallGroupNamed(), but BadInput "group_inactive" (`subject`: its name) where the group blocks nobody.
[[nodiscard]] Result<DoNotCallGroup> groupFrom(const QList<DoNotCallGroup> &groups, const QString &word);

/// Who heeds a group.
struct GroupHeeding
{
    QString groupId;
    qsizetype skills = 0; ///< That heed it.
    QStringList heedless; ///< Names of those that call from the list and do not.
};

/// Asks who heeds the group and who calls from the list. BadInput "no_do_not_call" where the tenant has no groups.
[[nodiscard]] QCoro::Task<Result<GroupHeeding>> groupHeeding(std::shared_ptr<TenantConnection> connection,
                                                             QString groupId, QString listId, CallObserver *observer,
                                                             std::stop_token stop);

/// Asks a tenant for its do-not-call groups, before a person chooses one. An answer that a newer question of the same
/// kind overtook is dropped. GUI thread, which is never held.
class BlockGroups : public QObject
{
    Q_OBJECT

public:
    /// `session` outlives it.
    explicit BlockGroups(TenantSession &session, QObject *parent = nullptr);
    ~BlockGroups() override;

    /// groupsLoaded() or failed() follows; the tenant has groups (TenantSession::canBlock()).
    void request();
    /// heedingLoaded() or failed() follows.
    void requestHeeding(const QString &groupId, const QString &listId);
    void stop(); ///< Nobody waits any more.

Q_SIGNALS:
    /// Also the inactive ones, by name.
    void groupsLoaded(const QList<muster::DoNotCallGroup> &groups);
    void heedingLoaded(const muster::GroupHeeding &heeding);
    void failed(const muster::ApiError &error);

private:
    TenantSession &m_session;
    std::stop_source m_groups, m_heeding;
};

} // namespace muster
