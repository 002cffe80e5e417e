// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QApplication>
#include <QHash>
#include <QTest>
#include <QThread>
#include <algorithm>
#include <ctime>
#include <functional>

namespace muster::test {

/// An application that measures the longest single event its GUI thread worked on. CPU time, not wall time, and of a
/// machine at rest: where other work shares the core, its caches or the host, CPU time grows, too (three times was
/// seen). So a fixed piece of work is timed beside each event that took long, and what it takes more than at rest is
/// taken off the event.
class WatchedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        // Other threads deliver their events through here as well: what is counted is the window's alone.
        if (QThread::currentThread() != thread())
            return QApplication::notify(receiver, event);
        if (m_depth > 0 || !m_isWatching) // inside an event that is measured, or none is
            return QApplication::notify(receiver, event);
        const char *const who = receiver->metaObject()->className(); // it may be gone afterwards, and so may the event
        const int what = event->type();
        const double start = now();
        ++m_depth;
        const bool handled = QApplication::notify(receiver, event);
        --m_depth;
        double taken = now() - start;
        if (taken > worthChecking)
            taken /= slowness();
        if (taken > m_longest) {
            m_longest = taken;
            m_who = who;
            m_what = what;
        }
        return handled;
    }
    /// Events from now on are measured; what was the longest before stays so.
    void startWatch() { m_isWatching = true; }
    void stopWatch() { m_isWatching = false; }
    void restartWatch()
    {
        m_longest = 0;
        startWatch();
    }
    /// Of the longest one: class of the receiver and QEvent::Type.
    [[nodiscard]] QByteArray longestEvent() const
    {
        return QByteArray(m_who) + ", event " + QByteArray::number(m_what);
    }
    [[nodiscard]] double longestMilliseconds() const { return m_longest * 1000.0; }

private:
    static constexpr double worthChecking = 0.004;
    /// What a turn of the fixed work takes on a machine of two cores that does nothing else.
    static constexpr double turnAtRest = 0.0013;

    /// CPU time now over CPU time at rest, at least 1. Some turns, since what disturbs comes and goes.
    static double slowness()
    {
        constexpr int turns = 4;
        const double start = now();
        for (int turn = 0; turn < turns; ++turn)
            work();
        return std::max(1.0, (now() - start) / turns / turnAtRest);
    }
    /// What windows are busy with: small allocations, texts, hashes, sorting.
    static void work()
    {
        QHash<QString, int> places;
        QStringList texts;
        for (int i = 0; i < 2000; ++i) {
            texts.append(QString::number(qint64(i) * 7919 % 10'007));
            places.insert(texts.constLast(), i);
        }
        texts.sort();
        [[maybe_unused]] const volatile int last = places.value(texts.constLast());
    }
    static double now()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
    }
    bool m_isWatching = true;
    int m_depth = 0;
    double m_longest = 0;
    const char *m_who = "nobody";
    int m_what = 0;
};

/// Longest that one event may hold the GUI thread: a frame.
inline constexpr double longestHold = 16; // milliseconds of CPU

/// Fails the test when `journey`, between its startWatch() and stopWatch(), holds the GUI thread for a frame in one
/// event, in each of three passes: what our code takes comes back each time, what the host takes away strikes now here,
/// now there. The test begins anew before each further pass, by its cleanup() and init() if it has them.
inline void verifyNeverHeld(QObject &test, const std::function<void()> &journey)
{
    constexpr int passes = 3;
    auto &watch = static_cast<WatchedApplication &>(*qApp);
    for (int pass = 1;; ++pass) {
        watch.restartWatch();
        watch.stopWatch();
        journey();
        watch.stopWatch();
        if (QTest::currentTestFailed())
            return;
        qInfo("longest event on the GUI thread: %.1f ms of CPU (%s), pass %d", watch.longestMilliseconds(),
              watch.longestEvent().constData(), pass);
        QVERIFY(watch.longestMilliseconds() > 0); // it was watched
        if (watch.longestMilliseconds() < longestHold)
            return;
        QVERIFY2(pass < passes, watch.longestEvent().constData());
        for (const char *const slot : {"cleanup", "init"}) {
            const QByteArray signature = QByteArray(slot) + "()";
            if (test.metaObject()->indexOfSlot(signature.constData()) >= 0)
                QVERIFY(QMetaObject::invokeMethod(&test, slot, Qt::DirectConnection));
        }
        if (QTest::currentTestFailed())
            return;
    }
}

} // namespace muster::test
