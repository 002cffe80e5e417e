// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/thrown.h"

#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>
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
    [[nodiscard]] static const Result<T> &resultOf(const Result<T> &answer) { return answer; }
};
template <typename T>
struct ErrorAnswer<std::shared_ptr<Result<T>>>
{
    static constexpr bool exists = true;
    [[nodiscard]] static std::shared_ptr<Result<T>> of(const ApiError &error)
    {
        return std::make_shared<Result<T>>(tl::unexpected(error));
    }
    [[nodiscard]] static const Result<T> &resultOf(const std::shared_ptr<Result<T>> &answer) { return *answer; }
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
    /// The same, told by two signals of `owner`: the value by one, the error by the other.
    template <typename Owner, typename Value>
    WorkerJob(Owner *owner, void (Owner::*loaded)(const Value &value), void (Owner::*failed)(const ApiError &error))
        requires detail::ErrorAnswer<Answer>::exists
        : WorkerJob([owner, loaded, failed](const Answer &answer) {
            const auto &result = detail::ErrorAnswer<Answer>::resultOf(answer);
            if (result)
                (owner->*loaded)(*result);
            else
                (owner->*failed)(result.error());
        })
    {
    }
    WorkerJob(Deliver deliver, Failed failed)
        : m_deliver(std::move(deliver))
        , m_failed(std::move(failed))
    {
        QObject::connect(&m_watcher, &QFutureWatcherBase::finished, &m_watcher, [this] {
            if (!m_ended)
                return; // the empty future that forget() put there has finished, too
            const std::shared_ptr<const Ended> ended = m_ended;
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
        // Made here: a worker that has no memory left still has where to say so.
        m_ended = std::make_shared<Ended>();
        const auto promise = std::make_shared<QPromise<void>>();
        promise->start();
        m_watcher.setFuture(promise->future());
        QThreadPool::globalInstance()->start(
            [work = std::move(work), stop = m_stop.get_token(), ended = m_ended, promise] {
                try {
                    ended->answer.emplace(work(stop));
                } catch (...) {
                    ended->thrown = thrownError(std::current_exception());
                }
                promise->finish();
            });
    }
    void cancel()
    {
        m_stop.request_stop();
        forget();
    }
    [[nodiscard]] bool isRunning() const { return m_ended != nullptr; }

private:
    struct Ended
    {
        std::optional<Answer> answer;
        ApiError thrown; ///< Without an answer.
    };
    void forget()
    {
        m_ended.reset();
        m_watcher.setFuture(QFuture<void>());
    }

    const Deliver m_deliver;
    const Failed m_failed;
    std::shared_ptr<Ended> m_ended; ///< nullptr: nothing runs.
    QFutureWatcher<void> m_watcher;
    std::stop_source m_stop;
};

} // namespace muster
