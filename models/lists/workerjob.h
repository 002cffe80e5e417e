// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/thrown.h"

#include <QFutureWatcher>
#include <QtConcurrent>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace muster {

namespace detail {

/// Answers that can be an error themselves.
template <typename Answer>
struct ErrorAnswer
{
    static constexpr bool exists = false;
};
template <typename T>
struct ErrorAnswer<Result<T>>
{
    static constexpr bool exists = true;
    [[nodiscard]] static Result<T> of(const ApiError &error) { return tl::unexpected(error); }
};
template <typename T>
struct ErrorAnswer<std::shared_ptr<Result<T>>>
{
    static constexpr bool exists = true;
    [[nodiscard]] static std::shared_ptr<Result<T>> of(const ApiError &error)
    {
        return std::make_shared<Result<T>>(tl::unexpected(error));
    }
};

} // namespace detail

/// One thing at a time on a worker for an object of the GUI thread: starting it anew stops what runs, and the answer of
/// what was overtaken is never delivered. What the work throws is an answer, too (F109). Nothing is delivered after the
/// job is gone; what still runs then ends by itself, so it must only hold what it shares.
template <typename Answer>
class WorkerJob
{
public:
    using Deliver = std::function<void(const Answer &answer)>;
    using Failed = std::function<void(const ApiError &error)>; ///< In the answer's stead: the work threw.

    /// For answers that are a Result, or shared: what is thrown becomes its error.
    explicit WorkerJob(const Deliver &deliver)
        requires detail::ErrorAnswer<Answer>::exists
        : WorkerJob(deliver, [deliver](const ApiError &error) { deliver(detail::ErrorAnswer<Answer>::of(error)); })
    {
    }
    WorkerJob(Deliver deliver, Failed failed)
        : m_deliver(std::move(deliver))
        , m_failed(std::move(failed))
    {
        QObject::connect(&m_watcher, &QFutureWatcherBase::finished, &m_watcher, [this] {
            if (!m_isRunning)
                return; // the empty future that forget() put there has finished, too
            const std::shared_ptr<const Ended> ended = m_watcher.result();
            forget();
            if (ended->answer)
                m_deliver(*ended->answer);
            else
                m_failed(ended->thrown);
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
        // Made here: a worker that has no memory left still has where to say so.
        const auto ended = std::make_shared<Ended>();
        m_watcher.setFuture(QtConcurrent::run([work = std::move(work), stop = m_stop.get_token(), ended] {
            try {
                ended->answer.emplace(work(stop));
            } catch (...) {
                ended->thrown = thrownError(std::current_exception());
            }
            return std::shared_ptr<const Ended>(ended);
        }));
    }
    void cancel()
    {
        m_stop.request_stop();
        forget();
    }
    [[nodiscard]] bool isRunning() const { return m_isRunning; }

private:
    struct Ended
    {
        std::optional<Answer> answer;
        ApiError thrown; ///< Without an answer.
    };
    void forget()
    {
        m_isRunning = false;
        m_watcher.setFuture(QFuture<std::shared_ptr<const Ended>>()); // and with it the answer's memory
    }

    const Deliver m_deliver;
    const Failed m_failed;
    QFutureWatcher<std::shared_ptr<const Ended>> m_watcher;
    std::stop_source m_stop;
    bool m_isRunning = false;
};

} // namespace muster
