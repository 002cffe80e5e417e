// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/backupstore.h"
#include "network/sandbox/cxone/cxonesandbox.h"

#include <QMap>
#include <QMutex>
#include <QRegularExpression>
#include <algorithm>
#include <memory>

namespace muster::test {

/// Orders to delete calling lists, seen beside the server: none leaves before a whole copy of its list is on the disk,
/// none is for a list that nobody chose, and none for one that is gone already.
class DeletionWitness
{
public:
    /// `backups`: the folder of the copies; `chosen`: ids of the lists. See SandboxScript::setWatcher() for see().
    DeletionWitness(const CxoneSandbox &sandbox, QString backups, const QList<qint64> &chosen)
        : m_sandbox(sandbox)
        , m_backups(std::move(backups))
    {
        for (const qint64 list : chosen)
            m_whole.insert(list, sandbox.listTruth(list).size());
    }

    void see(const SandboxRequest &request)
    {
        static const QRegularExpression path(QStringLiteral("/lists/call-lists/(\\d+)(\\?|$)"));
        const auto match = path.match(QString::fromLatin1(request.path));
        if (request.method != "DELETE" || !match.hasMatch())
            return;
        const qint64 list = match.captured(1).toLongLong();
        const QMutexLocker lock(&m_mutex);
        ++m_orders[list];
        const auto find = [this, list](const char *what) {
            m_findings.append(QStringLiteral("%1: %2").arg(list).arg(QString::fromLatin1(what)));
        };
        if (!m_whole.contains(list))
            return find("nobody chose it");
        if (m_sandbox.listTruth(list).isEmpty())
            find("it is gone already");
        if (request.path.contains("forceDelete=true"))
            find("it was forced");
        const QList<BackupInfo> copies = BackupFiles::in(m_backups);
        const bool hasCopy = std::ranges::any_of(copies, [&](const BackupInfo &copy) {
            return copy.listId == QString::number(list) && copy.deleted == m_whole.value(list);
        });
        if (!hasCopy)
            find("there is no whole copy of it");
    }
    [[nodiscard]] QStringList findings() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_findings;
    }
    [[nodiscard]] int orders(qint64 list) const
    {
        const QMutexLocker lock(&m_mutex);
        return m_orders.value(list);
    }

private:
    const CxoneSandbox &m_sandbox;
    const QString m_backups;
    QMap<qint64, qsizetype> m_whole; ///< Contacts of the lists that were chosen.
    mutable QMutex m_mutex;
    QMap<qint64, int> m_orders;
    QStringList m_findings;
};

} // namespace muster::test
