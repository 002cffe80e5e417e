// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/audiences/audienceputorder.h"
#include "models/runs/writerecorder.h"

namespace muster {

struct Delivery;

/// What the journal keeps of a run beside its order.
struct AudiencePutProgress
{
    QString phase; ///< As RunMetrics::phase.
    qint64 records = 0; ///< 1: registered; for showing.
    /// The version that is to be replaced, 0: none; as the first reading found it, so that no later one moves it.
    std::optional<qint64> baseVersion;
    std::optional<qint64> previousSize; ///< As the first reading found it.
    QDateTime evaluatedBefore; ///< UTC, as the first reading found it; invalid: never.
    int attempts = 0; ///< Registrations that were begun: requests that the service can have seen.
    bool sending = false; ///< What became of the last one is not known.
    qint64 version = 0; ///< That was registered; 0: none yet.
    AudienceAnswer::Outcome outcome = AudienceAnswer::Outcome::Updated; ///< Of that.

    [[nodiscard]] QByteArray json() const;
    /// What cannot be read is as at the start.
    [[nodiscard]] static AudiencePutProgress parse(const QByteArray &json);
};

/// What a run leaves behind in audit, journal, outbox and the versions, see WriteRecorder: ids, versions, counts and
/// digests. The payload is kept under its digest before it is sent.
class AudiencePutRecorder final : public WriteRecorder
{
public:
    AudiencePutRecorder(Workspace &workspace, QString runId, const FrozenAudiencePut &order,
                        AudiencePutProgress progress);

    [[nodiscard]] const AudiencePutProgress &progress() const { return m_progress; }

    [[nodiscard]] QCoro::Task<Result<void>> started(bool resumed) override;
    /// What the first reading found; nothing: no such audience.
    [[nodiscard]] QCoro::Task<Result<void>> found(std::optional<Audience> current);
    /// What would be sent in place of the version found.
    void setPayload(const QByteArray &payload);
    /// About to send: payload, audit and journal are on the disk before anything leaves.
    [[nodiscard]] QCoro::Task<Result<void>> requesting();
    /// It came to nothing, or nobody knows.
    [[nodiscard]] QCoro::Task<Result<void>> notRegistered(WriteFate fate, ApiError error,
                                                          std::chrono::milliseconds latency);
    /// The service has it: as it answered, or as a reading shows (`latency`: nothing). `stored`: what it has, in the
    /// form of a payload. With the notice to the CDP, once a run, and the version registered from here; neither where
    /// nothing of ours was sent.
    [[nodiscard]] QCoro::Task<Result<void>> registered(qint64 version, AudienceAnswer::Outcome outcome,
                                                       QByteArray stored,
                                                       std::optional<std::chrono::milliseconds> latency);
    [[nodiscard]] QCoro::Task<Result<void>> conflict(qint64 currentVersion);
    [[nodiscard]] QCoro::Task<Result<void>> evaluated(AudienceRegistration registration);

private:
    [[nodiscard]] QJsonObject startFacts(bool resumed) const override;
    void beginPhase(const QString &phase) override { m_progress.phase = phase; }
    [[nodiscard]] QJsonObject counts() const override;
    [[nodiscard]] QByteArray progressJson() override { return m_progress.json(); }
    [[nodiscard]] AuditDraft entryFor(const Calls &calls) const override;
    [[nodiscard]] QJsonObject attemptFacts() const;
    [[nodiscard]] Delivery notice() const;

    const FrozenAudiencePut &m_order;
    const QString m_actor; ///< Asked on the GUI thread.
    AudiencePutProgress m_progress;
    QByteArray m_payload;
    QString m_payloadDigest;
};

} // namespace muster
