// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/numberbatch.h"

#include <QPromise>
#include <QThreadPool>
#include <algorithm>
#include <memory>

namespace muster {

NumberBatch::NumberBatch(const NumberEngine &engine, NumberColumns &columns, RegionIndex defaultRegion)
    : m_engine(engine)
    , m_columns(columns)
    , m_defaultRegion(defaultRegion)
{
}

void NumberBatch::judge(std::size_t chunk)
{
    const std::size_t first = chunk * chunkRows, end = std::min(first + chunkRows, m_columns.size());
    for (std::size_t row = first; row < end; ++row)
        m_columns.setAnswer(row, m_engine.classify(m_columns.text(row), m_defaultRegion));
    m_done += end - first;
}

QFuture<void> NumberBatch::start(std::stop_token stop)
{
    // One promise for all workers: what the caller sees is one job with one progress and one end.
    struct Shared
    {
        QPromise<void> promise;
        std::atomic<std::size_t> next = 0;
        std::atomic<int> working = 0;
        std::atomic<bool> hasThrown = false;
    };
    const std::size_t chunks = (m_columns.size() + chunkRows - 1) / chunkRows;
    const int workers = int(std::clamp<std::size_t>(std::size_t(QThreadPool::globalInstance()->maxThreadCount()), 1,
                                                    std::max<std::size_t>(chunks, 1)));
    auto shared = std::make_shared<Shared>();
    shared->working = workers;
    shared->promise.setProgressRange(0, int(m_columns.size()));
    shared->promise.start();
    const QFuture<void> future = shared->promise.future();
    for (int worker = 0; worker < workers; ++worker) {
        QThreadPool::globalInstance()->start([this, shared, stop, chunks] {
            try {
                for (std::size_t chunk = shared->next++; chunk < chunks && !stop.stop_requested() && !shared->hasThrown;
                     chunk = shared->next++) {
                    judge(chunk);
                    shared->promise.setProgressValue(int(m_done.load()));
                }
            } catch (...) { // on this thread nobody else would catch it
                if (!shared->hasThrown.exchange(true))
                    shared->promise.setException(std::current_exception());
            }
            if (--shared->working == 0) // the last one out
                shared->promise.finish();
        });
    }
    return future;
}

} // namespace muster
