// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace muster {

class Announcer;
class Run;
struct RunMetrics;

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
