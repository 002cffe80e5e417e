// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/listapplyorder.h"
#include "models/runs/run.h"

#include <QElapsedTimer>
#include <QJsonObject>

namespace muster {

class UnitLog;
class Workspace;

/// What a restore leaves behind in audit and journal: ids of runs and lists, counts and digests; no contact's id, no
/// number. A fault means that nothing more may be sent (F94, S35). GUI thread.
class RestoreRecorder
{
public:
    RestoreRecorder(Workspace &workspace, QString runId, const FrozenListRestore &order);

    /// From here on counts are told.
    void setLog(const UnitLog *log) { m_log = log; }
    [[nodiscard]] Result<void> started(bool resumed);
    /// A phase begins: everything so far is in audit and journal, or nothing more may be sent (F94, S35).
    [[nodiscard]] Result<void> entered();
    /// A call was answered; those in quick succession share an entry, twice a second.
    [[nodiscard]] Result<void> sent(qint64 contacts);
    [[nodiscard]] Result<void> ended(const RunOutcome &outcome);

private:
    [[nodiscard]] Result<void> flush();
    [[nodiscard]] Result<void> audit(const QString &event, QJsonObject facts);
    [[nodiscard]] Result<void> keep(const QString &state, const QString &reason = {});
    [[nodiscard]] QJsonObject counts() const;

    Workspace &m_workspace;
    const QString m_runId;
    const FrozenListRestore &m_order;
    const UnitLog *m_log = nullptr;
    QElapsedTimer m_sinceFlush;
    qint64 m_calls = 0, m_contacts = 0; ///< Of those not yet in the audit.
};

} // namespace muster
