// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/audiences/audiencepublishorder.h"
#include "models/runs/writerecorder.h"

#include <QDateTime>

namespace muster {

class UnitLog;

/// What the journal keeps of a run beside its order and its unit log.
struct AudiencePublishProgress
{
    QString phase; ///< As RunMetrics::phase.
    qint64 records = 0; ///< People who are proved to be in the list; for showing.
    int attempts = 0; ///< Orders to make the list that were begun.
    QDateTime requestedAt; ///< The latest of them, UTC; null: not said.
    bool making = false; ///< What became of that one is not known.
    QString listId; ///< Of the list; empty: it is not known to be there.

    [[nodiscard]] QByteArray json() const;
    /// What cannot be read is as at the start.
    [[nodiscard]] static AudiencePublishProgress parse(const QByteArray &json);
};

/// What a run leaves behind in audit and journal, see WriteRecorder: id and name of the list, versions, digests,
/// counts; nobody's id or number.
class AudiencePublishRecorder final : public WriteRecorder
{
public:
    AudiencePublishRecorder(Workspace &workspace, QString runId, const FrozenAudiencePublish &order,
                            AudiencePublishProgress progress);

    [[nodiscard]] const AudiencePublishProgress &progress() const { return m_progress; }
    void setLog(const UnitLog *log) { m_log = log; } ///< The run's; its counts are in every entry from now on.

    /// About to order the list: audit and journal are on the disk before anything leaves.
    [[nodiscard]] QCoro::Task<Result<void>> requesting();
    /// It came to nothing, or nobody knows.
    [[nodiscard]] QCoro::Task<Result<void>> notMade(WriteFate fate, ApiError error);
    /// `latency`: of the answer; nothing: it was found by its name.
    [[nodiscard]] QCoro::Task<Result<void>> made(QString listId, std::optional<std::chrono::milliseconds> latency);

private:
    [[nodiscard]] QJsonObject startFacts(bool resumed) const override;
    [[nodiscard]] QJsonObject endFacts() override;
    void beginPhase(const QString &phase) override { m_progress.phase = phase; }
    [[nodiscard]] QJsonObject counts() const override;
    [[nodiscard]] QByteArray progressJson() override;
    [[nodiscard]] AuditDraft entryFor(const Calls &calls) const override;
    [[nodiscard]] QJsonObject listFacts() const;

    const FrozenAudiencePublish &m_order;
    AudiencePublishProgress m_progress;
    const UnitLog *m_log = nullptr;
};

} // namespace muster
