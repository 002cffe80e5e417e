// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/listorders.h"
#include "models/runs/writerecorder.h"

namespace muster {

class UnitLog;

/// What a restore leaves behind, see WriteRecorder. Every entry names the order.
class RestoreRecorder final : public WriteRecorder
{
public:
    RestoreRecorder(Workspace &workspace, QString runId, const FrozenListRestore &order);

    /// From here on counts are told.
    void setLog(const UnitLog *log) { m_log = log; }
    [[nodiscard]] QCoro::Task<Result<void>> started(bool resumed) override;
    [[nodiscard]] QCoro::Task<Result<void>> entered(QString phase) override;
    [[nodiscard]] QCoro::Task<Result<void>> ended(RunOutcome outcome) override;

private:
    [[nodiscard]] QJsonObject counts() const override;
    [[nodiscard]] QByteArray progressJson() override;
    [[nodiscard]] AuditDraft entryFor(const Calls &calls) const override;

    const FrozenListRestore &m_order;
    const UnitLog *m_log = nullptr;
};

} // namespace muster
