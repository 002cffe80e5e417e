// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/applyledger.h"
#include "models/runs/lists/correctionbatches.h"
#include "network/api/contactlistsclient.h"

#include <functional>

namespace muster {

class Clock;
class RunMeter;
class WritePace;

/// Writes corrected numbers, batch by batch, one call at a time: intent on the disk, call, outcome on the disk. A part
/// of ListApplyRun, which outlives it. GUI thread.
class CorrectionSender
{
public:
    /// A call was answered, or was not; what came of it is on the disk. An error ends the sending.
    using Sent = std::function<QCoro::Task<Result<void>>(qsizetype contacts)>;

    CorrectionSender(ApplyLedger &ledger, ContactListsClient &client, QString listId, RunMeter &meter, Clock &clock,
                     Sent sent);

    /// Sends `units`, which are planned corrections. Success: each has its own outcome, in doubt (F44) and refused
    /// ones (F12, F17, F25) included. Failure: why nothing more may be sent; the rest stays planned.
    [[nodiscard]] QCoro::Task<Result<void>> sendAll(QList<std::uint32_t> units, std::stop_token stop);
    /// A batch used up its tries on 5xx (F23).
    [[nodiscard]] bool hadTrouble() const { return m_hadTrouble; }
    [[nodiscard]] qint64 calls() const { return m_calls; }

private:
    using Batch = CorrectionBatches::Batch;
    enum class Next { Batch, Again };

    [[nodiscard]] QCoro::Task<Result<void>> sendBatch(Batch batch, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<WriteAnswer>> attempt(Batch batch, std::stop_token stop);
    [[nodiscard]] Result<Next> judge(const ApiError &error, WritePace &pace);

    ApplyLedger &m_ledger;
    ContactListsClient &m_client;
    const QString m_listId;
    RunMeter &m_meter;
    Clock &m_clock;
    const Sent m_sent;
    CorrectionBatches m_batches;
    int m_lostInRow = 0;
    qint64 m_calls = 0;
    bool m_hadTrouble = false;
};

} // namespace muster
