// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runmanager.h"

#include "tests/support/testprogram.h"

#include "exportbench.h"
#include "models/runs/run.h"
#include "models/store/profilestore.h"
#include "tests/support/interposeddisk.h"

#include <QSignalSpy>
#include <new>

using namespace muster;
using namespace muster::test;

namespace tst_runmanager {

using Bench = ExportBench;

class TestRunManager : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F04_aRunSentAwayGoesOnByItself()
    {
        Bench bench;
        bench.throttle("1200");
        const Run *run = bench.startExport();
        QVERIFY(run);
        const QString id = run->id();
        const RunOutcome paused = bench.ended();
        QCOMPARE(paused.kind, RunOutcome::Kind::Paused);
        RunManager &runs = bench.workspace->runs();
        QCOMPARE(runs.plannedReturn(id), paused.resumeAt);
        const auto offered = runs.resumable();
        QCOMPARE(offered.size(), 1);
        QVERIFY(offered.first().resumesByItself);
        QCOMPARE(offered.first().resumeAt->toSecsSinceEpoch(), paused.resumeAt->toSecsSinceEpoch());

        const qsizetype before = bench.sandbox.requests().size();
        bench.clock.advance(19min);
        QTest::qWait(1200); // twice as long as it takes to look
        QVERIFY(runs.isIdle());
        QCOMPARE(bench.sandbox.requests().size(), before); // not before its time

        QSignalSpy started(&runs, &RunManager::runStarted);
        bench.clock.advance(1min + 1s);
        QTRY_COMPARE(started.size(), 1);
        QVERIFY(!runs.plannedReturn(id));
        QVERIFY(bench.ended().succeeded());
        QCOMPARE(runs.runs().size(), 1);
        QCOMPARE(runs.runs().first()->id(), id);
        QVERIFY(bench.isWhole());
    }

    void F04_whoSaysSoStaysPaused()
    {
        Bench bench;
        bench.throttle("1200");
        const Run *run = bench.startExport();
        QVERIFY(run);
        QCOMPARE(bench.ended().kind, RunOutcome::Kind::Paused);
        RunManager &runs = bench.workspace->runs();
        QSignalSpy changed(&runs, &RunManager::resumableChanged), started(&runs, &RunManager::runStarted);
        runs.cancelReturn(run->id());
        QCOMPARE(changed.size(), 1);
        QVERIFY(!runs.plannedReturn(run->id()));
        QVERIFY(!runs.resumable().first().resumesByItself);
        QVERIFY(runs.resumable().first().resumeAt);
        bench.clock.advance(21min);
        QTest::qWait(1200);
        QCOMPARE(started.size(), 0);
        QVERIFY(runs.resume(*bench.session, run->id()));
        QVERIFY(bench.ended().succeeded());
        QVERIFY(bench.isWhole());
    }

    void F04_afterARestartItIsOffered()
    {
        Bench bench;
        bench.throttle("1200");
        QVERIFY(bench.startExport());
        const RunOutcome paused = bench.ended();
        bench.close();
        bench.open();
        RunManager &runs = bench.workspace->runs();
        const auto offered = runs.resumable();
        QCOMPARE(offered.size(), 1);
        QCOMPARE(offered.first().ended, RunOutcome::Kind::Paused);
        QVERIFY(!offered.first().resumesByItself);
        QCOMPARE(offered.first().resumeAt->toSecsSinceEpoch(), paused.resumeAt->toSecsSinceEpoch());
        QSignalSpy started(&runs, &RunManager::runStarted);
        bench.clock.advance(21min);
        QTest::qWait(1200);
        QCOMPARE(started.size(), 0);
        QVERIFY(runs.resume(*bench.session, offered.first().id));
        QVERIFY(bench.ended().succeeded());
        QVERIFY(bench.isWhole());
    }

    void F04_aDiscardedRunDoesNotComeBack()
    {
        Bench bench;
        bench.throttle("1200");
        const Run *run = bench.startExport();
        QVERIFY(run);
        const QString id = run->id();
        QCOMPARE(bench.ended().kind, RunOutcome::Kind::Paused);
        RunManager &runs = bench.workspace->runs();
        QSignalSpy failed(&runs, &RunManager::returnFailed);
        QSignalSpy discarded(&runs, &RunManager::discarded);
        const int here = InterposedDisk::syncsHere();
        QVERIFY(runs.discard(id));
        QVERIFY(!runs.plannedReturn(id));
        QVERIFY(runs.resumable().isEmpty()); // nobody takes it up any more
        QVERIFY(!runs.resume(*bench.session, id));
        QVERIFY(!runs.discard(id));
        QVERIFY(!runs.isIdle()); // a window that closes waits for it
        QTRY_COMPARE(discarded.size(), 1);
        QVERIFY(!discarded.first().last().value<std::optional<ApiError>>());
        QCOMPARE(InterposedDisk::syncsHere(), here);
        QCOMPARE((*bench.workspace->journal().find(id))->state, QStringLiteral("discarded"));
        bench.clock.advance(21min);
        QTest::qWait(1200);
        QVERIFY(runs.isIdle());
        QCOMPARE(failed.size(), 0);
    }

    void F04_aReturnThatCannotBeTakenUpIsTold()
    {
        Bench bench;
        bench.throttle("1200");
        const Run *run = bench.startExport();
        QVERIFY(run);
        QCOMPARE(bench.ended().kind, RunOutcome::Kind::Paused);
        RunManager &runs = bench.workspace->runs();
        QSignalSpy failed(&runs, &RunManager::returnFailed);
        // Another order than the one that was confirmed must not run.
        QVERIFY(bench.workspace->journal().database().change(QStringLiteral("UPDATE runs SET run_order = x'78'")));
        bench.clock.advance(21min);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first().first().toString(), run->id());
        QVERIFY(runs.isIdle());
    }

    void F36_noticesThatAKillCameBeforeAreQueuedAgain_data()
    {
        QTest::addColumn<int>("kept"); // Pages whose notices were queued before the kill.
        for (const int kept : {0, 1, 2})
            QTest::addRow("%d of two", kept) << kept;
    }

    void F36_noticesThatAKillCameBeforeAreQueuedAgain()
    {
        QFETCH(int, kept);
        const QUrl nobody(QStringLiteral("http://127.0.0.1:9/hook"));
        Bench bench;
        bench.throttle("1200", 1, 2);
        const Run *run = bench.startExport(QStringLiteral("all.csv"), nobody);
        QVERIFY(run);
        const QString id = run->id();
        QCOMPARE(bench.ended().kind, RunOutcome::Kind::Paused);
        const auto noticeOf
            = [&id](int page) { return deliveryId(id, QStringLiteral("segment.page.exported %1").arg(page)); };
        QCOMPARE(bench.deliveries(), QStringList({noticeOf(1), noticeOf(2)}));
        QTRY_VERIFY(bench.workspace->outboxRunner()->isIdle());
        for (int page = kept + 1; page <= 2; ++page) {
            QVERIFY(bench.workspace->journal().database().change(QStringLiteral("DELETE FROM deliveries WHERE id = ?"),
                                                                 {noticeOf(page)}));
        }
        if (kept > 0)
            QVERIFY(bench.workspace->outbox().delivered(noticeOf(1)));
        bench.clock.advance(21min);
        QVERIFY(bench.workspace->runs().resume(*bench.session, id));
        QVERIFY(bench.ended().succeeded());
        QStringList all{noticeOf(1), noticeOf(2), noticeOf(3),
                        deliveryId(id, QStringLiteral("segment.export.completed 3"))};
        QStringList queued = bench.deliveries();
        all.sort();
        queued.sort();
        QCOMPARE(queued, all); // each once
        QCOMPARE(bench.workspace->outbox().counts(id)->delivered, qint64(kept > 0 ? 1 : 0));
    }

    void F94_aRunWhoseEntryCannotBeWrittenAsksForNothing()
    {
        Bench bench;
        const qsizetype before = bench.sandbox.requests().size();
        InterposedDisk::failWrites(ENOSPC, "journal.sqlite");
        const Run *run = bench.startExport();
        QVERIFY(run); // is there, and ends
        const RunOutcome refused = bench.ended();
        InterposedDisk::heal();
        QCOMPARE(refused.kind, RunOutcome::Kind::Refused);
        QCOMPARE(refused.error.value_or(ApiError()).code, QStringLiteral("disk_full"));
        QCOMPARE(bench.sandbox.requests().size(), before);
        QVERIFY(bench.workspace->runs().resumable().isEmpty());
        QVERIFY(bench.startExport());
        QVERIFY(bench.ended().succeeded());
    }

    void F94_aRunWhoseReturnCannotBeWrittenStaysPaused()
    {
        Bench bench;
        bench.throttle("1200");
        const Run *run = bench.startExport();
        QVERIFY(run);
        const QString id = run->id();
        QCOMPARE(bench.ended().kind, RunOutcome::Kind::Paused);
        bench.clock.advance(21min);
        RunManager &runs = bench.workspace->runs();
        runs.cancelReturn(id);
        const qsizetype before = bench.sandbox.requests().size();
        InterposedDisk::failWrites(ENOSPC, "journal.sqlite");
        QVERIFY(runs.resume(*bench.session, id));
        const RunOutcome paused = bench.ended();
        InterposedDisk::heal();
        QCOMPARE(paused.kind, RunOutcome::Kind::Paused);
        QCOMPARE(paused.error.value_or(ApiError()).code, QStringLiteral("disk_full"));
        QCOMPARE(bench.sandbox.requests().size(), before);
        QCOMPARE(runs.resumable().size(), 1);
        QVERIFY(runs.resume(*bench.session, id));
        QVERIFY(bench.ended().succeeded());
        QVERIFY(bench.isWhole());
    }

    void F109_aRunThatThrowsIsWrittenDownAndTheProgramCanClose()
    {
        Bench bench;
        Run *run = bench.startExport();
        QVERIFY(run);
        const QString id = run->id();
        // Whoever listens to a run is called from within it.
        connect(run, &Run::stateChanged, this, [](RunState state) {
            if (state == RunState::Running)
                throw std::bad_alloc();
        });
        QSignalSpy finished(run, &Run::finished);
        const RunOutcome failed = bench.ended();
        QCOMPARE(failed.kind, RunOutcome::Kind::Failed);
        QCOMPARE(failed.error.value_or(ApiError()).code, QStringLiteral("out_of_memory"));
        QCOMPARE(finished.count(), 1);
        QVERIFY(bench.workspace->runs().isIdle());
        QCOMPARE((*bench.workspace->journal().find(id))->state, QStringLiteral("failed"));
        QCOMPARE(bench.events(id).last(), QStringLiteral("run.failed"));
        QVERIFY(bench.workspace->audit().verify().intact);
        bench.close();
        bench.open();
        QCOMPARE(bench.workspace->runs().resumable().size(), 1);
        QVERIFY(!bench.workspace->runs().resumable().first().crashed);
        QVERIFY(bench.workspace->runs().resume(*bench.session, id));
        QVERIFY(bench.ended().succeeded());
        QVERIFY(bench.isWhole());
    }

    void S13_aTenantsOwnApiIsNoPlaceForNotices_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("code");
        QTest::newRow("the session's") << QStringLiteral("SESSION/hook") << QStringLiteral("callback_api_origin");
        QTest::newRow("another connection's")
            << QStringLiteral("https://api.example.com/hook") << QStringLiteral("callback_api_origin");
        QTest::newRow("its port by name")
            << QStringLiteral("https://API.example.com:443/hook") << QStringLiteral("callback_api_origin");
        QTest::newRow("plain") << QStringLiteral("http://hooks.example.com/") << QStringLiteral("callback_address");
    }

    void S13_aTenantsOwnApiIsNoPlaceForNotices()
    {
        QFETCH(QString, target);
        QFETCH(QString, code);
        Bench bench;
        ConnectionProfile other
            = contractProfile(QStringLiteral("Other"), QUrl(QStringLiteral("https://api.example.com/v1")));
        other.clientId = QStringLiteral("client");
        QVERIFY(bench.workspace->profiles().save(other));
        target.replace(QLatin1String("SESSION"), bench.sandbox.url().toString());
        const auto refused = bench.workspace->runs().startExport(
            *bench.session, freeze(bench.orderFor(QStringLiteral("all.csv"), QUrl(target))));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, code);
        QVERIFY(bench.deliveries().isEmpty());
    }

    void theGuiThreadSyncsNothingWhileARunGoesOn()
    {
        Bench bench;
        const int here = InterposedDisk::syncsHere();
        const int all = InterposedDisk::syncs();
        const Run *run = bench.startExport(QStringLiteral("all.csv"), QUrl(QStringLiteral("http://127.0.0.1:9/hook")));
        QVERIFY(run);
        QVERIFY(bench.ended().succeeded());
        QTRY_VERIFY(bench.workspace->outboxRunner()->isIdle());
        QCOMPARE(InterposedDisk::syncsHere(), here);
        QVERIFY(InterposedDisk::syncs() >= all + 3); // file, audit, journal
        // What a run has told is on the disk when it has ended.
        QCOMPARE((*bench.workspace->journal().find(run->id()))->state, QStringLiteral("complete"));
        QCOMPARE(bench.deliveries().size(), 4);
        const auto entries = bench.workspace->audit().read(1, 100);
        QStringList events;
        for (const AuditEntry &entry : *entries) {
            if (entry.event.startsWith(QLatin1String("export.")))
                events.append(entry.event);
        }
        const QString page = QStringLiteral("export.page");
        QCOMPARE(events,
                 QStringList({QStringLiteral("export.started"), QStringLiteral("export.freshness_waived"), page, page,
                              page, QStringLiteral("export.complete")}));
        QVERIFY(bench.workspace->audit().verify().intact);
    }

    void F05_usedUpTriesAreNoReturn()
    {
        Bench bench(FakeClock::Mode::Automatic);
        bench.throttle("2", 5);
        const Run *run = bench.startExport();
        QVERIFY(run);
        const RunOutcome paused = bench.ended();
        QCOMPARE(paused.kind, RunOutcome::Kind::Paused);
        QCOMPARE(paused.error->kind, ErrorKind::Throttled);
        QVERIFY(!bench.workspace->runs().plannedReturn(run->id()));
    }

    void aRunThatTakesTooLongIsPausedAndSaysSo()
    {
        Bench bench;
        bench.throttle("600"); // the clock stands still, so it would wait for ever
        Run *run = bench.startExport();
        QVERIFY(run);
        QTRY_COMPARE(run->state(), RunState::Throttled);
        run->limitTime(1ms);
        const RunOutcome paused = bench.ended();
        QCOMPARE(paused.kind, RunOutcome::Kind::Paused);
        QCOMPARE(paused.error->code, QStringLiteral("run_time_limit"));
        QVERIFY(!paused.resumeAt);
        const auto left = bench.workspace->runs().resumable();
        QCOMPARE(left.size(), 1);
        QCOMPARE(left.first().reasonKey, errorKindKey(ErrorKind::LimitExceeded));
        bench.clock.advance(600s);
        QVERIFY(bench.workspace->runs().resume(*bench.session, left.first().id));
        QVERIFY(bench.ended().succeeded());
        QVERIFY(bench.isWhole());
    }

    void aPersonsPauseIsNotTheTimeLimits()
    {
        Bench bench;
        bench.throttle("600");
        Run *run = bench.startExport();
        QVERIFY(run);
        QTRY_COMPARE(run->state(), RunState::Throttled);
        run->limitTime(1h);
        run->pause();
        const RunOutcome paused = bench.ended();
        QCOMPARE(paused.kind, RunOutcome::Kind::Paused);
        QVERIFY(!paused.error);
    }

    void aPersonsPauseHasNoTimeOfReturn()
    {
        FakeClock clock;
        ApiError sentAway;
        sentAway.kind = ErrorKind::Throttled;
        sentAway.retryAfter = 20min;
        QCOMPARE(outcomeOf(sentAway, StopWish::None, clock).resumeAt, clock.wallNow().addSecs(1200));
        QVERIFY(!outcomeOf(sentAway, StopWish::Pause, clock).resumeAt);
    }
};

MUSTER_TEST(TestRunManager, QCoreApplication)

} // namespace tst_runmanager
#include "tst_runmanager.moc"
