// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/sanitizationplan.h"
#include "models/store/unitlogformat.h"
#include "network/sandbox/sandboxscript.h"

#include <QHash>
#include <QMutex>
#include <QSet>
#include <QStringList>
#include <vector>

namespace muster::test {

class ListStation;

/// Stands beside the sandbox while the real program carries out a plan, and holds every write that arrives against the
/// plan and against what lies on the program's disk at that very moment (F91, F92): the contact is planned and gets
/// what was planned, its intent is in the unit log, and the whole list was read since it was last written. Can end the
/// program at a moment that the server sees, while its request waits for the answer.
class WriteWitness
{
public:
    /// Where a kill found the program, by what the server had seen and the unit log said.
    enum class Cut {
        Quiet, ///< Nothing asked of the list yet.
        Reading,
        Settled, ///< Writes were sent, and the outcome of each is on the disk.
        BeforeSending, ///< An intent is on the disk whose request never came.
        InFlight, ///< A request came whose outcome is not on the disk.
    };
    static constexpr int cuts = 5;

    /// From here on; the plan is the station's. Declare the witness first: it outlives the station's server.
    void watch(ListStation &station);

    /// A life of the program begins. It is killed when the server sees its so many-th request or write; 0: it is not.
    void begin(qint64 processId, int atRequest = 0, int atWrite = 0);
    /// It is over: nobody is killed any more.
    Cut end();

    /// What was found wrong: words and ordinals.
    [[nodiscard]] QStringList findings() const;
    /// Contacts for which a write was seen.
    [[nodiscard]] qsizetype written() const;
    /// Changes recorded in the unit logs of this plan, for killing by what lies on the disk.
    [[nodiscard]] qint64 changesOnDisk() const;

private:
    using Units = std::vector<LoggedUnit>;

    void see(const SandboxRequest &request);
    void seePage(const QByteArray &target);
    void seeWrite(const QByteArray &contactId, PlannedChange::Action action, const QByteArray &phone,
                  const QList<Units> &logs);
    [[nodiscard]] QStringList logFiles() const;
    [[nodiscard]] QList<Units> logs() const; ///< Of runs of this plan.

    mutable QMutex m_mutex; ///< The server's thread calls see().
    SharedPlan m_plan;
    QHash<QByteArray, std::uint32_t> m_ordinals; ///< By contact.
    QString m_runFolder;
    QByteArray m_pagePath;
    qsizetype m_contacts = 0; ///< In the list now.
    QStringList m_findings;
    QHash<QByteArray, int> m_writes; ///< Per contact, so far.
    QSet<QByteArray> m_unread; ///< Written since the last whole reading began.
    QSet<QByteArray> m_unreadAtStart; ///< Those of them written before the reading that is under way.
    qsizetype m_read = -1; ///< Contacts of the reading that is under way; -1: none.
    qint64 m_processId = 0;
    int m_requestsLeft = 0, m_writesLeft = 0;
    bool m_sawPage = false, m_sawWrite = false; ///< In this life.
};

} // namespace muster::test
