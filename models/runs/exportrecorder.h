// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "models/runs/run.h"
#include "models/sinks/recordsink.h"
#include "models/store/auditentry.h"

#include <QElapsedTimer>

namespace muster {

class Workspace;

/// What an export leaves behind besides its file: audit entries, journal progress, webhook deliveries. GUI thread.
/// An export only reads from the tenant, so a failing audit does not stop it (S35); the fault is handed back as a
/// notice by takeFault().
class ExportRecorder
{
public:
    ExportRecorder(Workspace &workspace, QString runId, const FrozenExportOrder &order);

    void started(bool resumed);
    void freshnessWaived(qint64 ageSeconds);
    void attributesLeftOut(const QStringList &names);
    /// An entry for each page. Those of pages that come in quick succession reach the disk together, with one sync.
    void page(const PageReceipt &receipt);
    void ended(const RunOutcome &outcome, const SinkCheckpoint &checkpoint, const RecordSink::Completed *completed);
    [[nodiscard]] std::optional<ApiError> takeFault();

private:
    void audit(const QString &event, const QJsonObject &facts);
    void flushPages();
    void keepProgress(const QString &state, const QString &reason, const SinkCheckpoint &checkpoint,
                      const std::optional<QDateTime> &resumeAt = {});
    /// `total`: records in the file so far.
    void notify(const QString &event, qint64 page, qint64 records, qint64 total);
    void take(const Result<void> &result);

    Workspace &m_workspace;
    const QString m_runId;
    const FrozenExportOrder &m_order;
    QList<AuditDraft> m_pages; ///< Of the pages not yet in the audit.
    SinkCheckpoint m_latest;
    QElapsedTimer m_sinceFlush;
    std::optional<ApiError> m_fault;
};

} // namespace muster
