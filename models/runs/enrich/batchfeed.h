// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/fillrates.h"
#include "models/runs/enrich/rowfeed.h"
#include "network/wire/enrichmentbatch.h"

#include <QList>
#include <deque>
#include <memory>

namespace muster {

/// Contacts that are sent together, and their units in the ledger, in the same order.
struct UnitBatch
{
    std::shared_ptr<const EnrichmentBatch> batch;
    QList<std::uint32_t> units;
};

/// How large a batch may become.
struct BatchSize
{
    qsizetype contacts = 0;
    qsizetype bytes = 0; ///< EnrichmentBatch::wireBytes()
};

/// Some of a batch's contacts, in the same order. `places`: ascending.
[[nodiscard]] UnitBatch partOf(const UnitBatch &whole, const QList<qsizetype> &places);

/// The batches of a source: RowFeed, then cut by size; contacts of which nothing is left to be done are passed over.
/// Memory: some batches. Blocks; one thread at a time.
class BatchFeed
{
public:
    /// `open`: per unit, whether it is still to be sent.
    BatchFeed(std::unique_ptr<RowFeed> rows, std::shared_ptr<const ListSchema> schema, std::vector<bool> open);

    /// The next batch; an empty one at the end. Errors as RowFeed::next(); Damaged "source_changed" when there are more
    /// or fewer rows to be sent than units.
    [[nodiscard]] Result<UnitBatch> next(const BatchSize &size);
    [[nodiscard]] const FillRates &rates() const { return m_rates; } ///< Of the rows read so far.

private:
    void take(const CheckedRow &row);
    void cut();

    const std::unique_ptr<RowFeed> m_rows;
    const std::vector<bool> m_open;
    EnrichmentBatchBuilder m_builder;
    FillRates m_rates;
    BatchSize m_size;
    QList<std::uint32_t> m_units; ///< Of what is in the builder.
    std::deque<UnitBatch> m_ready;
    std::size_t m_unit = 0; ///< Of the next row that fits.
    bool m_ended = false;
};

} // namespace muster
