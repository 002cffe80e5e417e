// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/listorders.h"
#include "models/runs/run.h"
#include "models/runs/runmeter.h"
#include "network/api/linelookup.h"
#include "network/wire/lineanswer.h"
#include "network/wire/result.h"

#include <QCoro/QCoroTask>
#include <QFuture>
#include <QJsonObject>

namespace muster {

class LineLookup;
struct JournalRun;
class Workspace;

/// Asks a provider for line types, some numbers at a time. See Run for its life.
///
/// The cache is its progress: an answer counts when it is durable there, and no number is asked for that the cache
/// knows. So a killed run is not resumed but ordered again, for what is left; a paused one goes on in the same session
/// (proceed()). LookupTerms::requestLimit() holds over all of its lives and over the order that takes up a killed one
/// (countBefore()), retries included: every request is counted in the journal before it leaves, some ahead of it, and
/// only one that was proved not to have left is taken back.
class LineLookupRun final : public Run, private LineLookupWatch
{
    Q_OBJECT

public:
    static constexpr int lanes = 8; ///< Requests in flight at most.

    /// The workspace's cache is open.
    LineLookupRun(QString id, LineLookupOrder order, std::shared_ptr<LineLookup> provider, Workspace &workspace,
                  QObject *parent);
    ~LineLookupRun() override;

    [[nodiscard]] RunKind kind() const override { return RunKind::LineLookup; }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] const LineLookupOrder &order() const { return m_order; }
    [[nodiscard]] qint64 requests() const { return m_requests; } ///< That left, in all of its lives.
    /// Requests of an interrupted run that this one takes up; they count against its limit. Before it starts.
    void countBefore(qint64 requests);
    /// What the journal has of it: counts; the requests are those that may have left.
    [[nodiscard]] QByteArray progress() const;
    /// Of a run that was interrupted in an earlier session: how many requests may have left. nullopt when it looked up
    /// other contacts than `order` does, or asked somebody else.
    [[nodiscard]] static std::optional<qint64> requestsOf(const JournalRun &run, const LineLookupOrder &order);
    /// The same run once more, for what it has not asked yet and with what is left of its limit. This one has ended.
    [[nodiscard]] LineLookupRun *proceed(std::shared_ptr<LineLookup> provider, QObject *parent) const;

protected:
    [[nodiscard]] QCoro::Task<RunOutcome> execute(std::stop_token stop) override;
    [[nodiscard]] RunMetrics currentMetrics() const override;

private:
    using Numbers = std::vector<std::uint64_t>;
    class RequestCount;

    [[nodiscard]] bool maySend() override;
    void wasNotSent() override;
    void answered(int httpStatus, std::chrono::milliseconds latency) override;
    void retrying(int attempt, const ApiError &cause, std::chrono::milliseconds wait) override;
    void waitEnded() override;

    [[nodiscard]] QCoro::Task<void> lookUpAll(std::stop_token stop);
    [[nodiscard]] QCoro::Task<void> watchedLane(std::stop_token stop);
    [[nodiscard]] QCoro::Task<void> lane(std::stop_token stop);
    /// Resumes when the journal counts one more request for each lane.
    [[nodiscard]] QCoro::Task<Result<void>> reserve();
    [[nodiscard]] bool reserveNow();
    [[nodiscard]] QCoro::Task<Result<void>> keep(std::uint64_t e164, LineAnswer answer);
    void judge(const ApiError &error);
    void end(const ApiError &error);
    void chooseNumbers();
    [[nodiscard]] RunOutcome judgedEnd() const;
    [[nodiscard]] QJsonObject counts() const;
    [[nodiscard]] QCoro::Task<Result<void>> recordStart();
    [[nodiscard]] QCoro::Task<void> recordEnd(RunOutcome outcome);

    const LineLookupOrder m_order;
    const std::shared_ptr<LineLookup> m_provider;
    Workspace &m_workspace;
    RunMeter m_meter;
    Numbers m_wanted; ///< Not known when the run began.
    std::size_t m_next = 0;
    qint64 m_limit = 0;
    qint64 m_requests = 0;
    qint64 m_requestsBefore = 0; ///< Of those, an interrupted run's.
    qint64 m_reserved = 0; ///< What the journal says, or less: it may be further.
    const std::shared_ptr<RequestCount> m_counted; ///< Shared with what the store's thread still has to write.
    QFuture<Result<void>> m_reserving; ///< The newest one.
    std::vector<QCoro::Task<Result<void>>> m_ahead; ///< reserve() for what waits to be sent again.
    qint64 m_fromCache = 0, m_answered = 0, m_failed = 0;
    int m_failedInRow = 0;
    bool m_isSpent = false; ///< A request was held back by the limit.
    bool m_isRefused = true; ///< Nothing was sent, and nothing will be.
    bool m_isResumed = false;
    std::stop_source m_inFlight; ///< Ends the other lanes when one has met the end.
    std::optional<ApiError> m_ended; ///< The first reason.
};

} // namespace muster
