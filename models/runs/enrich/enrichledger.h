// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/undorules.h"
#include "models/store/unitlog.h"

#include <QCoro/QCoroTask>
#include <QString>
#include <cstdint>
#include <memory>

namespace muster {

/// What became of every contact that is to be sent, durable. A contact's unit is its place among the rows that fit, in
/// the file's order, from 0. Merging again is harmless (contract section 4), so what is in doubt may be sent again, but
/// never without an intent of its own. GUI thread; owned by one run.
class EnrichLedger
{
public:
    explicit EnrichLedger(std::unique_ptr<UnitLog> log)
        : m_log(std::move(log))
    {
    }

    [[nodiscard]] QCoro::Task<Result<void>> intend(QList<std::uint32_t> units);
    /// The same state for all of them. BadInput "unit_transition" for a step that must not be: the run ends.
    [[nodiscard]] QCoro::Task<Result<void>> settle(QList<std::uint32_t> units, UnitState state, EnrichReason reason);

    /// What a reading of the list proves, see UndoRules.
    [[nodiscard]] QCoro::Task<Result<void>> note(QList<UnitChange> changes);

    [[nodiscard]] std::uint32_t units() const { return m_log->units(); }
    [[nodiscard]] UnitState state(std::uint32_t unit) const { return m_log->state(unit); }
    [[nodiscard]] const LoggedUnit &unit(std::uint32_t unit) const { return m_log->unit(unit); }
    [[nodiscard]] int attempts(std::uint32_t unit) const { return m_log->attempts(unit); }
    /// Whether something may still be sent for it: planned, or in doubt.
    [[nodiscard]] bool isOpen(std::uint32_t unit) const;
    [[nodiscard]] std::vector<bool> open() const; ///< isOpen() of each, for a worker.
    [[nodiscard]] qint64 count(UnitState state) const { return m_log->count(state); }
    [[nodiscard]] qint64 inDoubt() const { return count(UnitState::Unknown) + count(UnitState::Intent); }
    /// Nothing more is done for these.
    [[nodiscard]] qint64 settled() const
    {
        return count(UnitState::Applied) + count(UnitState::Rejected) + count(UnitState::Skipped)
            + count(UnitState::Absent);
    }
    [[nodiscard]] qint64 recoveredBytes() const { return m_log->recoveredBytes(); }

private:
    const std::unique_ptr<UnitLog> m_log;
};

} // namespace muster
