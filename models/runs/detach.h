// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/thrown.h"

#include <QCoro/QCoroTask>
#include <QPointer>
#include <functional>
#include <stop_token>
#include <utility>

namespace muster {

/// Awaits `task`; what is thrown in it becomes the Result's error, so that whoever awaits this can still close what it
/// has opened (F109).
template <typename T>
[[nodiscard]] QCoro::Task<Result<T>> caught(QCoro::Task<Result<T>> task)
{
    try {
        co_return co_await task;
    } catch (...) {
        co_return tl::unexpected(thrownError(std::current_exception()));
    }
}

namespace detail {

template <typename Context, typename Thrown>
QCoro::Task<void> watched(QCoro::Task<void> task, QPointer<Context> context, Thrown thrown)
{
    try {
        co_await task;
    } catch (...) {
        if (!context.isNull())
            std::invoke(thrown, context.data(), thrownError(std::current_exception()));
    }
}

} // namespace detail

/// Lets a task run on by itself. For the few places that the house rules name (RunManager, and objects here that answer
/// by signals); whoever calls it must say there what keeps everything the coroutine touches alive. `thrown`: a member
/// of `context` or what takes a pointer to it, and an ApiError; called where the task threw, so that a question is
/// answered even then and nobody waits for ever (F109).
template <typename Context, typename Thrown>
void detach(QCoro::Task<void> task, Context *context, Thrown thrown)
{
    // Destroying the handle does not end the coroutine: it goes on and frees itself.
    const QCoro::Task<void> dropped = detail::watched(std::move(task), QPointer<Context>(context), std::move(thrown));
}

namespace detail {

template <template <typename> typename Awaitable, typename Answer>
Answer awaited(const Awaitable<Answer> &asked);

template <typename Self, typename Ask, typename Tell>
QCoro::Task<void> answered(QPointer<Self> self, std::stop_token stop, Ask ask, Tell tell)
{
    const auto asked = ask();
    const auto result = co_await asked;
    if (!stop.stop_requested() && !self.isNull())
        std::invoke(tell, self.data(), result);
}

} // namespace detail

/// Answers a question of `self`: `ask` gives a task or a future of a Result, and holds whatever that touches; `tell`
/// gets `self` and the Result, or what was thrown as one. Neither is called when `self` is gone, nor for an answer that
/// was overtaken: `stop` was asked to stop.
template <typename Self, typename Ask, typename Tell>
void answerTo(Self *self, std::stop_token stop, Ask ask, Tell tell)
{
    using Answer = decltype(detail::awaited(ask()));
    detach(detail::answered(QPointer<Self>(self), std::move(stop), std::move(ask), tell), self,
           [tell](Self *asker, const ApiError &thrown) { std::invoke(tell, asker, Answer(tl::unexpected(thrown))); });
}

/// For answerTo(): `loaded` of the object gets the value, else `failed` the error; members, signals as a rule.
template <typename Loaded, typename Failed>
[[nodiscard]] auto loadedOr(Loaded loaded, Failed failed)
{
    return [loaded, failed](auto *self, const auto &result) {
        if (result)
            std::invoke(loaded, self, *result);
        else
            std::invoke(failed, self, result.error());
    };
}

} // namespace muster
