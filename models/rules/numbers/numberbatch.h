// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numbercolumns.h"
#include "models/rules/numbers/numberengine.h"

#include <QFuture>
#include <atomic>
#include <stop_token>

namespace muster {

/// Judges all rows of columns on the global thread pool, in chunks that threads take in turn. Engine, columns and batch
/// must outlive the future; nobody else touches the columns until it has finished.
class NumberBatch
{
public:
    static constexpr std::size_t chunkRows = 16'384;

    NumberBatch(const NumberEngine &engine, NumberColumns &columns, RegionIndex defaultRegion);
    virtual ~NumberBatch() = default;
    NumberBatch(const NumberBatch &) = delete;
    NumberBatch &operator=(const NumberBatch &) = delete;

    /// Progress counts rows (progressMaximum() is the row count, whole chunks at a time). When `stop` is asked for, the
    /// chunks in hand are finished and the rest is left as it was; the future then finishes as usual, and complete()
    /// tells. So it is when something throws, which is then the future's exception (F109). Once a batch.
    [[nodiscard]] QFuture<void> start(std::stop_token stop = {});
    [[nodiscard]] bool complete() const { return m_done.load() == m_columns.size(); } ///< All rows were judged.

protected:
    virtual void judge(std::size_t chunk); ///< On a worker; several at once.

private:
    const NumberEngine &m_engine;
    NumberColumns &m_columns;
    const RegionIndex m_defaultRegion;
    std::atomic<std::size_t> m_done = 0; ///< Rows.
};

} // namespace muster
