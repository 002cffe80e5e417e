// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/console.h"
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
    void done(int exitCode);
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

} // namespace muster
