// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/enrichmentbatch.h"
#include "network/wire/result.h"

#include <QList>
#include <deque>
#include <memory>
#include <optional>
#include <span>

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

/// Where a run's batches come from. Blocks; one thread at a time.
class BatchSource
{
public:
    virtual ~BatchSource() = default;
    /// The next batch; an empty one at the end.
    [[nodiscard]] virtual Result<UnitBatch> next(const BatchSize &size) = 0;
};

/// Some of a batch's contacts, in the same order. `places`: ascending.
[[nodiscard]] UnitBatch partOf(const UnitBatch &whole, const QList<qsizetype> &places);

/// Makes batches of contacts that come one by one. One thread at a time.
class BatchCutter
{
public:
    struct Value
    {
        std::uint32_t attribute = 0; ///< In the schema.
        std::string_view text; ///< Canonical.
    };

    explicit BatchCutter(std::shared_ptr<const ListSchema> schema);

    void add(std::string_view id, std::span<const Value> values, std::uint32_t unit, const BatchSize &size);
    /// What was added last is a batch, too.
    void cut();
    /// The oldest batch that is whole, once; nullopt: there is none.
    [[nodiscard]] std::optional<UnitBatch> take();

private:
    EnrichmentBatchBuilder m_builder;
    QList<std::uint32_t> m_units; ///< Of what is in the builder.
    std::deque<UnitBatch> m_ready;
};

} // namespace muster
