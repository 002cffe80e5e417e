// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/unitwriter.h"

#include "models/runs/runmeter.h"
#include "network/dialects/contract/contractdialect.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testprogram.h"

#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace tst_unitwriter {
using std::chrono::milliseconds;

namespace {

ApiError trouble()
{
    return {.kind = ErrorKind::ServerTrouble, .httpStatus = 503};
}

ApiError throttled(std::optional<milliseconds> retryAfter = std::nullopt)
{
    ApiError error{.kind = ErrorKind::Throttled, .httpStatus = 429};
    error.retryAfter = retryAfter;
    return error;
}

/// Sends numbers; each call is answered with what the test has for it, and nothing is ever quick.
class NumberWriter final : public UnitWriter<QList<int>, std::optional<ApiError>>
{
public:
    NumberWriter(RunMeter &meter, Clock &clock)
        : UnitWriter(RetryTable{.tries = 3, .trouble = {1s}}, meter, clock,
                     [](qsizetype) -> QCoro::Task<Result<void>> { co_return Result<void>{}; })
    {
    }

    bool sendAll(std::deque<QList<int>> batches, qsizetype lanes)
    {
        return QCoro::waitFor(sendBatches(std::move(batches), lanes, {})).has_value();
    }

    std::function<std::optional<ApiError>(const QList<int> &numbers)> answer;
    std::function<void(const char *step)> during = [](const char *) { }; ///< Is called while it lasts.
    std::function<Result<void>()> leaves = [] { return Result<void>(); };
    QStringList steps; ///< "intend 1,2", "send 1,2", "settle 1,2".

private:
    void note(const char *step, const QList<int> &numbers)
    {
        QStringList texts;
        for (const int number : numbers)
            texts.append(QString::number(number));
        steps.append(QLatin1String(step) + u' ' + texts.join(u','));
        during(step);
    }
    QCoro::Task<Result<void>> intend(QList<int> numbers) override
    {
        note("intend", numbers);
        co_return Result<void>{};
    }
    QCoro::Task<std::optional<ApiError>> send(QList<int> numbers, std::stop_token) override
    {
        note("send", numbers);
        co_return answer(numbers);
    }
    QCoro::Task<Result<Outcome>> settle(QList<int> numbers, std::optional<ApiError> error) override
    {
        note("settle", numbers);
        Outcome outcome{.error = error};
        if (error && error->kind == ErrorKind::TooLarge)
            outcome.parts = {numbers.first(1), numbers.mid(1)};
        co_return Result<Outcome>(outcome);
    }
    WriteVerdict verdictOf(ErrorKind kind) const override
    {
        return kind == ErrorKind::NotSent ? WriteVerdict::Again
            : kind == ErrorKind::TimedOut ? WriteVerdict::Lost
                                          : WriteVerdict::End;
    }
    qsizetype sizeOf(const QList<int> &numbers) const override { return numbers.size(); }
    Result<void> mayLeave() override { return leaves(); }
    std::optional<ApiError> notSent(const QList<int> &, const ApiError &why) const override { return why; }
};

} // namespace

class TestUnitWriter : public QObject
{
    Q_OBJECT

    FakeClock m_clock;
    QList<milliseconds> m_reported;
    RunMeter m_meter{
        m_clock,
        {[this](int, const ApiError &, milliseconds wait) { m_reported.append(wait); }, [] {}, [] {}, [] {}, [] {}}};

    bool rest(WritePace &pace, const ApiError &error, std::stop_token stop = {})
    {
        return QCoro::waitFor(pace.rest(error, stop));
    }

private Q_SLOTS:
    void init() { m_reported.clear(); }

    void theRecordOfWhatIsSentCountsAsWriting()
    {
        FakeClock clock(FakeClock::Mode::ByHand);
        RunMeter meter(clock, {[](int, const ApiError &, milliseconds) { }, [] { }, [] { }, [] { }, [] { }});
        meter.life().startClock([&clock] { return clock.now(); });
        NumberWriter writer(meter, clock);
        writer.answer = [](const QList<int> &) { return std::nullopt; };
        writer.during = [&](const char *step) {
            if (qstrcmp(step, "send") == 0) {
                meter.asking(Service::ContactLists);
                clock.advance(40ms);
                meter.settled(Service::ContactLists);
            } else {
                clock.advance(qstrcmp(step, "intend") == 0 ? 3ms : 4ms);
            }
        };
        QVERIFY(writer.sendAll({{1}, {2, 3}}, 1));
        clock.advance(6ms);
        const RunMeasures measures = meter.life().measures({});
        QCOMPARE(*measures.time.server, milliseconds(80));
        QCOMPARE(*measures.time.writing, milliseconds(14));
        QCOMPARE(*measures.time.idle, milliseconds(6));
        QCOMPARE(measures.time.sum(), measures.wall);
    }

    void onlyWhatIsProvedNotToHaveLeftIsSentAgain()
    {
        const ApiError nobodyThere{.kind = ErrorKind::NotSent};
        QVERIFY(neverLeft(WriteFate::NotSent, throttled()));
        QVERIFY(neverLeft(WriteFate::NotSent, nobodyThere));
        // It left, and the question what came of it was turned away.
        for (const WriteFate fate : {WriteFate::Unknown, WriteFate::Accepted, WriteFate::Rejected}) {
            QVERIFY(!neverLeft(fate, throttled()));
            QVERIFY(!neverLeft(fate, nobodyThere));
        }
        QVERIFY(!neverLeft(WriteFate::NotSent, {.kind = ErrorKind::LookOnly})); // it would be turned away again
        QVERIFY(!neverLeft(WriteFate::NotSent, {.kind = ErrorKind::Cancelled}));
    }

    void triesAndWaitsAreTheTables()
    {
        const RetryTable table{
            .tries = 3, .throttled = {9s}, .trouble = {300ms, 700ms}, .throttledJitter = 0ms, .troubleJitter = 0ms};
        WritePace pace(table, m_meter, m_clock);
        const qsizetype slept = m_clock.sleeps().size();
        QVERIFY(!pace.isUsedUp(trouble()));
        QVERIFY(rest(pace, trouble()));
        QVERIFY(!pace.isUsedUp(trouble()));
        QVERIFY(rest(pace, trouble()));
        QVERIFY(pace.isUsedUp(trouble()));
        QCOMPARE(m_clock.sleeps().mid(slept), (QList<milliseconds>{300ms, 700ms}));
        pace.succeeded();
        QVERIFY(!pace.isUsedUp(trouble()));
        QVERIFY(!pace.isUsedUp(trouble()));
        QVERIFY(pace.isUsedUp(trouble()));
    }

    void theContractsWaitsDoubleWithJitter()
    {
        WritePace pace(contractDialect()->protocol->retry.value(Service::ContactLists), m_meter, m_clock);
        const qsizetype slept = m_clock.sleeps().size();
        for (int failed = 1; failed < 5; ++failed) {
            QVERIFY(!pace.isUsedUp(trouble()));
            QVERIFY(rest(pace, trouble()));
        }
        QVERIFY(pace.isUsedUp(trouble()));
        const auto waits = m_clock.sleeps().mid(slept);
        QCOMPARE(waits.size(), 4);
        for (int at = 0; at < 4; ++at) {
            QVERIFY(waits[at] >= 1000ms * (1 << at));
            QVERIFY(waits[at] <= 1000ms * (1 << at) + 500ms);
        }
    }

    void F06_throttlingIsWaitedForByTheGateAlone()
    {
        const RetryTable table{.tries = 5, .throttled = {2s}, .trouble = {1s}, .throttledJitter = 0ms};
        WritePace pace(table, m_meter, m_clock);
        const qsizetype slept = m_clock.sleeps().size();
        QVERIFY(!pace.isUsedUp(throttled(7s)));
        QVERIFY(rest(pace, throttled(7s)));
        QVERIFY(rest(pace, throttled()));
        QCOMPARE(m_clock.sleeps().size(), slept);
        QCOMPARE(m_reported, (QList<milliseconds>{7s, 2s}));
    }

    void F04_aWaitAboveTheCeilingUsesUpTheTries()
    {
        WritePace pace(contractDialect()->protocol->retry.value(Service::ContactLists), m_meter, m_clock);
        ApiError closed = throttled(20min);
        closed.code = QStringLiteral("gate_closed");
        QVERIFY(pace.isUsedUp(closed));
    }

    void F105_aStopEndsTheRest()
    {
        FakeClock clock(FakeClock::Mode::ByHand);
        WritePace pace(contractDialect()->protocol->retry.value(Service::ContactLists), m_meter, clock);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!rest(pace, trouble(), stop.get_token()));
        QVERIFY(!rest(pace, throttled(1s), stop.get_token()));
    }

    void everyStepIsInItsOrderAndPartsComeNext()
    {
        NumberWriter writer(m_meter, m_clock);
        writer.answer = [](const QList<int> &numbers) -> std::optional<ApiError> {
            return numbers.size() > 1 ? std::optional(ApiError{.kind = ErrorKind::TooLarge}) : std::nullopt;
        };
        QVERIFY(writer.sendAll({{1, 2}, {3}}, 1));
        QCOMPARE(writer.steps.join(QStringLiteral("; ")),
                 QStringLiteral("intend 1,2; send 1,2; settle 1,2; intend 1; send 1; settle 1; intend 2; send 2; "
                                "settle 2; intend 3; send 3; settle 3"));
        QCOMPARE(writer.calls(), 4);
    }

    void whatDidNotLeaveComesAgainBeforeTheOthers()
    {
        NumberWriter writer(m_meter, m_clock);
        int failures = 1;
        writer.answer = [&failures](const QList<int> &numbers) -> std::optional<ApiError> {
            return numbers.first() == 1 && failures-- > 0 ? std::optional(ApiError{.kind = ErrorKind::NotSent})
                                                          : std::nullopt;
        };
        QVERIFY(writer.sendAll({{1}, {2}, {3}}, 1));
        QCOMPARE(writer.steps.filter(QStringLiteral("send")).join(QStringLiteral("; ")),
                 QStringLiteral("send 1; send 1; send 2; send 3"));
    }

    void nothingLeavesOnceTheTriesAreUsedUp()
    {
        NumberWriter writer(m_meter, m_clock);
        writer.answer = [](const QList<int> &) { return std::optional(ApiError{.kind = ErrorKind::NotSent}); };
        QVERIFY(!writer.sendAll({{1}, {2}}, 1));
        QCOMPARE(writer.calls(), 3);
    }

    void tooManyLostInARowEndTheSending()
    {
        NumberWriter writer(m_meter, m_clock);
        writer.answer = [](const QList<int> &) { return std::optional(ApiError{.kind = ErrorKind::TimedOut}); };
        QVERIFY(!writer.sendAll({{1}, {2}, {3}, {4}, {5}, {6}}, 1));
        QCOMPARE(writer.calls(), WriteJudge::lostInRow);
    }

    void whatMayNotLeaveIsSettledWithoutACall()
    {
        NumberWriter writer(m_meter, m_clock);
        writer.leaves = []() -> Result<void> { return failure({.kind = ErrorKind::BadInput}); };
        QVERIFY(!writer.sendAll({{1}, {2}, {3}}, 2));
        QCOMPARE(writer.calls(), 0);
        QCOMPARE(writer.steps.join(QStringLiteral("; ")), QStringLiteral("intend 1; settle 1"));
    }
};

MUSTER_TEST(TestUnitWriter, QCoreApplication)

} // namespace tst_unitwriter
#include "tst_unitwriter.moc"
