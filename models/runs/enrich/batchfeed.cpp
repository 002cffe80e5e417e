// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/batchfeed.h"

namespace muster {

BatchFeed::BatchFeed(std::unique_ptr<RowFeed> rows, std::shared_ptr<const ListSchema> schema, std::vector<bool> open)
    : m_rows(std::move(rows))
    , m_open(std::move(open))
    , m_cutter(std::move(schema))
{
}

void BatchFeed::take(const CheckedRow &row, const BatchSize &size)
{
    if (row.verdict() != RowVerdict::Send)
        return;
    const std::size_t unit = m_unit++;
    if (unit >= m_open.size() || !m_open[unit])
        return;
    m_values.clear();
    for (const CheckedValue &value : row.values())
        m_values.push_back({value.attribute, row.text(value)});
    m_cutter.add(row.id(), m_values, std::uint32_t(unit), size);
}

Result<UnitBatch> BatchFeed::next(const BatchSize &size)
{
    for (;;) {
        if (auto batch = m_cutter.take())
            return *std::move(batch);
        if (m_ended)
            return UnitBatch();
        const auto more = m_rows->next([this, &size](const CheckedRow &row, const SourceRow &) { take(row, size); });
        if (!more)
            return tl::unexpected(more.error());
        m_ended = !*more;
        if (m_ended && m_unit != m_open.size())
            return failure({.kind = ErrorKind::Damaged, .code = QStringLiteral("source_changed")});
        if (m_ended)
            m_cutter.cut();
    }
}

} // namespace muster
