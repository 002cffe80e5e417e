// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QApplication>
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
        const char *const who = receiver->metaObject()->className(); // it may be gone afterwards, and so may the event
        const int what = event->type();
        const double start = now();
        ++m_depth;
        const bool handled = QApplication::notify(receiver, event);
        --m_depth;
        if (const double taken = now() - start; taken > m_longest) {
            m_longest = taken;
            m_who = who;
            m_what = what;
        }
        return handled;
    }
    void restartWatch() { m_longest = 0; }
    /// Of the longest one: class of the receiver and QEvent::Type.
    [[nodiscard]] QByteArray longestEvent() const
    {
        return QByteArray(m_who) + ", event " + QByteArray::number(m_what);
    }
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
    const char *m_who = "nobody";
    int m_what = 0;
};

} // namespace muster::test
