// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/purgequeue.h"

namespace muster {

void PurgeQueue::beginRound(const QList<std::uint32_t> &units)
{
    m_units = units;
    m_next = 0;
    m_roundSize = m_roundSize == 0 ? firstRound : m_roundSize * growth;
    m_quota = m_roundSize;
}

std::optional<std::uint32_t> PurgeQueue::next()
{
    if (isRoundOver())
        return std::nullopt;
    --m_quota;
    return m_units.at(m_next++);
}

void PurgeQueue::putBack(std::uint32_t unit)
{
    Q_ASSERT(m_next > 0);
    m_units[--m_next] = unit;
    ++m_quota;
}

} // namespace muster
