// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runmanager.h"

#include "models/runs/outboxrunner.h"
#include "models/runs/outcomeof.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/database.h"
#include "models/store/journal.h"
#include "models/store/secretstore.h"
#include "network/sandbox/sandboxaudience.h"
#include "network/sandbox/sandboxdata.h"
#include "network/sandbox/sandboxserver.h"
#include "tests/support/fakeclock.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace {

constexpr int contactCount = 1200;

/// A data folder and a sandbox on loopback; time passes when a test says so.
struct Bench
{
    explicit Bench(FakeClock::Mode mode = FakeClock::Mode::ByHand)
        : clock(mode)
        , sandbox({.contacts = contactCount, .seed = 7})
    {
        clock.setWall(QDateTime::currentDateTimeUtc());
        const auto started = sandbox.start();
        Q_ASSERT(started);
        open();
    }
    ~Bench() { close(); }

    void open()
    {
        auto opened = Workspace::open(Workspace::Paths::under(folder.filePath(QStringLiteral("home"))), clock);
        Q_ASSERT(opened);
        workspace = *std::move(opened);
        ConnectionProfile profile = contractProfile(QStringLiteral("Tenant"), sandbox.url());
        profile.id = QString(32, u'b');
        profile.clientId = sandbox.clientId();
        profile.environment = Environment::Test;
        workspace->secrets().keepForThisRun(profile, sandbox.clientSecret());
        session = workspace->connectTo(profile);
    }
    void close()
    {
        workspace->runs().pauseAll();
        QTRY_VERIFY(workspace->runs().isIdle());
        QTRY_VERIFY(workspace->outboxRunner()->isIdle());
        session.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        workspace.reset();
    }

    void throttle(const QByteArray &retryAfter, int times = 1)
    {
        SandboxFault fault;
        fault.path = QStringLiteral("/contacts/query");
        fault.skip = 1;
        fault.times = times;
        fault.status = 429;
        fault.headers = {{"Retry-After", retryAfter}};
        sandbox.addFault(fault);
    }

    Run *startExport(const QString &name = QStringLiteral("all.csv"))
    {
        ExportOrder order;
        order.profileId = session->profile().id;
        order.profileName = session->profile().name;
        order.environment = session->profile().environment;
        order.query.segmentId = sandboxAudiences().first().id;
        for (const SegmentAttribute &attribute : SandboxData::attributes()) {
            if (attribute.valid)
                order.query.attributes.append(attribute.name);
        }
        order.targetFile = folder.filePath(name);
        order.ignoreAge = true;
        const auto run = workspace->runs().startExport(*session, freeze(order));
        return run ? *run : nullptr;
    }
    /// How the run that stands last in the list has ended.
    RunOutcome ended()
    {
        const auto over = [this] { return workspace->runs().isIdle(); };
        return QTest::qWaitFor(over, 30'000) ? *workspace->runs().runs().last()->outcome() : RunOutcome{};
    }
    [[nodiscard]] QByteArray content(const QString &name) const
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// The finished file is what an undisturbed run writes.
    bool isWhole()
    {
        const QString other = QStringLiteral("undisturbed.csv");
        if (startExport(other) == nullptr || !ended().succeeded())
            return false;
        return !content(other).isEmpty() && content(QStringLiteral("all.csv")) == content(other);
    }

    QTemporaryDir folder;
    FakeClock clock;
    SandboxServer sandbox;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<TenantSession> session;
};

} // namespace

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
        QVERIFY(runs.discard(id));
        QVERIFY(!runs.plannedReturn(id));
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

    void aPersonsPauseHasNoTimeOfReturn()
    {
        FakeClock clock;
        ApiError sentAway;
        sentAway.kind = ErrorKind::Throttled;
        sentAway.retryAfter = 20min;
        QCOMPARE(outcomeOf(sentAway, false, clock).resumeAt, clock.wallNow().addSecs(1200));
        QVERIFY(!outcomeOf(sentAway, true, clock).resumeAt);
    }
};

QTEST_GUILESS_MAIN(TestRunManager)
#include "tst_runmanager.moc"
