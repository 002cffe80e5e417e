// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/console.h"
#include "app/headless/headlesscommand.h"
#include "models/runs/run.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QObject>

namespace muster {

class Workspace;

/// Follows one run for a person at a terminal or for a scheduler: progress, events, the closing summary, the exit code.
class RunFollower : public QObject
{
    Q_OBJECT

public:
    /// What becomes of a run that the server sends away for long (F04): the command ends, or stays until it goes on.
    enum class LongWait { End, Stay };

    RunFollower(Run &run, Workspace &workspace, Console &console, LongWait longWait, QObject *parent);
    /// Tells how the run ended, then done(). By itself, but after waiting().
    void conclude();

    [[nodiscard]] static int exitCodeFor(const RunOutcome &outcome);
    [[nodiscard]] static QJsonObject summary(const Run &run);

Q_SIGNALS:
    void done(int exitCode, const QJsonObject &object); ///< With what is to be said by `--json`.
    void waiting(); ///< The run is paused and will go on by itself as another one.

private:
    void showProgress(const RunMetrics &metrics);
    void onFinished(const RunOutcome &outcome);
    [[nodiscard]] QStringList summaryLines() const;

    Run &m_run;
    Workspace &m_workspace;
    Console &m_console;
    const LongWait m_longWait;
    QElapsedTimer m_sinceLine;
};

class Run;

/// A command that starts a run and follows it to its end: an interrupt cancels the run, SIGTERM pauses it, and the
/// command ends when the run has. With --wait it stays over a long pause that the server asks for; either signal ends
/// such a wait and leaves the run paused.
class FollowingCommand : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;

    void interrupt() override;
    void terminate() override;

protected:
    /// For --resume where no run is to be resumed: false, and the command has failed, while there is work that the list
    /// of runs has lost. Beginning afresh would send it once more (F99); that takes the command without --resume.
    [[nodiscard]] bool mayBeginAfresh();
    /// Ends as refused when it did not start. To be called once.
    void follow(Result<Run *> run);

private:
    void watch(Run *run);
    void end(int exitCode,
             const QJsonObject &object); ///< Told how the run ended; what was asked for beside it is written.
    /// Stays no longer and tells how the run stands; false: it did not wait.
    [[nodiscard]] bool endWait();

    Run *m_run = nullptr;
    RunFollower *m_follower = nullptr; ///< Of m_run.
    bool m_awaitsReturn = false; ///< m_run is paused and will go on by itself.
};

} // namespace muster
