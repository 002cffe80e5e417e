// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/runmanager.h"

#include <QObject>
#include <functional>

namespace muster {

class BackupListQuery;
class Workspace;
struct ConnectionProfile;

/// What only one connection can go on with or bring back: its unfinished runs and its backups (F118).
struct ConnectionTies
{
    QStringList runs; ///< Titles, for showing.
    QList<BackupInfo> backups;
    [[nodiscard]] bool isEmpty() const { return runs.isEmpty() && backups.isEmpty(); }
};

/// Looks what hangs on a connection, lets go of one on which nothing does, and hands what hangs on one that is gone to
/// another of the same tenant. A question overtakes the one before. GUI thread.
class ConnectionKeeper : public QObject
{
    Q_OBJECT

public:
    explicit ConnectionKeeper(Workspace &workspace, QObject *parent = nullptr);
    ~ConnectionKeeper() override;

    /// Deletes the connection, its secret and what it had open lately; removed(), refused() or failed() follows.
    void remove(const QString &profileId);
    /// Whether a connection that is gone led to the tenant of `profile`, which is not stored yet; asks no disk.
    [[nodiscard]] bool maySucceed(const ConnectionProfile &profile) const;
    /// Looks for one on which something still hangs; predecessorFound() or noPredecessor() follows.
    void findPredecessor(const ConnectionProfile &profile);
    /// The same connection in place of the one that is gone, audited; to be saved. Checks once more that it is the same
    /// tenant: BadInput "other_tenant".
    void takeOver(const ConnectionProfile &profile, const QString &predecessor, const ConnectionTies &ties);

Q_SIGNALS:
    void removed(const QString &profileId);
    void refused(const QString &profileId, const muster::ConnectionTies &ties);
    void failed(const muster::ApiError &error);
    void predecessorFound(const muster::ConnectionProfile &profile, const QString &predecessor,
                          const muster::ConnectionTies &ties);
    void noPredecessor(const muster::ConnectionProfile &profile);
    void takenOver(const muster::ConnectionProfile &profile); ///< Under the id that it has from now on.

private:
    using Backups = QList<BackupInfo>;
    [[nodiscard]] ConnectionTies tiesOf(const QString &profileId, const Backups &backups) const;
    [[nodiscard]] QStringList predecessorsOf(const ConnectionProfile &profile) const;
    void finishRemoval(const QString &profileId);
    void ask(std::function<void(const Backups &)> answer);

    Workspace &m_workspace;
    BackupListQuery *m_reading;
    std::function<void(const Backups &)> m_answer;
};

} // namespace muster
