// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/unitlogformat.h"
#include "network/sandbox/sandboxscript.h"

#include <QHash>
#include <QMutex>
#include <QSet>
#include <QStringList>
#include <vector>

namespace muster::test {

class MusterStation;

/// Stands beside the sandbox while the real program undoes an enrichment, and holds every batch that arrives against
/// what is to come back and against what lies on the program's disk at that very moment (F91): each contact gets the
/// value it had, its intent is in the unit log, and nobody is written twice. Can end the program at a moment that the
/// server sees, while its request waits for the answer.
class UndoWitness
{
public:
    /// From here on. `contacts`: of the enrichment, in its order; contact n is to get back "WORD n". Declare the
    /// witness before the station: it outlives the station's server.
    void watch(MusterStation &station, const QList<QByteArray> &contacts, const QByteArray &word);

    /// A life of the program begins. It is killed when the server sees its so many-th request or batch; 0: it is not.
    void begin(qint64 processId, int atRequest = 0, int atBatch = 0);
    void end(); ///< It is over: nobody is killed any more.

    [[nodiscard]] QStringList findings() const; ///< What was wrong: words and ordinals.
    [[nodiscard]] qsizetype written() const; ///< Contacts for which a write was seen.

private:
    using Units = std::vector<LoggedUnit>;

    void see(const SandboxRequest &request);
    void seeBatch(const QByteArray &body);
    [[nodiscard]] QList<Units> logs() const;

    mutable QMutex m_mutex; ///< The server's thread calls see().
    QHash<QByteArray, std::uint32_t> m_ordinals;
    QByteArray m_word;
    QString m_runFolder;
    QStringList m_findings;
    QHash<std::uint32_t, int> m_writes;
    qint64 m_processId = 0;
    int m_requestsLeft = 0, m_batchesLeft = 0;
};

} // namespace muster::test
