// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/audiences/audiencepublishorder.h"
#include "models/store/backupfile.h"

#include <QObject>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class TenantSession;
class Workspace;

/// Makes of the copy of a deleted list the order to publish its contacts as a new list, to which no skill is assigned:
/// id, first number, and the fields that a file can carry. What a list knows of calls (attempts, results, skills) and
/// further numbers of a contact do not come back; whoever cannot be put into a list as he was is left out and counted.
/// Nothing is sent. GUI thread, which is never held; the newest request wins.
class ListRepublication : public QObject
{
    Q_OBJECT

public:
    /// Of the new list, from today.
    static constexpr int daysToLive = 90;

    /// Both outlive it.
    ListRepublication(TenantSession &session, Workspace &workspace, QObject *parent = nullptr);
    ~ListRepublication() override { m_stop.request_stop(); }
    /// Empty: the deleted list's name. prepared() or failed() follows, unless it is overtaken.
    void prepare(const BackupInfo &backup, const QString &name = {});

Q_SIGNALS:
    void prepared(const muster::AudiencePublishOrder &order);
    /// BadInput "backup_expired", "other_profile", "job_unavailable", "publish_nobody"; as readBackup() and
    /// CallingListPublisher::fault().
    void failed(const muster::ApiError &error);

private:
    static QCoro::Task<Result<AudiencePublishOrder>> made(TenantSession *session, Workspace *workspace,
                                                          BackupInfo backup, QString name, std::stop_token stop);

    TenantSession &m_session;
    Workspace &m_workspace;
    std::stop_source m_stop;
};

} // namespace muster
