// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/fillrates.h"
#include "models/runs/enrich/rowfeed.h"
#include "models/runs/enrich/unitbatch.h"

namespace muster {

/// The batches of a source of which no copies are kept: RowFeed, then cut by size; contacts of which nothing is left to
/// be done are passed over. Memory: some batches.
class BatchFeed final : public BatchSource
{
public:
    /// `open`: per unit, whether it is still to be sent.
    BatchFeed(std::unique_ptr<RowFeed> rows, std::shared_ptr<const ListSchema> schema, std::vector<bool> open);

    /// Errors as RowFeed::next(); Damaged "source_changed" when there are more or fewer rows to be sent than units.
    [[nodiscard]] Result<UnitBatch> next(const BatchSize &size) override;

private:
    void take(const CheckedRow &row, const BatchSize &size);

    const std::unique_ptr<RowFeed> m_rows;
    const std::vector<bool> m_open;
    BatchCutter m_cutter;
    std::vector<BatchCutter::Value> m_values; ///< Of one contact.
    std::size_t m_unit = 0; ///< Of the next row that fits.
    bool m_ended = false;
};

} // namespace muster
