// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/enrichorders.h"
#include "models/runs/enrich/undo/undorules.h"
#include "models/runs/run.h"
#include "models/sinks/csvrows.h"
#include "models/store/backupfile.h"

#include <QObject>
#include <memory>
#include <stop_token>

namespace muster {

class RunMeter;
class TenantConnection;
class Workspace;

/// What undoing an enrichment would do, value by value. Shared and immutable; see UndoMatcher.
using SharedUndoPreview = std::shared_ptr<const UndoMatcher>;

/// Compares the backup of an enrichment with what its list shows now. Nothing is sent, nothing is journalled: it is
/// done again instead of being resumed. See Run for its life.
class EnrichUndoCheckRun final : public Run
{
    Q_OBJECT

public:
    EnrichUndoCheckRun(QString id, BackupInfo backup, UndoChoice choice, Workspace &workspace,
                       std::shared_ptr<TenantConnection> connection, QObject *parent);
    ~EnrichUndoCheckRun() override;

    [[nodiscard]] RunKind kind() const override { return RunKind::EnrichUndoCheck; }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] const BackupInfo &backup() const { return m_backup; }
    /// nullptr until it has ended with success.
    [[nodiscard]] const SharedUndoPreview &preview() const { return m_preview; }

protected:
    [[nodiscard]] QCoro::Task<RunOutcome> execute(std::stop_token stop) override;
    [[nodiscard]] RunMetrics currentMetrics() const override;

private:
    [[nodiscard]] QCoro::Task<Result<void>> compare(std::stop_token stop);

    const BackupInfo m_backup;
    const UndoChoice m_choice;
    Workspace &m_workspace;
    const std::shared_ptr<TenantConnection> m_connection;
    std::unique_ptr<RunMeter> m_meter; ///< Out of the header: it knows the network, which windows do not see.
    SharedUndoPreview m_preview;
    QString m_phase;
};

/// The values that an undo does not bring back, as CSV for spreadsheets (see CsvRows): contactId, attribute, before,
/// written, reason (keyOf()). So that a person can see to them. AsBefore is not among them. `leftOut`: per
/// unit, on top of what the matcher knows of; empty: nobody. The file appears when it is
/// complete and synced, mode 0600; "exists" where there is one. Blocks; for a worker. Cancelled when stopped.
[[nodiscard]] Result<WrittenFile> writeNotUndone(const UndoMatcher &matcher, const std::vector<bool> &leftOut,
                                                 const QString &file, const std::stop_token &stop);

/// Writes what an undo does not bring back to a file, for a window: on a worker, see writeNotUndone(). GUI thread.
class UndoSaving : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~UndoSaving() override { m_stop.request_stop(); }
    /// written() follows.
    void write(const SharedUndoPreview &preview, const std::vector<bool> &leftOut, const QString &file);

Q_SIGNALS:
    void written(const muster::Result<muster::WrittenFile> &file);

private:
    std::stop_source m_stop;
};

} // namespace muster
