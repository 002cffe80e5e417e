// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/keychainjob.h"

#include <QCoro/QCoroTimer>
#include <QTimer>
#include <limits>

namespace muster {

namespace {

constexpr int untilWoken = std::numeric_limits<int>::max(); // milliseconds: 24 days

} // namespace

QCoro::Task<bool> runJob(QKeychain::Job *job, std::stop_token stop)
{
    bool finished = false;
    // The timer is the one thing awaited. Of a signal that comes twice (a stop, then the answer), QCoro 0.8 would
    // deliver the second to an awaiter that is gone.
    QTimer wake;
    wake.setSingleShot(true);
    wake.start(untilWoken);
    QObject::connect(job, &QKeychain::Job::finished, &wake, [&wake, &finished] {
        finished = true;
        wake.start(0);
    });
    job->start();
    {
        const std::stop_callback hurry(stop, [&wake] { wake.start(0); });
        co_await wake;
    }
    if (!finished)
        QObject::connect(job, &QKeychain::Job::finished, job, &QObject::deleteLater);
    co_return bool(finished);
}

} // namespace muster
