// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "models/runs/run.h"
#include "models/sinks/recordsink.h"
#include "models/store/auditentry.h"
#include "models/store/outbox.h"
#include "network/http/clock.h"

#include <QCoro/QCoroTask>
#include <QDateTime>
#include <QFuture>
#include <QJsonObject>
#include <QTimer>
#include <chrono>
#include <memory>

namespace muster {

class Journal;
class PageRecords;
class Workspace;

/// What the journal keeps as the progress of an export.
struct ExportProgress
{
    SinkCheckpoint counts; ///< Records and pages, not bytes and cursor: those are the sink's.
    QDateTime resumeAt; ///< UTC; of a pause that the server asked for.
    /// The state of the segment that the pages are of: when it was calculated, UTC, and how many people it had then.
    /// Null and -1: not known.
    QDateTime segmentUpdated;
    qint64 segmentSize = -1;
    /// Records that all pages hold, as the first one said (RecordPage::totalCount); -1: not said.
    qint64 declaredTotal = -1;
    int recalculations = 0; ///< How often it was calculated anew while it was read; the file holds rows of each state.
    int begunAgain = 0; ///< How often a resume gave up the pages that were there.
    bool awaitsChoice = false; ///< It was recalculated before a resume, and nobody has said what to do (F119).

    /// Whether a segment of that state is another one than the pages are of. A size that is not known tells nothing.
    [[nodiscard]] bool isOtherState(const QDateTime &updated, qint64 size) const;

    [[nodiscard]] QByteArray json() const;
    [[nodiscard]] static ExportProgress parse(const QByteArray &json);
};

/// How an export went, of all its lives that were measured.
struct ExportFigures
{
    QDateTime startedAt; ///< UTC; of the first life.
    std::chrono::milliseconds duration{0}; ///< Without the time between two lives.
    /// Latencies of the page requests of this life over its pages (contract, section 6.4); 0 without any.
    std::chrono::milliseconds averageLatency{0};
    double recordsPerSecond = 0;
};

/// What an export leaves behind besides its file: audit entries, journal progress, webhook deliveries. GUI thread; the
/// disk is waited for by the workspace's StoreThread, in the order in which things were told.
/// An export only reads from the tenant, so a failing audit does not stop it (S35); the fault is handed back as a
/// notice by takeFault().
class ExportRecorder
{
public:
    ExportRecorder(Workspace &workspace, QString runId, const FrozenExportOrder &order);

    void started(bool resumed);
    void freshnessWaived(qint64 ageSeconds);
    /// As the journal has it of an earlier life.
    void setProgress(const ExportProgress &progress) { m_progress = progress; }
    [[nodiscard]] const ExportProgress &progress() const { return m_progress; }
    /// Which state of the segment the pages to come are of; on the disk when it resumes.
    [[nodiscard]] QCoro::Task<void> readsState(QDateTime updated, qint64 size);
    /// The segment was recalculated before this resume: whether the export begins again or goes on with rows of both
    /// states (F119).
    void wentOnAfterRecalculation(bool beginsAgain, const QDateTime &updated);
    /// The same while it was read (F73): at another time, or the pages declare another total than the first one did.
    void recalculatedMeanwhile(const QDateTime &updated);
    /// What a page says that all pages hold; false: another total than the pages before it.
    [[nodiscard]] bool declares(qint64 total);
    void awaitsChoice() { m_progress.awaitsChoice = true; }
    /// Pages of an earlier process, whose notices it may have died before: queued unless they were (F36, F90).
    void writtenBefore(const QList<PageReceipt> &pages);
    /// An entry for each page, and its notice. Those of pages that come in quick succession reach the disk together.
    void page(const PageReceipt &receipt);
    /// Resumes when all that was told is on the disk.
    [[nodiscard]] QCoro::Task<void> settled();
    /// The same, with the end.
    [[nodiscard]] QCoro::Task<void> ended(RunOutcome outcome, SinkCheckpoint checkpoint, ExportFigures figures,
                                          std::optional<RecordSink::Completed> completed);
    /// After settled(): what notices of this run held of its records, in all its lives.
    [[nodiscard]] Outbox::Records recordsInNotices() const;
    /// The whole body of a delivery with records, made of the export's file: see PageRecords for the errors. GUI
    /// thread; the file is read on a worker.
    [[nodiscard]] static QFuture<Result<QByteArray>> bodyWithRecords(const Delivery &delivery, const Journal &journal);
    /// After settled() or ended().
    [[nodiscard]] std::optional<ApiError> takeFault();

private:
    /// A notice, and the page whose records are to go with it.
    struct Notice
    {
        Delivery delivery;
        std::optional<PageReceipt> page;
    };
    struct Batch
    {
        QList<AuditDraft> entries;
        QList<Notice> notices;
        QString state, reason; ///< For the journal; an empty state: nothing.
        QByteArray progress;
    };

    void audit(const QString &event, const QJsonObject &facts);
    /// Hands on what has gathered, with `state` for the journal where it is not empty.
    QFuture<Result<void>> give(const QString &state = {}, const QString &reason = {});
    QFuture<Result<void>> giveRunning();
    void notifyOf(const PageReceipt &receipt);
    /// `total`: records in the file so far; `more`: further members.
    void notify(const QString &event, qint64 page, qint64 records, qint64 total, const QJsonObject &more = {},
                const std::optional<PageReceipt> &receipt = {});
    /// What is queued for a notice, which with records may be several.
    [[nodiscard]] static Result<QList<Delivery>> deliveriesOf(const Notice &notice, const PageRecords &file);

    Workspace &m_workspace;
    const QString m_runId;
    const FrozenExportOrder &m_order;
    SleepWatch m_sleep; ///< A gap goes into the audit before whatever is told next (F102).
    Batch m_gathered;
    ExportProgress m_progress;
    QTimer m_due; ///< Runs while pages have gathered.
    /// The first fault. The store thread's until all that was given is done.
    const std::shared_ptr<std::optional<ApiError>> m_fault;
};

} // namespace muster
