// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/unitbatch.h"

#include <utility>

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

BatchCutter::BatchCutter(std::shared_ptr<const ListSchema> schema)
    : m_builder(std::move(schema))
{
}

void BatchCutter::add(std::string_view id, std::span<const Value> values, std::uint32_t unit, const BatchSize &size)
{
    qsizetype bytes = m_builder.wireBytesOf(id);
    for (const Value &value : values)
        bytes += m_builder.wireBytesOf(value.attribute, value.text);
    if (m_units.size() >= size.contacts || m_builder.wireBytes() + bytes > size.bytes)
        cut();
    m_builder.beginContact(id);
    for (const Value &value : values)
        m_builder.add(value.attribute, value.text);
    m_units.append(unit);
}

void BatchCutter::cut()
{
    if (!m_units.isEmpty())
        m_ready.push_back({m_builder.take(), std::exchange(m_units, {})});
}

std::optional<UnitBatch> BatchCutter::take()
{
    if (m_ready.empty())
        return std::nullopt;
    UnitBatch batch = std::move(m_ready.front());
    m_ready.pop_front();
    return batch;
}

} // namespace muster
