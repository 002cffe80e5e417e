// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/donotcall/donotcallchangeorder.h"
#include "models/runs/writerecorder.h"

#include <functional>

namespace muster {

struct BackupInfo;

/// What the journal keeps of a run beside its order and its unit log.
struct DoNotCallChangeProgress
{
    QString phase; ///< As RunMetrics::phase.
    qint64 records = 0; ///< Numbers that are done; for showing.
    QString file, digest; ///< Of the numbers, see keepChanges(); empty: they are not kept yet, and nothing was sent.
    bool hasLog = false; ///< There is a unit log; without it nobody knows any more what was sent.
    QDateTime provedAt; ///< UTC, by the service's clock: the last reading that proved anything.

    [[nodiscard]] QByteArray json() const;
    [[nodiscard]] static DoNotCallChangeProgress parse(const QByteArray &json);
};

/// What a run leaves behind in audit and journal, see WriteRecorder: ids of groups, digests, counts; no number.
class DoNotCallChangeRecorder final : public WriteRecorder
{
public:
    /// How many numbers stand how, by keys of DoNotCallChangeResult::State; empty before that is known.
    using Counts = std::function<QJsonObject()>;

    DoNotCallChangeRecorder(Workspace &workspace, QString runId, const FrozenDoNotCallChange &order,
                            DoNotCallChangeProgress progress, Counts counts);

    [[nodiscard]] const DoNotCallChangeProgress &progress() const { return m_progress; }
    // Both are kept with what is told next.
    void hasLog() { m_progress.hasLog = true; }
    void provedAt(const QDateTime &at) { m_progress.provedAt = at; }
    /// The numbers are on the disk: from here on they may be changed.
    [[nodiscard]] QCoro::Task<Result<void>> kept(BackupInfo numbers);
    /// A reading has told what became of a wave.
    [[nodiscard]] QCoro::Task<Result<void>> looked();

private:
    [[nodiscard]] QJsonObject startFacts(bool resumed) const override;
    void beginPhase(const QString &phase) override { m_progress.phase = phase; }
    [[nodiscard]] QJsonObject counts() const override { return m_counts(); }
    [[nodiscard]] QByteArray progressJson() override;
    [[nodiscard]] AuditDraft entryFor(const Calls &calls) const override;

    const FrozenDoNotCallChange &m_order;
    DoNotCallChangeProgress m_progress;
    const Counts m_counts;
};

} // namespace muster
