// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/runmeter.h"
#include "network/wire/contactlist.h"
#include "network/wire/limits.h"
#include "network/wire/result.h"
#include "network/wire/thrown.h"

#include <QCoro/QCoroTask>
#include <QList>
#include <algorithm>
#include <deque>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace muster {

class Clock;

/// When a write may be tried once more. Writes are never repeated by the HTTP layer: each attempt is the run's own and
/// is journalled before it leaves. Tries and waits are the dialect's (contract section 7). One per batch or lane.
class WritePace
{
public:
    WritePace(RetryTable table, RunMeter &meter, Clock &clock);

    /// What was tried came through, or something else is tried: the count begins anew.
    void succeeded() { m_failed = 0; }
    /// Whether the tries are used up once `error` is counted; a wait above the ceiling (F04) uses them up at once.
    [[nodiscard]] bool isUsedUp(const ApiError &error);
    /// Announces the wait and waits, except for a 429, which the transport's gate makes everybody wait for (F06).
    /// False when `stop` came first.
    [[nodiscard]] QCoro::Task<bool> rest(ApiError error, std::stop_token stop);

private:
    const RetryTable m_table;
    RunMeter &m_meter;
    Clock &m_clock;
    int m_failed = 0;
};

/// What a failed write means for the sending, by its error's kind; what it means for its units is on the disk already.
enum class WriteVerdict {
    Settled, ///< Of these units alone: the next ones come.
    Refused, ///< The same, but a service that refuses everything is not asked a million times.
    Slower, ///< In doubt: the next ones come after a rest.
    Again, ///< The same units after a rest; once the tries are used up nothing more is sent.
    AgainOrTrouble, ///< The same, but then they are left as they are, see UnitWriter::hadTrouble().
    AgainOrLost, ///< The same, but then it counts as Lost.
    Lost, ///< No answer that could be believed: in doubt. The next ones come, unless too many in a row were lost.
    End, ///< Nothing more may be sent.
};

/// Counts failures over all lanes of a sending and says what comes next.
class WriteJudge
{
public:
    static constexpr int lostInRow = 5; ///< Answers that never came, of whatever record, after which the run pauses.
    static constexpr int refusedInRow = 10;

    enum class Next { Others, OthersAfterRest, SameAfterRest };
    /// The error itself when nothing more may be sent.
    [[nodiscard]] Result<Next> judge(WriteVerdict verdict, const ApiError &error, WritePace &pace);
    void succeeded() { m_lost = m_refused = 0; }
    [[nodiscard]] bool hadTrouble() const { return m_hadTrouble; }

private:
    [[nodiscard]] Result<Next> lost(const ApiError &error);

    int m_lost = 0;
    int m_refused = 0;
    bool m_hadTrouble = false;
};

/// Whether a write that failed so may be sent once more after a rest: turned away at the door, or nobody was there
/// (F03, F40). A service that was too busy to say what came of a write proves nothing: then its fate is Unknown.
[[nodiscard]] bool neverLeft(WriteFate fate, const ApiError &error);

/// `units` in calls of at most `perCall`.
[[nodiscard]] std::deque<QList<std::uint32_t>> batchesOf(const QList<std::uint32_t> &units, int perCall);
/// Of a batch of two at least: until the bad record stands alone (F12, F17).
[[nodiscard]] QList<QList<std::uint32_t>> halvesOf(const QList<std::uint32_t> &batch);

/// Sends units of a run, in every job in this order: the intent is on the disk before the call leaves, the outcome
/// before the next units are taken. One job's ways are what it overrides. When a sending has returned, nothing is in
/// flight. A part of a run, which outlives it. GUI thread.
///
/// `Batch`: units that leave in one call; `Answer`: what their call came to.
template <typename Batch, typename Answer>
class UnitWriter
{
public:
    /// A call was answered, or was not; what came of it is on the disk. An error ends the sending.
    using Sent = std::function<QCoro::Task<Result<void>>(qsizetype contacts)>;

    virtual ~UnitWriter() = default;
    UnitWriter(const UnitWriter &) = delete;
    UnitWriter &operator=(const UnitWriter &) = delete;

    [[nodiscard]] qint64 calls() const { return m_calls; }
    /// Some units used up their tries (F23).
    [[nodiscard]] bool hadTrouble() const { return m_judge.hadTrouble(); }

protected:
    struct Outcome
    {
        std::optional<ApiError> error;
        /// Nothing of the batch was done for what some of its units may be: these come next, in this order.
        std::optional<QList<Batch>> parts = {};
    };

    UnitWriter(RetryTable retry, RunMeter &meter, Clock &clock, Sent sent)
        : m_retry(std::move(retry))
        , m_meter(meter)
        , m_clock(clock)
        , m_sent(std::move(sent))
    {
    }

    /// Success: every unit has its own outcome. Failure: why nothing more may be sent; the rest stays as it was.
    [[nodiscard]] QCoro::Task<Result<void>> sendBatches(std::deque<Batch> batches, qsizetype lanes,
                                                        std::stop_token stop)
    {
        m_waiting = std::move(batches);
        m_ended.reset();
        std::vector<QCoro::Task<void>> running;
        for (qsizetype i = std::min(lanes, qsizetype(m_waiting.size())); i > 0; --i)
            running.push_back(watchedLane(stop));
        for (const QCoro::Task<void> &lane : running)
            co_await lane;
        if (m_ended)
            co_return failure(*m_ended);
        co_return Result<void>{};
    }

    /// Resumes when the intents are on the disk.
    [[nodiscard]] virtual QCoro::Task<Result<void>> intend(Batch batch) = 0;
    [[nodiscard]] virtual QCoro::Task<Answer> send(Batch batch, std::stop_token stop) = 0;
    /// Resumes when the outcome of every unit is on the disk.
    [[nodiscard]] virtual QCoro::Task<Result<Outcome>> settle(Batch batch, Answer answer) = 0;
    [[nodiscard]] virtual WriteVerdict verdictOf(ErrorKind kind) const = 0;
    [[nodiscard]] virtual qsizetype sizeOf(const Batch &batch) const = 0;
    /// The last question before a call leaves, its intent being on the disk: an error ends the sending.
    [[nodiscard]] virtual Result<void> mayLeave() { return {}; }
    /// The answer of a call that may not leave any more.
    [[nodiscard]] virtual Answer notSent(const Batch &batch, const ApiError &why) const = 0;
    /// What of a batch that comes again is still to be sent.
    [[nodiscard]] virtual Batch remaining(const Batch &batch) const { return batch; }
    /// What of a batch that is done with is sent at once; empty: nothing.
    [[nodiscard]] virtual Batch leftOf(const Batch &) const { return {}; }
    /// Tries are counted over all units of a lane until one comes through, not for each batch.
    [[nodiscard]] virtual bool sharesTries() const { return false; }

    RunMeter &meter() const { return m_meter; }

private:
    // A lane that threw would let the sending end while the others still send.
    [[nodiscard]] QCoro::Task<void> watchedLane(std::stop_token stop)
    {
        try {
            co_await lane(stop);
        } catch (...) {
            end(thrownError(std::current_exception()));
        }
    }

    [[nodiscard]] QCoro::Task<void> lane(std::stop_token stop)
    {
        WritePace pace(m_retry, m_meter, m_clock);
        while (!m_ended) {
            if (stop.stop_requested())
                end({.kind = ErrorKind::Cancelled});
            if (m_ended || m_waiting.empty())
                break;
            const Batch batch = remaining(m_waiting.front());
            m_waiting.pop_front();
            if (sizeOf(batch) == 0) {
                pace.succeeded();
                continue;
            }
            const Result<Outcome> outcome = co_await attempt(batch, stop);
            if (!outcome) {
                end(outcome.error());
                break;
            }
            if (const Result<void> told = co_await m_sent(sizeOf(batch)); !told)
                end(told.error());
            if (outcome->parts) {
                m_waiting.insert(m_waiting.begin(), outcome->parts->cbegin(), outcome->parts->cend());
                pace.succeeded();
            } else if (!outcome->error) {
                m_judge.succeeded();
                pace.succeeded();
            } else {
                co_await proceedAfter(*outcome->error, batch, pace, stop);
            }
        }
    }

    [[nodiscard]] QCoro::Task<Result<Outcome>> attempt(Batch batch, std::stop_token stop)
    {
        {
            const LifeMeter::Working working(m_meter.life(), LifeMeter::Work::Writing);
            CO_TRY_VOID(co_await intend(batch));
        }
        // While this intent was being written the machine may have slept, or another lane have met the end (a halt, a
        // full disk).
        if (const Result<void> leaves = mayLeave(); !leaves)
            end(leaves.error());
        if (m_ended)
            co_return co_await settled(batch, notSent(batch, *m_ended));
        ++m_calls;
        const Answer answer = co_await send(batch, stop);
        co_return co_await settled(batch, answer);
    }

    // What it asks of the service, if anything, counts as such.
    [[nodiscard]] QCoro::Task<Result<Outcome>> settled(Batch batch, Answer answer)
    {
        const LifeMeter::Working working(m_meter.life(), LifeMeter::Work::Writing);
        co_return co_await settle(std::move(batch), std::move(answer));
    }

    [[nodiscard]] QCoro::Task<void> proceedAfter(ApiError error, Batch batch, WritePace &pace, std::stop_token stop)
    {
        using Next = WriteJudge::Next;
        const Result<Next> next = m_judge.judge(verdictOf(error.kind), error, pace);
        if (!next) {
            end(next.error());
            co_return;
        }
        const Batch left = *next == Next::SameAfterRest ? batch : *next == Next::Others ? leftOf(batch) : Batch{};
        const bool isOver = sizeOf(left) == 0;
        if (!isOver)
            m_waiting.push_front(left);
        if (*next != Next::Others && !m_ended && !co_await pace.rest(error, stop))
            end({.kind = ErrorKind::Cancelled});
        if (isOver && !sharesTries())
            pace.succeeded();
    }

    void end(const ApiError &error)
    {
        if (!m_ended)
            m_ended = error;
    }

    const RetryTable m_retry;
    RunMeter &m_meter;
    Clock &m_clock;
    const Sent m_sent;
    std::deque<Batch> m_waiting;
    std::optional<ApiError> m_ended; ///< The first reason; every lane ends at its next step.
    WriteJudge m_judge;
    qint64 m_calls = 0;
};

} // namespace muster
