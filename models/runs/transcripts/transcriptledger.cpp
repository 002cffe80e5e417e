// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/transcripts/transcriptledger.h"

namespace muster {

namespace {

bool isSettled(TranscriptFate fate)
{
    return fate != TranscriptFate::Missing && fate != TranscriptFate::Failed;
}

} // namespace

void TranscriptLedger::expect(const QStringList &ids)
{
    for (const QString &id : ids) {
        if (m_expected.contains(id))
            continue;
        m_expected.insert(id);
        m_order.append(id);
        m_others.removeOne(id);
        if (!isOpen(id))
            ++m_settled;
    }
}

void TranscriptLedger::add(const TranscriptResult &result)
{
    if (!m_expected.contains(result.interactionId) && !m_results.contains(result.interactionId))
        m_others.append(result.interactionId);
    TranscriptResult &kept = m_results[result.interactionId];
    if (!kept.interactionId.isEmpty())
        tally(kept, -1);
    kept = result;
    tally(kept, 1);
}

void TranscriptLedger::tally(const TranscriptResult &result, int sign)
{
    m_fates[std::size_t(result.fate)] += sign;
    if (expects(result.interactionId) && isSettled(result.fate))
        m_settled += sign;
    if (result.fate != TranscriptFate::Written)
        return;
    for (std::size_t entity = 0; entity < m_found.size(); ++entity)
        m_found[entity] += sign > 0 ? result.counts[entity] : 0 - result.counts[entity];
}

bool TranscriptLedger::isOpen(const QString &id) const
{
    if (!m_expected.contains(id))
        return false;
    const auto known = m_results.constFind(id);
    return known == m_results.cend() || !isSettled(known->fate);
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

} // namespace muster
