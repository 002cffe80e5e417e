// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/enrichledger.h"

namespace muster {

bool EnrichLedger::isOpen(std::uint32_t unit) const
{
    const UnitState now = state(unit);
    return now == UnitState::Planned || now == UnitState::Unknown || now == UnitState::Intent;
}

std::vector<bool> EnrichLedger::open() const
{
    std::vector<bool> open(units());
    for (std::uint32_t unit = 0; unit < units(); ++unit)
        open[unit] = isOpen(unit);
    return open;
}

QCoro::Task<Result<void>> EnrichLedger::intend(QList<std::uint32_t> units)
{
    QList<UnitChange> changes;
    changes.reserve(units.size());
    for (const std::uint32_t unit : units) {
        if (unit >= m_log->units() || !isOpen(unit)) // what the service has taken is never sent again
            co_return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("unit_transition")});
        changes.append({unit, UnitState::Intent, 0});
    }
    const Result<void> recorded = co_await m_log->record(changes);
    co_return Result<void>(recorded);
}

QCoro::Task<Result<void>> EnrichLedger::note(QList<UnitChange> changes)
{
    const Result<void> recorded = co_await m_log->record(changes);
    co_return Result<void>(recorded);
}

QCoro::Task<Result<void>> EnrichLedger::settle(QList<std::uint32_t> units, UnitState state, EnrichReason reason)
{
    QList<UnitChange> changes;
    changes.reserve(units.size());
    for (const std::uint32_t unit : units) {
        if (unit >= m_log->units() || m_log->state(unit) != UnitState::Intent)
            co_return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("unit_transition")});
        changes.append({unit, state, std::uint8_t(reason)});
    }
    const Result<void> recorded = co_await m_log->record(changes);
    co_return Result<void>(recorded);
}

} // namespace muster
