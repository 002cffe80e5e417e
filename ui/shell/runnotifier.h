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
    /// A name from outside as the desktop gets it: it may take words for markup, and cannot be told not to (S28).
    [[nodiscard]] static QString nameText(const QString &name);

private:
    QWidget *const m_window;
    QSystemTrayIcon *m_tray = nullptr;
};

} // namespace muster
