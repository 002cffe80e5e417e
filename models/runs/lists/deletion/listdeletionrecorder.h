// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/deletion/listdeletionorder.h"
#include "models/runs/writerecorder.h"

#include <QMap>

namespace muster {

class UnitLog;
struct BackupInfo;

/// What the journal keeps of a run beside its order and its unit log.
struct ListDeletionProgress
{
    /// A copy that was proved to be whole, by its list's place in the order.
    struct Copy
    {
        QString file, digest; ///< As BackupInfo has them.
        qint64 contacts = 0;
    };
    QString phase; ///< As RunMetrics::phase.
    qint64 records = 0; ///< Lists that are gone; for showing.
    QMap<std::uint32_t, Copy> copies;

    [[nodiscard]] QByteArray json() const;
    /// What cannot be read is as at the start: then every copy is made anew.
    [[nodiscard]] static ListDeletionProgress parse(const QByteArray &json);
};

/// What a run leaves behind in audit and journal, see WriteRecorder: ids of lists, digests, counts.
class ListDeletionRecorder final : public WriteRecorder
{
public:
    ListDeletionRecorder(Workspace &workspace, QString runId, const FrozenListDeletion &order,
                         ListDeletionProgress progress);

    [[nodiscard]] const ListDeletionProgress &progress() const { return m_progress; }
    void setLog(const UnitLog *log) { m_log = log; } ///< The run's; its counts are in every entry from now on.

    /// The list's copy is whole: from here on the list may go.
    [[nodiscard]] QCoro::Task<Result<void>> copied(std::uint32_t unit, BackupInfo copy);
    /// About to order its deletion: audit and journal are on the disk before anything leaves.
    [[nodiscard]] QCoro::Task<Result<void>> requesting(std::uint32_t unit);
    /// Where the lists stand by now, an entry each.
    [[nodiscard]] QCoro::Task<Result<void>> settled(QList<UnitChange> changes);

private:
    [[nodiscard]] QJsonObject startFacts(bool resumed) const override;
    void beginPhase(const QString &phase) override { m_progress.phase = phase; }
    [[nodiscard]] QJsonObject counts() const override;
    [[nodiscard]] QByteArray progressJson() override;
    [[nodiscard]] AuditDraft entryFor(const Calls &calls) const override;
    [[nodiscard]] QJsonObject listFacts(std::uint32_t unit) const;

    const FrozenListDeletion &m_order;
    ListDeletionProgress m_progress;
    const UnitLog *m_log = nullptr;
};

} // namespace muster
