// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QCoreApplication;
class QSocketNotifier;

namespace muster {

/// SIGINT and SIGTERM as Qt signals, by a pipe that the handler writes to (F105). One instance per process.
class UnixSignals : public QObject
{
    Q_OBJECT

public:
    explicit UnixSignals(QObject *parent = nullptr);
    ~UnixSignals() override;

Q_SIGNALS:
    void interrupted(); ///< SIGINT: the person presses Ctrl+C.
    void terminated(); ///< SIGTERM, SIGHUP: the system wants us to go.

private:
    void read();
    QSocketNotifier *m_notifier = nullptr;
};

class Workspace;

/// Ends what a workspace does by itself before it is taken down: the delivery under way is finished, what was deleted
/// later goes while the stores that it uses are still there. Call after the last exec().
void settleWorkspace(QCoreApplication &application, Workspace &workspace);

} // namespace muster
