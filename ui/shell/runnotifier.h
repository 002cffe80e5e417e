// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"

#include <QObject>
#include <optional>

class QSystemTrayIcon;
class QWidget;

namespace muster {

class Announcer;
class Preferences;
class Run;
class RunListModel;
struct RunMetrics;

/// Tells that a run has ended when the person looks elsewhere: a message of the system tray where there is one, and the
/// window's mark in the task bar; each as the person wants it.
class RunNotifier : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    RunNotifier(const Preferences &preferences, QWidget *window);
    enum class Way { Message, Mark };
    Q_DECLARE_FLAGS(Ways, Way)
    /// How a run that ended like that is told.
    [[nodiscard]] static Ways waysFor(const Preferences &preferences, RunOutcome::Kind ended);
    void runFinished(const Run *run);
    /// A name from outside as the desktop gets it: it may take words for markup, and cannot be told not to (S28).
    [[nodiscard]] static QString nameText(const QString &name);

private:
    const Preferences &m_preferences;
    QWidget *const m_window;
    QSystemTrayIcon *m_tray = nullptr;
};

/// How far the runs are and how many of them want to be looked at, on the application's entry in the task bar: the
/// signal Update of com.canonical.Unity.LauncherEntry on the session bus, to which docks and task bars listen. Where
/// there is no bus or nobody listens, nothing happens. GUI thread.
class LauncherEntry : public QObject
{
    Q_OBJECT

public:
    /// `desktopFile`: name of the desktop entry without ".desktop"; empty: nothing is ever told. The model outlives it.
    LauncherEntry(const RunListModel &runs, QString desktopFile, QObject *parent = nullptr);

private:
    void show();
    void tell(std::optional<int> percent, int attention);

    const RunListModel &m_runs;
    const QString m_desktopFile;
    std::optional<int> m_percent; ///< As it was told last.
    int m_attention = 0;
};

/// Has said what runs do, for those who do not see the strip: begun, at a quarter, half and three quarters, waiting,
/// ended and how. GUI thread.
class RunAnnouncer : public QObject
{
    Q_OBJECT

public:
    RunAnnouncer(Announcer &announcer, QObject *parent); ///< The announcer outlives it.
    void follow(Run *run); ///< From its start on.

private:
    void tellProgress(const Run &run, const RunMetrics &metrics, int *quarters);

    Announcer &m_announcer;
};

} // namespace muster
