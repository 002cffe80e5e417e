// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/connectionties.h"

#include "models/background/whendone.h"
#include "models/runs/lists/restore/backupqueries.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/backupstore.h"
#include "models/store/profilestore.h"
#include "models/store/recentitems.h"
#include "models/store/secretstore.h"
#include "models/store/storethread.h"

#include <QJsonObject>
#include <utility>

namespace muster {

ConnectionKeeper::ConnectionKeeper(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_reading(new BackupListQuery(workspace.backups(), this))
{
    connect(m_reading, &BackupListQuery::loaded, this, [this](const Backups &backups) {
        if (const auto answer = std::exchange(m_answer, {}))
            answer(backups);
    });
    connect(m_reading, &BackupListQuery::failed, this, [this](const ApiError &error) {
        m_answer = {};
        Q_EMIT failed(error);
    });
    connect(&workspace.recentItems(), &RecentItems::notSaved, this,
            [this](const QString &profileId, const ApiError &error) {
                if (!m_workspace.profiles().byId(profileId)) // its connection was deleted
                    Q_EMIT failed(error);
            });
}

ConnectionKeeper::~ConnectionKeeper() = default;

void ConnectionKeeper::ask(std::function<void(const Backups &)> answer)
{
    m_answer = std::move(answer);
    m_reading->request();
}

ConnectionTies ConnectionKeeper::tiesOf(const QString &profileId, const Backups &backups) const
{
    ConnectionTies ties;
    ties.runs = m_workspace.runs().unfinishedOf(profileId);
    for (const BackupInfo &backup : backups) {
        if (backup.profileId == profileId)
            ties.backups.append(backup);
    }
    return ties;
}

void ConnectionKeeper::remove(const QString &profileId)
{
    ask([this, profileId](const Backups &backups) {
        // Asked at the last moment: a run may have begun while the disk was read.
        const ConnectionTies ties = tiesOf(profileId, backups);
        if (ties.isEmpty())
            finishRemoval(profileId);
        else
            Q_EMIT refused(profileId, ties);
    });
}

void ConnectionKeeper::finishRemoval(const QString &profileId)
{
    const auto profile = m_workspace.profiles().byId(profileId);
    if (const Result<void> gone = m_workspace.profiles().remove(profileId); !gone) {
        Q_EMIT failed(gone.error());
        return;
    }
    if (profile)
        m_workspace.secrets().forget(*profile);
    m_workspace.recentItems().clear(profileId);
    Q_EMIT removed(profileId);
}

QStringList ConnectionKeeper::predecessorsOf(const ConnectionProfile &profile) const
{
    QStringList ids = m_workspace.tenants().sameTenant(profile);
    ids.removeIf([this](const QString &id) { return m_workspace.profiles().byId(id).has_value(); });
    return ids;
}

bool ConnectionKeeper::maySucceed(const ConnectionProfile &profile) const
{
    return !m_workspace.profiles().byId(profile.id) && !predecessorsOf(profile).isEmpty();
}

void ConnectionKeeper::findPredecessor(const ConnectionProfile &profile)
{
    ask([this, profile](const Backups &backups) {
        for (const QString &id : predecessorsOf(profile)) {
            if (const ConnectionTies ties = tiesOf(id, backups); !ties.isEmpty()) {
                Q_EMIT predecessorFound(profile, id, ties);
                return;
            }
        }
        Q_EMIT noPredecessor(profile);
    });
}

void ConnectionKeeper::takeOver(const ConnectionProfile &profile, const QString &predecessor,
                                const ConnectionTies &ties)
{
    if (!predecessorsOf(profile).contains(predecessor)) {
        Q_EMIT failed({.kind = ErrorKind::BadInput, .code = QStringLiteral("other_tenant"), .subject = profile.name});
        return;
    }
    const QJsonObject facts{{QStringLiteral("profile"), predecessor},
                            {QStringLiteral("tenant"), TenantMemory::identityOf(profile)},
                            {QStringLiteral("runs"), qint64(ties.runs.size())},
                            {QStringLiteral("backups"), qint64(ties.backups.size())}};
    const auto handOn = [this, profile, predecessor](const Result<void> &audited) {
        if (!audited) {
            Q_EMIT failed(audited.error());
            return;
        }
        // What hangs on a connection is bound to its id by digests and seals: so the id is what is handed on.
        ConnectionProfile heir = profile;
        heir.id = predecessor;
        Q_EMIT takenOver(heir);
    };
    whenDone(this,
             m_workspace.storeThread().append(m_workspace.audit(), QStringLiteral("connection.taken_over"), {}, facts),
             handOn);
}

} // namespace muster
