// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/correctionbatches.h"

namespace muster {

CorrectionBatches::CorrectionBatches(const Batch &units, int perCall)
{
    Q_ASSERT(perCall > 0);
    for (qsizetype first = 0; first < units.size(); first += perCall)
        m_batches.push_back(units.mid(first, perCall));
}

std::optional<CorrectionBatches::Batch> CorrectionBatches::next()
{
    if (m_batches.empty())
        return std::nullopt;
    std::optional<Batch> batch = std::move(m_batches.front());
    m_batches.pop_front();
    return batch;
}

void CorrectionBatches::halve(const Batch &batch)
{
    Q_ASSERT(batch.size() > 1);
    const qsizetype half = (batch.size() + 1) / 2;
    m_batches.push_front(batch.mid(half));
    m_batches.push_front(batch.first(half));
}

} // namespace muster
