// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/enrichorder.h"
#include "models/runs/run.h"

#include <QElapsedTimer>
#include <QJsonObject>

namespace muster {

class EnrichLedger;
class Workspace;

/// What the journal keeps of an enrichment beside its order; the truth about contacts is in the unit log.
struct EnrichProgress
{
    QString phase; ///< As RunMetrics::phase.
    qint64 records = 0; ///< Contacts that nothing more will be done for; for showing.
    qint64 units = -1; ///< Contacts to be sent, as counted when the run began; -1: not yet.
    bool refreshed = false; ///< The list was refreshed after the last batch (F27).
    bool operator==(const EnrichProgress &) const = default;

    [[nodiscard]] QByteArray json() const;
    /// What cannot be read is as at the start, which repeats nothing: the unit log knows what was sent.
    [[nodiscard]] static EnrichProgress parse(const QByteArray &json);
};

/// What an enrichment leaves behind in audit and journal: ids of runs, lists and campaigns, counts, sizes and digests;
/// no contact's id, no value. A fault means that nothing more may be sent (F94, S35). GUI thread.
class EnrichRecorder
{
public:
    EnrichRecorder(Workspace &workspace, QString runId, const FrozenEnrich &order, EnrichProgress progress);

    /// From here on counts are told.
    void setLedger(const EnrichLedger *ledger) { m_ledger = ledger; }
    [[nodiscard]] const EnrichProgress &progress() const { return m_progress; }

    [[nodiscard]] Result<void> started(bool resumed);
    [[nodiscard]] Result<void> entered(const QString &phase);
    [[nodiscard]] Result<void> counted(qint64 units);
    [[nodiscard]] Result<void> budgeted(const Campaign &tightest, qint64 batchSize);
    /// A call was answered. Those in quick succession share an entry that names the first and the last, twice a second.
    [[nodiscard]] Result<void> sent(qint64 contacts);
    [[nodiscard]] Result<void> refreshed(const std::optional<ApiError> &error);
    [[nodiscard]] Result<void> ended(const RunOutcome &outcome);

private:
    [[nodiscard]] Result<void> flush();
    [[nodiscard]] Result<void> audit(const QString &event, QJsonObject facts = {});
    [[nodiscard]] Result<void> keep(const QString &state, const QString &reason = {});
    [[nodiscard]] QJsonObject counts() const;

    Workspace &m_workspace;
    const QString m_runId;
    const FrozenEnrich &m_order;
    EnrichProgress m_progress;
    const EnrichLedger *m_ledger = nullptr;
    QElapsedTimer m_sinceFlush;
    qint64 m_calls = 0, m_firstCall = 0, m_contacts = 0;
};

} // namespace muster
