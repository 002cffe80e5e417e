// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/undomatcher.h"
#include "models/runs/enrich/unitbatch.h"

namespace muster {

/// The batches of an undo: of each contact the values that come back. Quick enough for the GUI thread: a batch at a
/// time is made, of what is in memory.
class UndoFeed final : public BatchSource
{
public:
    /// `units`: those that are sent, each with a value that comes back; `matcher` outlives it and does not change.
    UndoFeed(const UndoMatcher &matcher, std::shared_ptr<const ListSchema> schema, QList<std::uint32_t> units);

    [[nodiscard]] Result<UnitBatch> next(const BatchSize &size) override;

private:
    void take(std::uint32_t unit, const BatchSize &size);

    const UndoMatcher &m_matcher;
    const std::shared_ptr<const ListSchema> m_schema;
    const QList<std::uint32_t> m_units;
    BatchCutter m_cutter;
    std::vector<UndoValues::Value> m_values; ///< Of one contact.
    std::vector<BatchCutter::Value> m_back; ///< The same.
    qsizetype m_next = 0;
};

} // namespace muster
