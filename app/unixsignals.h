// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

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

} // namespace muster
