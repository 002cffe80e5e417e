// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/estimate/contactssink.h"

#include "models/rules/texthash.h"

#include <QRandomGenerator>

namespace muster {

ContactsSink::ContactsSink(const QStringList &attributes, const ContactLimits &limits, std::shared_ptr<Outcome> outcome)
    : m_outcome(std::move(outcome))
    , m_seed(QRandomGenerator::system()->generate64())
    , m_builder(QStringList{idField} + attributes, limits)
    , m_cells(std::size_t(attributes.size()) + 1)
{
}

bool ContactsSink::isNew(std::string_view id)
{
    const auto row = std::uint32_t(m_ids.size());
    if (m_index.findOrInsert(textHash(id, m_seed), row, [&](std::uint32_t other) { return m_ids[other] == id; })
        != IdIndex::none)
        return false;
    m_ids.emplace_back(id);
    return true;
}

Result<PageReceipt> ContactsSink::append(const RecordPage &page)
{
    PageReceipt receipt;
    for (std::size_t row = 0; row < page.rowCount(); ++row) {
        if (!isNew(page.id(row))) {
            ++receipt.duplicates;
            continue;
        }
        m_cells[0] = page.id(row);
        for (std::size_t column = 0; column + 1 < m_cells.size(); ++column) {
            const RecordCell &cell = page.cell(row, column);
            m_cells[column + 1] = page.isFilled(cell) ? page.text(cell) : std::string_view();
        }
        TRY_VOID(m_builder.append(m_cells));
        ++receipt.records;
    }
    receipt.quarantined = qint64(page.quarantined.size());
    ++m_checkpoint.pages;
    m_checkpoint.records += receipt.records;
    m_checkpoint.duplicates += receipt.duplicates;
    m_checkpoint.quarantined += receipt.quarantined;
    m_checkpoint.nextCursor = page.nextCursor;
    m_checkpoint.allPagesIn = page.nextCursor.isEmpty();
    if (m_outcome->noted)
        m_outcome->noted(m_checkpoint.records);
    receipt.total = m_checkpoint;
    return receipt;
}

Result<RecordSink::Completed> ContactsSink::complete(const QJsonObject &)
{
    TRY(contacts, m_builder.finish());
    m_outcome->contacts = *std::move(contacts);
    m_outcome->quarantined = m_checkpoint.quarantined;
    return Completed{};
}

} // namespace muster
