// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/unitlog.h"
#include "network/sandbox/sandboxscript.h"

#include <QHash>
#include <QMutex>
#include <QSet>
#include <QStringList>
#include <vector>

namespace muster::test {

class MusterStation;

/// Stands beside the sandbox while the real program enriches contacts or undoes that, and holds every batch that
/// arrives against what each contact is to get and against what lies on the program's disk at that very moment (F91):
/// its intent is in the unit log.
class BatchWitness
{
public:
    enum class Repeats {
        Never, ///< The list is read before a contact would be written again.
        AsAttempts, ///< The same values again are harmless; each time is an attempt in the log of its own (F45).
    };
    /// From here on. `contacts`: of the enrichment, in its order; contact n is to get "WORD n". Declare the witness
    /// before the station: it outlives the station's server.
    void watch(MusterStation &station, const QList<QByteArray> &contacts, const QByteArray &word, Repeats repeats);

    void rest(); ///< Looks at nothing until the next watch().

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
    Repeats m_repeats = Repeats::Never;
    bool m_isAdded = false, m_rests = false;
};

} // namespace muster::test
