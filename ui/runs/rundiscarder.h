// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QWidget;

namespace muster {

class RunManager;

/// Discards interrupted runs for a window, and tells a person where that failed, or where a paused run could not go on
/// by itself. GUI thread.
class RunDiscarder : public QObject
{
    Q_OBJECT

public:
    /// `window`: over which it is told. Both outlive it.
    RunDiscarder(QWidget *window, RunManager &manager, QObject *parent);

    void discard(const QString &runId);

private:
    QWidget *const m_window;
    RunManager &m_manager;
};

} // namespace muster
