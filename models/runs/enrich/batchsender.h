// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/enrichledger.h"
#include "models/runs/enrich/unitbatch.h"
#include "network/api/enrichmentclient.h"

#include <QCoro/QCoroTask>
#include <QVariantMap>
#include <deque>
#include <functional>

namespace muster {

class Clock;
class RunMeter;
class WritePace;

/// Sends batches, one call at a time: intent on the disk, call, outcome on the disk. A part of EnrichRun, which
/// outlives it. GUI thread.
class BatchSender
{
public:
    struct Hooks
    {
        /// A call was answered, or was not; what came of it is on the disk. An error ends the sending.
        std::function<QCoro::Task<Result<void>>(qsizetype contacts)> sent;
        /// For Run::addEvent(): "count_differs", "contacts_refused", "batch_halved".
        std::function<void(const QString &code, const QVariantMap &args)> event;
    };

    BatchSender(EnrichLedger &ledger, EnrichmentClient &client, RunMeter &meter, Clock &clock, Hooks hooks);

    /// Success: each contact has its own outcome, in doubt (F20, F26, F45) and refused ones included. Failure: why
    /// nothing more may be sent; the rest stays planned.
    [[nodiscard]] QCoro::Task<Result<void>> send(UnitBatch batch, std::stop_token stop);
    [[nodiscard]] qint64 calls() const { return m_calls; }
    /// The service found a batch too much for its campaigns' time (`enrichment_timeout`), which was in order when it
    /// was cut: the largest that may be tried now; 0: never said.
    [[nodiscard]] qsizetype tooMany() const { return m_tooMany; }

private:
    enum class Next { Done, Again };

    [[nodiscard]] QCoro::Task<Result<void>> sendOne(UnitBatch batch, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<EnrichmentAnswer>> attempt(UnitBatch batch, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> record(UnitBatch batch, EnrichmentAnswer answer);
    [[nodiscard]] Result<Next> judge(const ApiError &error, WritePace &pace);
    /// Cuts a refused batch so that the good contacts get through (as F12 and F17 do for corrections).
    [[nodiscard]] QCoro::Task<Result<void>> sortOut(UnitBatch batch, EnrichmentAnswer answer);
    void halve(const UnitBatch &batch);
    void tell(const char *code, const QVariantMap &args) const;

    EnrichLedger &m_ledger;
    EnrichmentClient &m_client;
    RunMeter &m_meter;
    Clock &m_clock;
    const Hooks m_hooks;
    std::deque<UnitBatch> m_queue; ///< What is left of the batch given.
    int m_lostInRow = 0;
    qint64 m_calls = 0;
    qsizetype m_tooMany = 0;
};

} // namespace muster
