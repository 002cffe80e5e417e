// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QApplication>
#include <algorithm>
#include <ctime>

namespace muster::test {

/// An application that measures the longest single event its GUI thread worked on. CPU time, not wall time: a busy
/// machine does not make our code look slow.
class WatchedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event); // part of the event that is being measured
        const double start = now();
        ++m_depth;
        const bool handled = QApplication::notify(receiver, event);
        --m_depth;
        m_longest = std::max(m_longest, now() - start);
        return handled;
    }
    void restartWatch() { m_longest = 0; }
    [[nodiscard]] double longestMilliseconds() const { return m_longest * 1000.0; }

private:
    static double now()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
    }
    int m_depth = 0;
    double m_longest = 0;
};

} // namespace muster::test
