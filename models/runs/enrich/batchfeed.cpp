// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/batchfeed.h"

namespace muster {

UnitBatch partOf(const UnitBatch &whole, const QList<qsizetype> &places)
{
    EnrichmentBatchBuilder builder(std::make_shared<const ListSchema>(whole.batch->schema()));
    UnitBatch part;
    for (const qsizetype place : places) {
        builder.beginContact(whole.batch->id(std::size_t(place)));
        for (const EnrichmentValue &value : whole.batch->values(std::size_t(place)))
            builder.add(value.attribute, whole.batch->text(value));
        part.units.append(whole.units[place]);
    }
    part.batch = builder.take();
    return part;
}

BatchFeed::BatchFeed(std::unique_ptr<RowFeed> rows, std::shared_ptr<const ListSchema> schema, std::vector<bool> open)
    : m_rows(std::move(rows))
    , m_open(std::move(open))
    , m_builder(std::move(schema))
    , m_rates(m_rows->mapping().fields.size())
{
}

void BatchFeed::cut()
{
    if (m_units.isEmpty())
        return;
    m_ready.push_back({m_builder.take(), std::exchange(m_units, {})});
}

void BatchFeed::take(const CheckedRow &row)
{
    m_rates.add(row);
    if (row.verdict() != RowVerdict::Send)
        return;
    const std::size_t unit = m_unit++;
    if (unit >= m_open.size() || !m_open[unit])
        return;
    qsizetype bytes = m_builder.wireBytesOf(row.id());
    for (const CheckedValue &value : row.values())
        bytes += m_builder.wireBytesOf(value.attribute, row.text(value));
    if (m_units.size() >= m_size.contacts || m_builder.wireBytes() + bytes > m_size.bytes)
        cut();
    m_builder.beginContact(row.id());
    for (const CheckedValue &value : row.values())
        m_builder.add(value.attribute, row.text(value));
    m_units.append(std::uint32_t(unit));
}

Result<UnitBatch> BatchFeed::next(const BatchSize &size)
{
    m_size = size;
    while (m_ready.empty() && !m_ended) {
        const auto more = m_rows->next([this](const CheckedRow &row, const SourceRow &) { take(row); });
        if (!more)
            return tl::unexpected(more.error());
        m_ended = !*more;
        if (m_ended && m_unit != m_open.size())
            return failure({.kind = ErrorKind::Damaged, .code = QStringLiteral("source_changed")});
        if (m_ended)
            cut();
    }
    if (m_ready.empty())
        return UnitBatch();
    UnitBatch batch = std::move(m_ready.front());
    m_ready.pop_front();
    return batch;
}

} // namespace muster
