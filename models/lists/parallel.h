// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QThreadPool>
#include <algorithm>
#include <atomic>
#include <memory>
#include <stop_token>

namespace muster {

/// Calls `work(i)` for every i below `count`, in any order, on the calling worker and as many idle threads of the global
/// pool as there are. Returns when all is done, or at the next i after a stop. Not for the GUI thread: it waits. Never
/// waits for a thread that has not begun, so it cannot stand still in a full pool.
template <typename Work>
void parallelFor(std::size_t count, const std::stop_token &stop, const Work &work)
{
    // Owned by all who use it: a helper may still be in notify_one() when the caller has gone on.
    struct Shared
    {
        std::atomic<std::size_t> next = 0;
        std::atomic<int> helpers = 0;
    };
    const auto shared = std::make_shared<Shared>();
    const auto run = [&stop, &work, count](Shared &common) {
        for (std::size_t i = common.next++; i < count && !stop.stop_requested(); i = common.next++)
            work(i);
    };
    QThreadPool *pool = QThreadPool::globalInstance();
    const int wanted = int(std::min<std::size_t>(count, std::size_t(std::max(pool->maxThreadCount(), 1)))) - 1;
    for (int i = 0; i < wanted; ++i) {
        shared->helpers.fetch_add(1);
        const bool isStarted = pool->tryStart([&run, shared] {
            run(*shared);
            shared->helpers.fetch_sub(1);
            shared->helpers.notify_one();
        });
        if (!isStarted) {
            shared->helpers.fetch_sub(1);
            break;
        }
    }
    run(*shared);
    for (int left = shared->helpers.load(); left != 0; left = shared->helpers.load())
        shared->helpers.wait(left);
}

} // namespace muster
