// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"

#include <QObject>

class QSystemTrayIcon;
class QWidget;

namespace muster {

/// Tells that a run has ended when the person looks elsewhere: a message of the system tray where there is one, and the
/// window's mark in the task bar.
class RunNotifier : public QObject
{
    Q_OBJECT

public:
    explicit RunNotifier(QWidget *window);
    void runFinished(const Run *run);

private:
    QWidget *const m_window;
    QSystemTrayIcon *m_tray = nullptr;
};

} // namespace muster
