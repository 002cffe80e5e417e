// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/exportrun.h"
#include "models/runs/runmeter.h"
#include "models/sinks/recordsink.h"
#include "network/api/segmentsclient.h"
#include "network/wire/secret.h"

#include <QCoro/QCoroTask>

namespace muster {

class ExportRecorder;
struct ExportFigures;
class PagePipeline;
class TenantConnection;
class Workspace;

/// The body of an export: checks, pages, file. What it leaves behind in journal, audit and outbox goes through its
/// ExportRecorder. Order of things for a page: asked for -> its cursor is known, so the next is asked for -> decoded
/// and appended on the worker -> checkpoint -> pageArrived() and the webhook's delivery.
class SegmentExportRun final : public ExportRun
{
    Q_OBJECT

public:
    using Start = RunStart;

    SegmentExportRun(QString id, FrozenExportOrder order, Start start, Workspace &workspace,
                     std::shared_ptr<TenantConnection> connection, QObject *parent);
    ~SegmentExportRun() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] const FrozenExportOrder &order() const override { return m_order; }

protected:
    [[nodiscard]] QCoro::Task<RunOutcome> execute(std::stop_token stop) override;
    [[nodiscard]] RunMetrics currentMetrics() const override;

private:
    [[nodiscard]] QCoro::Task<Result<void>> prepare(std::stop_token stop);
    /// Of the pseudonyms, before anything is asked for or opened.
    [[nodiscard]] QCoro::Task<Result<void>> takeKey(std::stop_token stop);
    /// Whether what is to be read is what was ordered; of an export that begins.
    [[nodiscard]] Result<void> judge(const SegmentDefinition &definition);
    /// Whether the pages to come are of the state that the pages there are of; true: it begins again.
    [[nodiscard]] QCoro::Task<Result<bool>> compareState(SegmentDefinition definition, qint64 size);
    /// How many people the segment has, where that is what will be read; -1: not known.
    [[nodiscard]] QCoro::Task<qint64> sizeNow(SegmentDefinition definition, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> openSink(bool isThere);
    /// Asked once more when all pages are in (F73).
    [[nodiscard]] QCoro::Task<Result<void>> lookForRecalculation(std::stop_token stop);
    /// So many minutes before the last page was asked for the service may not have known of yet; 0: none.
    [[nodiscard]] qint64 minutesMissing() const;
    [[nodiscard]] QCoro::Task<RunOutcome> conclude(Result<void> fetched, std::stop_token stop);
    [[nodiscard]] ExportFigures figures() const;
    /// What the file holds, of this life and earlier ones.
    void showCounts(const SinkCheckpoint &total);
    void onPageWritten(const std::shared_ptr<const RecordPage> &page, const PageReceipt &receipt);
    /// Takes what a page says that all pages hold.
    void noteTotal(qint64 total);
    void noteWaiting(int attempt, const ApiError &cause, std::chrono::milliseconds wait) override;

    const FrozenExportOrder m_order;
    const Start m_start;
    Workspace &m_workspace;
    const std::shared_ptr<TenantConnection> m_connection;
    const std::shared_ptr<const SegmentQuery> m_query;
    std::unique_ptr<ExportRecorder> m_recorder;
    RunMeter m_meter;
    AdaptivePageSize m_pageSize;
    std::unique_ptr<PagePipeline> m_pipeline;
    Secret m_pseudonymKey; ///< Empty: the order has no pseudonyms.
    bool m_refused = false;
    QDateTime m_begunAt; ///< UTC; of the first life.
    std::optional<RunMeasures> m_earlier; ///< Of the lives before this one.
    std::chrono::milliseconds m_pageLatency{0}; ///< Of all requests for pages in this life together.
    bool m_isFilteredHere = false; ///< SegmentDefinition::isFilteredHere, where the order has filters.
    bool m_isRecalculationSaid = false; ///< While it was read in this life.
    QDateTime m_lastUpdated; ///< UTC; as the definition said it before the first page of this life.
    std::optional<SegmentDays> m_days; ///< Where the segment is read by days: a page is a day then.
    QDateTime m_askedAt; ///< UTC; when the last page of this life was asked for.
    QString m_phase; ///< As RunMetrics::phase.
    bool m_isStateUnknown = false; ///< It could not be asked whether the segment was recalculated while it was read.
};

} // namespace muster
