// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/threadreserve.h"

#include <QThreadPool>
#include <latch>
#include <memory>
#include <system_error>
#include <thread>
#include <vector>

namespace muster {

namespace {

// Two for pages, one for the stores, two of the shared pool, one for looking names up.
constexpr int neededByARun = 6;

} // namespace

void keepThreads(QThreadPool &pool)
{
    pool.setExpiryTimeout(-1);
    const auto allMade = std::make_shared<std::latch>(1);
    for (int thread = 0; thread < pool.maxThreadCount(); ++thread) {
        if (!pool.tryStart([allMade] { allMade->wait(); }))
            break;
    }
    allMade->count_down();
}

Result<void> threadsAvailable()
{
    std::latch letGo(1);
    std::vector<std::jthread> threads;
    Result<void> result;
    try {
        while (threads.size() < neededByARun)
            threads.emplace_back([&letGo] { letGo.wait(); });
    } catch (const std::system_error &error) {
        result = failure({.kind = ErrorKind::LimitExceeded,
                          .code = QStringLiteral("no_threads"),
                          .detail = QString::fromLocal8Bit(error.what())});
    }
    letGo.count_down();
    if (result)
        keepThreads(*QThreadPool::globalInstance());
    return result;
}

} // namespace muster
