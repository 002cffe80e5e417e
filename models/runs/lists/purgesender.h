// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/applyledger.h"
#include "models/runs/lists/purgequeue.h"
#include "network/api/contactlistsclient.h"

#include <functional>

namespace muster {

class Clock;
class RunMeter;
class WritePace;

/// Removes contacts one by one, some at a time: each intent is on the disk before its DELETE leaves, each outcome
/// before the next unit is taken. What is in doubt is left alone until the run has read the list again. A part of
/// ListApplyRun, which outlives it. GUI thread.
class PurgeSender
{
public:
    struct Hooks
    {
        /// The last question before a DELETE leaves, its intent being on the disk. An error ends the sending.
        std::function<Result<void>()> mayLeave;
        /// A DELETE was answered, or was not; what came of it is on the disk. An error ends the sending.
        std::function<QCoro::Task<Result<void>>()> sent;
    };

    PurgeSender(ApplyLedger &ledger, ContactListsClient &client, RunMeter &meter, Clock &clock, Hooks hooks);

    /// One round of `units`, planned purges all (see PurgeQueue); a reading has to follow before the next. Failure: why
    /// nothing more may be sent. When it returns nothing is in flight.
    [[nodiscard]] QCoro::Task<Result<void>> sendRound(QList<std::uint32_t> units, std::stop_token stop);
    [[nodiscard]] qint64 calls() const { return m_calls; }

private:
    static constexpr int rejectedInRow = 10; ///< A service that refuses everything is not asked a million times.

    [[nodiscard]] QCoro::Task<void> watchedLane(std::stop_token stop);
    [[nodiscard]] QCoro::Task<void> lane(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<RecordFate>> attempt(std::uint32_t unit, std::stop_token stop);
    enum class Next { Unit, Rest };
    [[nodiscard]] Result<Next> judge(std::uint32_t unit, const RecordFate &fate, WritePace &pace);
    void end(const ApiError &error);

    ApplyLedger &m_ledger;
    ContactListsClient &m_client;
    RunMeter &m_meter;
    Clock &m_clock;
    const Hooks m_hooks;
    PurgeQueue m_queue;
    std::optional<ApiError> m_ended; ///< The first reason; every lane ends at its next step.
    int m_lostInRow = 0;
    int m_rejectedInRow = 0;
    qint64 m_calls = 0;
};

} // namespace muster
