// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxscript.h"

#include <QHash>
#include <QMutex>
#include <QSet>
#include <QStringList>

namespace muster::test {

class MusterStation;

/// Stands beside the sandbox while the real program writes contacts of one list, and holds every write that arrives
/// against what lies on the program's disk at that very moment (F91): so many attempts are in the unit logs, and the
/// list was read since the contact was written before.
class IntentWitness
{
public:
    /// From here on. Declare the witness before the station: it outlives the station's server.
    void watch(MusterStation &station);

    [[nodiscard]] QStringList findings() const;
    [[nodiscard]] qsizetype written() const; ///< Contacts for which a write was seen.

private:
    void see(const SandboxRequest &request);
    [[nodiscard]] QStringList unitLogs() const;
    [[nodiscard]] int attemptsOnDisk() const;

    mutable QMutex m_mutex; ///< The server's thread calls see().
    QString m_runFolder;
    QStringList m_findings;
    QSet<QByteArray> m_written;
    QSet<QByteArray> m_unread; ///< Written since a reading of the list began.
    int m_writes = 0; ///< Contacts in all writes.
    QStringList m_earlier; ///< Unit logs of earlier runs.
};

} // namespace muster::test
