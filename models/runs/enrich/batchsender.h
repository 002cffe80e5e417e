// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/batchsources.h"
#include "models/runs/enrich/enrichledger.h"
#include "models/runs/unitwriter.h"
#include "network/api/enrichmentclient.h"

#include <QCoro/QCoroTask>
#include <QVariantMap>
#include <functional>

namespace muster {

/// Sends batches of an enrichment, or of its undoing, one call at a time. Merging the same values again is harmless
/// (F20, F45), and each attempt has its intent. A part of EnrichRun or EnrichUndoRun.
class BatchSender final : public UnitWriter<UnitBatch, EnrichmentAnswer>
{
public:
    /// For Run::addEvent(): "count_differs", "contacts_refused", "batch_halved".
    using Event = std::function<void(const QString &code, const QVariantMap &args)>;

    BatchSender(EnrichLedger &ledger, EnrichmentClient &client, RunMeter &meter, Clock &clock, Sent sent, Event event);

    /// Success: each contact has its own outcome, in doubt (F20, F26, F45) and refused ones included. Failure: why
    /// nothing more may be sent; the rest stays planned.
    [[nodiscard]] QCoro::Task<Result<void>> sendBatch(UnitBatch batch, std::stop_token stop);
    /// The service found a batch too much for its campaigns' time (`enrichment_timeout`), which was in order when it
    /// was cut: the largest that may be tried now; 0: never said.
    [[nodiscard]] qsizetype tooMany() const { return m_tooMany; }

private:
    [[nodiscard]] QCoro::Task<Result<void>> intend(UnitBatch batch) override;
    [[nodiscard]] QCoro::Task<EnrichmentAnswer> send(UnitBatch batch, std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<Outcome>> settle(UnitBatch batch, EnrichmentAnswer answer) override;
    [[nodiscard]] WriteVerdict verdictOf(ErrorKind kind) const override;
    [[nodiscard]] qsizetype sizeOf(const UnitBatch &batch) const override { return batch.units.size(); }
    [[nodiscard]] EnrichmentAnswer notSent(const UnitBatch &batch, const ApiError &why) const override;

    [[nodiscard]] QCoro::Task<Result<void>> record(UnitBatch batch, EnrichmentAnswer answer);
    /// Cuts a refused batch so that the good contacts get through (as F12 and F17 do for corrections): what is left of
    /// it to be sent.
    [[nodiscard]] QCoro::Task<Result<QList<UnitBatch>>> sortOut(UnitBatch batch, EnrichmentAnswer answer);
    void tell(const char *code, const QVariantMap &args) const;

    EnrichLedger &m_ledger;
    EnrichmentClient &m_client;
    const Event m_event;
    qsizetype m_tooMany = 0;
};

} // namespace muster
