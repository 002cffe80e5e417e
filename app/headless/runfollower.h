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
    RunFollower(Run &run, Workspace &workspace, Console &console, QObject *parent);

    [[nodiscard]] static int exitCodeFor(const RunOutcome &outcome);
    [[nodiscard]] static QJsonObject summary(const Run &run);

Q_SIGNALS:
    void done(int exitCode);

private:
    void showProgress(const RunMetrics &metrics);
    void onFinished(const RunOutcome &outcome);
    [[nodiscard]] QStringList summaryLines() const;
    void conclude(); ///< Once the webhooks that are due have been tried.

    Run &m_run;
    Workspace &m_workspace;
    Console &m_console;
    QElapsedTimer m_sinceLine;
};

} // namespace muster
