// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/keychainjob.h"

#include <QCoro/QCoroTimer>
#include <QTimer>

namespace muster {

QCoro::Task<Result<void>> runJob(QKeychain::Job *job, std::chrono::milliseconds limit, std::stop_token stop)
{
    bool finished = false;
    // The timer is the one thing awaited. Of a signal that comes twice (a stop, then the answer), QCoro 0.8 would
    // deliver the second to an awaiter that is gone.
    QTimer wake;
    wake.setSingleShot(true);
    wake.start(limit);
    QObject::connect(job, &QKeychain::Job::finished, &wake, [&wake, &finished] {
        finished = true;
        wake.start(0);
    });
    job->start();
    {
        const std::stop_callback hurry(stop, [&wake] { wake.start(0); });
        co_await wake;
    }
    if (finished)
        co_return Result<void>{};
    QObject::connect(job, &QKeychain::Job::finished, job, &QObject::deleteLater);
    if (stop.stop_requested())
        co_return failure({.kind = ErrorKind::Cancelled});
    co_return failure({.kind = ErrorKind::KeyStore, .code = QStringLiteral("key_store_silent")});
}

} // namespace muster
