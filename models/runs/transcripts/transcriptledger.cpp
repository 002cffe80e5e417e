// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/transcripts/transcriptledger.h"

#include <algorithm>

namespace muster {

void TranscriptLedger::expect(const QStringList &ids)
{
    for (const QString &id : ids) {
        if (m_expected.contains(id))
            continue;
        m_expected.insert(id);
        m_order.append(id);
        m_others.removeOne(id);
    }
}

void TranscriptLedger::add(const TranscriptResult &result)
{
    if (!m_expected.contains(result.interactionId) && !m_results.contains(result.interactionId))
        m_others.append(result.interactionId);
    m_results.insert(result.interactionId, result);
}

bool TranscriptLedger::isOpen(const QString &id) const
{
    if (!m_expected.contains(id))
        return false;
    const auto known = m_results.constFind(id);
    return known == m_results.cend() || known->fate == TranscriptFate::Missing || known->fate == TranscriptFate::Failed;
}

QStringList TranscriptLedger::open() const
{
    QStringList open;
    for (const QString &id : m_order) {
        if (isOpen(id))
            open.append(id);
    }
    return open;
}

qint64 TranscriptLedger::count(TranscriptFate fate) const
{
    return std::count_if(m_results.cbegin(), m_results.cend(),
                         [fate](const TranscriptResult &result) { return result.fate == fate; });
}

QStringList TranscriptLedger::idsOf(TranscriptFate fate) const
{
    QStringList ids;
    for (const TranscriptResult &result : results()) {
        if (result.fate == fate)
            ids.append(result.interactionId);
    }
    return ids;
}

QList<TranscriptResult> TranscriptLedger::results() const
{
    QList<TranscriptResult> results;
    results.reserve(m_results.size());
    for (const QStringList *ids : {&m_order, &m_others}) {
        for (const QString &id : *ids) {
            if (const auto known = m_results.constFind(id); known != m_results.cend())
                results.append(*known);
        }
    }
    return results;
}

const TranscriptResult *TranscriptLedger::find(const QString &id) const
{
    const auto known = m_results.constFind(id);
    return known == m_results.cend() ? nullptr : &*known;
}

std::array<std::uint64_t, entityCount> TranscriptLedger::counts() const
{
    std::array<std::uint64_t, entityCount> sum{};
    for (const TranscriptResult &result : m_results) {
        for (std::size_t entity = 0; entity < sum.size(); ++entity)
            sum[entity] += result.fate == TranscriptFate::Written ? result.counts[entity] : 0;
    }
    return sum;
}

} // namespace muster
