// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/run.h"

#include "models/runs/detach.h"
#include "models/runs/runmeter.h"
#include "models/text/runtexts.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testprogram.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QPromise>
#include <QSignalSpy>
#include <QtConcurrent>
#include <new>
#include <system_error>

using namespace muster;
using muster::test::FakeClock;

namespace tst_run {

namespace {

using Thrower = std::function<void()>;

enum class Where { AtOnce, Later, OnAWorker };

class ThrowingRun final : public Run
{
public:
    ThrowingRun(Where where, Thrower thrower)
        : Run(QString(32, u'1'), QStringLiteral("order"), nullptr)
        , m_where(where)
        , m_thrower(std::move(thrower))
    {
    }
    [[nodiscard]] RunKind kind() const override { return RunKind::ListRead; }
    [[nodiscard]] QString title() const override { return QStringLiteral("throws"); }

protected:
    [[nodiscard]] QCoro::Task<RunOutcome> execute(std::stop_token) override
    {
        if (m_where == Where::AtOnce)
            m_thrower();
        const QFuture<void> working = QtConcurrent::run([this] {
            if (m_where == Where::OnAWorker)
                m_thrower();
        });
        co_await working;
        m_thrower();
        co_return RunOutcome();
    }
    [[nodiscard]] RunMetrics currentMetrics() const override { return {}; }

private:
    const Where m_where;
    const Thrower m_thrower;
};

/// Waits for a sign-in, then for the end.
class SigningInRun final : public Run
{
public:
    explicit SigningInRun(const FakeClock &clock)
        : Run(QString(32, u'1'), QStringLiteral("order"), nullptr)
        , m_meter(clock, meterHooks())
    {
    }
    [[nodiscard]] RunKind kind() const override { return RunKind::ListRead; }
    [[nodiscard]] QString title() const override { return QStringLiteral("signs in"); }
    void signIn() { m_signedIn.finish(); }
    void end() { m_ended.finish(); }

protected:
    [[nodiscard]] QCoro::Task<RunOutcome> execute(std::stop_token) override
    {
        setState(RunState::Running);
        m_signedIn.start();
        m_ended.start();
        m_meter.signingIn(Service::Segments);
        const QFuture<void> signedIn = m_signedIn.future(), ended = m_ended.future();
        co_await signedIn;
        m_meter.signInEnded(Service::Segments);
        co_await ended;
        co_return RunOutcome();
    }
    [[nodiscard]] RunMetrics currentMetrics() const override { return m_meter.snapshot(); }

private:
    RunMeter m_meter;
    QPromise<void> m_signedIn, m_ended;
};

} // namespace

class TestRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSignInThatTakesItsTimeIsShown()
    {
        FakeClock clock(FakeClock::Mode::ByHand);
        SigningInRun run(clock);
        detach(run.live(), &run, &Run::endedAnyhow);
        QCOMPARE(run.state(), RunState::Running); // it may take a moment
        clock.advance(std::chrono::seconds(12));
        QTRY_COMPARE(run.state(), RunState::WaitingForSignIn);
        QCOMPARE(runStateText(run.state(), run.metrics()), QStringLiteral("Waiting for sign-in, 12 s so far"));
        run.signIn();
        QTRY_COMPARE(run.state(), RunState::Running);
        run.end();
        QTRY_VERIFY(run.outcome());
    }

    void F109_whateverIsThrownEndsTheRunOnce_data()
    {
        QTest::addColumn<Thrower>("thrower");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const Thrower &thrower, ErrorKind kind, const char *code) {
            QTest::newRow(name) << thrower << kind << QString::fromLatin1(code);
        };
        row("no memory", [] { throw std::bad_alloc(); }, ErrorKind::LimitExceeded, "out_of_memory");
        row(
            "no thread",
            [] { throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again)); },
            ErrorKind::LimitExceeded, "no_threads");
        row(
            "no descriptor", [] { throw std::system_error(std::make_error_code(std::errc::too_many_files_open)); },
            ErrorKind::File, "too_many_files");
        row(
            "another fault of the system",
            [] { throw std::system_error(std::make_error_code(std::errc::operation_not_permitted)); },
            ErrorKind::Refused, "unexpected_fault");
        row("any other", [] { throw std::out_of_range("a table's end"); }, ErrorKind::Refused, "unexpected_fault");
        row("not even an exception", [] { throw 42; }, ErrorKind::Refused, "unexpected_fault");
    }

    void F109_whateverIsThrownEndsTheRunOnce()
    {
        QFETCH(Thrower, thrower);
        QFETCH(ErrorKind, kind);
        QFETCH(QString, code);
        for (const Where where : {Where::AtOnce, Where::Later, Where::OnAWorker}) {
            ThrowingRun run(where, thrower);
            int written = 0;
            run.setLastEntry([&written](const RunOutcome &outcome) {
                written += outcome.kind == RunOutcome::Kind::Failed ? 1 : 0;
                return QtConcurrent::run([] { return Result<void>(); });
            });
            QSignalSpy finished(&run, &Run::finished);
            detach(run.live(), &run, &Run::endedAnyhow);
            QTRY_VERIFY(run.outcome());
            QCOMPARE(finished.count(), 1);
            QCOMPARE(run.outcome()->kind, RunOutcome::Kind::Failed);
            QVERIFY(run.outcome()->error);
            QCOMPARE(run.outcome()->error->kind, kind);
            QCOMPARE(run.outcome()->error->code, code);
            QCOMPARE(run.state(), RunState::Finished);
            QCOMPARE(written, 1);
        }
    }

    void F109_anEndThatCannotBeWrittenDownIsAnEndAllTheSame()
    {
        ThrowingRun run(Where::Later, [] { throw std::bad_alloc(); });
        run.setLastEntry([](const RunOutcome &) -> QFuture<Result<void>> { throw std::bad_alloc(); });
        QSignalSpy finished(&run, &Run::finished);
        QSignalSpy events(&run, &Run::eventAdded);
        detach(run.live(), &run, &Run::endedAnyhow);
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(run.outcome()->kind, RunOutcome::Kind::Failed);
        QCOMPARE(events.count(), 1);
        QCOMPARE(events.first().first().value<RunEvent>().code, QStringLiteral("record_failed"));
    }

    void F109_aDroppedTaskThatThrowsIsAnswered()
    {
        QObject context;
        const auto throwAfter = [](QFuture<void> waiting) -> QCoro::Task<void> {
            co_await waiting;
            throw std::bad_alloc();
        };
        QStringList told;
        const auto tell = [&told](QObject *, const ApiError &thrown) { told.append(thrown.code); };
        detach(throwAfter(QtFuture::makeReadyFuture()), &context, tell);
        QTRY_COMPARE(told, QStringList{QStringLiteral("out_of_memory")});
        QPromise<void> held;
        held.start();
        auto *gone = new QObject;
        detach(throwAfter(held.future()), gone, tell);
        detach(throwAfter(held.future()), &context, tell);
        delete gone;
        held.finish();
        QTRY_COMPARE(told.size(), 2);
        QTest::qWait(0); // whatever else was to be told has been by now
        QCOMPARE(told.size(), 2);
    }

    void F36_whatIsGivenUpAfterTheEndIsAmongTheFindings()
    {
        ThrowingRun run(Where::Later, [] { });
        QSignalSpy amended(&run, &Run::outcomeAmended);
        run.setCallbacks({.sent = 1, .waiting = 2});
        detach(run.live(), &run, &Run::endedAnyhow);
        QTRY_VERIFY(run.outcome());
        QCOMPARE(run.outcome()->kind, RunOutcome::Kind::Complete);
        QCOMPARE(run.metrics().callbacksWaiting, 2);
        QCOMPARE(run.metrics().callbacksSent, 1);
        run.setCallbacks({.sent = 1, .undelivered = 2});
        QCOMPARE(amended.count(), 1);
        QCOMPARE(run.outcome()->kind, RunOutcome::Kind::CompleteWithFindings);
        QCOMPARE(run.outcome()->findings, QStringList{QStringLiteral("undelivered:2")});
        QCOMPARE(run.metrics().callbacksWaiting, 0);
        QCOMPARE(run.metrics().callbacksUndelivered, 2);
        run.setCallbacks({.sent = 3});
        QCOMPARE(run.outcome()->findings, QStringList());
    }
};

MUSTER_TEST(TestRun, QCoreApplication)

} // namespace tst_run
#include "tst_run.moc"
