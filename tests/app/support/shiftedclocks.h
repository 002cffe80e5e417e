// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/app/support/musterprocess.h"

#include <QFile>
#include <QTemporaryFile>
#include <atomic>

namespace muster::test {

/// The clocks of the machine as the real program sees them while it runs: they can be set, and it can have slept.
class ShiftedClocks
{
public:
    ShiftedClocks()
    {
        if (!m_file.open() || m_file.write(QByteArray(sizeof(Shift), '\0')) != sizeof(Shift) || !m_file.flush())
            qFatal("the clocks cannot be shifted");
        m_shift = reinterpret_cast<Shift *>(m_file.map(0, sizeof(Shift)));
        if (m_shift == nullptr)
            qFatal("the clocks cannot be shifted");
    }
    /// For all that is asked of a clock from now on. Any thread.
    void sleep(qint64 seconds) { m_shift->slept = seconds; }
    void setWall(qint64 seconds) { m_shift->wall = seconds; }

    [[nodiscard]] CommandResult run(MusterStation &station, const QStringList &arguments)
    {
        qputenv("LD_PRELOAD", MUSTER_SHIFTED_CLOCKS);
        qputenv("MUSTER_CLOCK_SHIFT", QFile::encodeName(m_file.fileName()));
        const auto process = station.start(arguments);
        qunsetenv("LD_PRELOAD");
        qunsetenv("MUSTER_CLOCK_SHIFT");
        return MusterStation::finish(*process);
    }

private:
    struct Shift ///< As the module in the program has it.
    {
        std::atomic<qint64> slept, wall;
    };
    QTemporaryFile m_file;
    Shift *m_shift = nullptr;
};

} // namespace muster::test
