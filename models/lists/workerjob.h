// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFutureWatcher>
#include <QtConcurrent>
#include <functional>
#include <stop_token>

namespace muster {

/// One thing at a time on a worker for an object of the GUI thread: starting it anew stops what runs, and the answer of
/// what was overtaken is never delivered. Nothing is delivered after the job is gone; what still runs then ends by
/// itself, so it must only hold what it shares.
template <typename Answer>
class WorkerJob
{
public:
    explicit WorkerJob(std::function<void(const Answer &answer)> deliver)
        : m_deliver(std::move(deliver))
    {
        QObject::connect(&m_watcher, &QFutureWatcherBase::finished, &m_watcher, [this] {
            if (!m_isRunning)
                return; // the empty future that forget() put there has finished, too
            const Answer answer = m_watcher.result();
            forget();
            m_deliver(answer);
        });
    }
    ~WorkerJob() { m_stop.request_stop(); }
    WorkerJob(const WorkerJob &) = delete;
    WorkerJob &operator=(const WorkerJob &) = delete;

    void start(std::function<Answer(const std::stop_token &stop)> work)
    {
        m_stop.request_stop();
        m_stop = std::stop_source();
        m_isRunning = true;
        m_watcher.setFuture(QtConcurrent::run([work = std::move(work), stop = m_stop.get_token()] { return work(stop); }));
    }
    void cancel()
    {
        m_stop.request_stop();
        forget();
    }
    [[nodiscard]] bool isRunning() const { return m_isRunning; }

private:
    void forget()
    {
        m_isRunning = false;
        m_watcher.setFuture(QFuture<Answer>()); // and with it the answer's memory
    }

    std::function<void(const Answer &answer)> m_deliver;
    QFutureWatcher<Answer> m_watcher;
    std::stop_source m_stop;
    bool m_isRunning = false;
};

} // namespace muster
