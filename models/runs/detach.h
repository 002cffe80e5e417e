// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/thrown.h"

#include <QCoro/QCoroTask>
#include <QPointer>
#include <functional>
#include <type_traits>

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

} // namespace muster
