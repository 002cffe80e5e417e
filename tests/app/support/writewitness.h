// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/sanitizationplan.h"
#include "models/store/unitlog.h"
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
/// what was planned, its intent is in the unit log, and the whole list was read since it was last written.
class WriteWitness
{
public:
    /// From here on; the plan is the station's. Declare the witness first: it outlives the station's server.
    void watch(ListStation &station);

    /// What was found wrong: words and ordinals.
    [[nodiscard]] QStringList findings() const;
    /// Contacts for which a write was seen.
    [[nodiscard]] qsizetype written() const;

private:
    using Units = std::vector<LoggedUnit>;

    void see(const SandboxRequest &request);
    void seePage(const QByteArray &target);
    void seeWrite(const QByteArray &contactId, PlannedChange::Action action, const QByteArray &phone,
                  const QList<Units> &logs);
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
};

} // namespace muster::test
