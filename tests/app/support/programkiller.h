// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/app/support/programstation.h"

#include <QMap>
#include <QMutex>
#include <functional>
#include <optional>

namespace muster::test {

/// When a life of the program ends by kill -9: counted in what it did in this life, never in time.
struct KillMoment
{
    enum class At {
        Request, ///< The server has its so many-th request of that phase, and acts on it. No answer reaches it.
        BeforeStep, ///< It is about to write, sync, rename or remove one of its files for the so many-th time.
        AfterStep, ///< It has just done so.
    };
    At at = At::Request;
    QString phase; ///< Of the request.
    int number = 1; ///< From 1.

    [[nodiscard]] QString text() const;
};

/// Lets the real program live until a moment that is known, and no longer. The server sees to requests: it answers none
/// before the process is dead. Steps on files are seen to within the process, by a module in front of the C library.
class ProgramKiller
{
public:
    /// Which phase of its work a request belongs to; empty: none of interest.
    using PhaseOf = std::function<QString(const SandboxRequest &)>;

    /// Watches the station's sandbox from here on.
    ProgramKiller(ProgramStation &station, const PhaseOf &phaseOf);
    ~ProgramKiller();
    ProgramKiller(const ProgramKiller &) = delete;
    ProgramKiller &operator=(const ProgramKiller &) = delete;

    struct Life
    {
        bool wasKilled = false; ///< Else it has ended by itself, before that moment came.
        CommandResult result;
        QMap<QString, int> requests; ///< By phase.
        int steps = 0; ///< On files.
    };
    [[nodiscard]] Life live(const QStringList &arguments, const std::optional<KillMoment> &until = {});

    /// A request of that phase has come. For servers beside the sandbox; may be called from any thread.
    void see(const QString &phase) { m_watch->see(phase); }

private:
    /// What the server's thread looks at; it may still do so when the killer is gone.
    struct Watch
    {
        void see(const QString &phase);

        QMutex mutex;
        QMap<QString, int> requests; ///< In this life.
        std::optional<KillMoment> until;
        int process = -1; ///< Its descriptor while it lives.
        bool wasKilled = false; ///< At a request.
    };

    ProgramStation &m_station;
    const std::shared_ptr<Watch> m_watch;
    int m_watcher = 0;
};

} // namespace muster::test
