// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "restorefixture.h"
#include "tests/support/interposeddisk.h"

#include "tests/support/testprogram.h"

#include <cerrno>

using namespace muster;
using namespace std::chrono_literals;

namespace tst_listrestorefaults {
using test::InterposedDisk;
using test::ListsWorld;
using test::RestoreFixture;
using Kind = RunOutcome::Kind;

/// What the machine and the network can do to a restore. The fixture's watch sees every write: none without its intent
/// on the disk.
class TestListRestoreFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        InterposedDisk::heal();
        const QStringList findings = m_fixture ? m_fixture->findings : QStringList();
        m_fixture.reset();
        QCOMPARE(findings, QStringList());
    }

    void F53_whenTheNetworkIsBackAPersonIsAsked();
    void F94_aFullDiskPausesAndSpaceLetsItGoOn_data() { files(); }
    void F94_aFullDiskPausesAndSpaceLetsItGoOn();
    void F94_aSuccessThatCannotBeWrittenDownIsNone_data();
    void F94_aSuccessThatCannotBeWrittenDownIsNone();
    void F95_aFailedSyncStopsAndIsNotTriedAgain_data() { files(); }
    void F95_aFailedSyncStopsAndIsNotTriedAgain();
    void F102_afterASleepItGoesOnWithANewSignIn();
    void F105_theAnswerOfAWriteUnderWayIsAwaited();
    void F105_withoutAnAnswerItIsUnknown();
    void noSyncHoldsTheGuiThread();

private:
    static void files()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("unit log") << QByteArray(".units");
        QTest::newRow("journal") << QByteArray("/journal.sqlite");
        QTest::newRow("audit") << QByteArray("/audit.jsonl");
        QTest::newRow("everything") << QByteArray("/");
    }
    RestoreFixture &make()
    {
        m_fixture = std::make_unique<RestoreFixture>();
        return *m_fixture;
    }
    /// Does `what` when the second call that restores arrives; its fault is that call's.
    void atSecondPost(const std::function<std::optional<ListsWorld::Fault>()> &what)
    {
        m_fixture->world.script
            = [this, what, left = 2](const HttpRequest &request, const ListsWorld::Write &write) mutable {
                  if (write.method != "POST" || --left != 0)
                      return std::optional<ListsWorld::Fault>();
                  m_awaited = request.limits.afterStop;
                  m_requests = m_fixture->world.requests;
                  return what();
              };
    }

    std::unique_ptr<RestoreFixture> m_fixture;
    std::chrono::milliseconds m_awaited{0};
    int m_requests = 0;
};

void TestListRestoreFaults::F53_whenTheNetworkIsBackAPersonIsAsked()
{
    RestoreFixture &fixture = make();
    int posts = 0;
    fixture.world.script = [&posts](const HttpRequest &, const ListsWorld::Write &write) {
        posts += write.method == "POST" ? 1 : 0;
        return posts > 1 ? ListsWorld::lost(false, ErrorKind::NotSent) : std::nullopt;
    };
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::Paused);
    QCOMPARE(outcome.error->kind, ErrorKind::NotSent);
    QCOMPARE(fixture.count(UnitState::Applied), 100);
    const int requests = fixture.world.requests;
    fixture.world.script = {};
    fixture.clock.advance(10min);
    QTest::qWait(0);
    QCOMPARE(fixture.world.requests, requests); // nothing goes on by itself
    QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::Complete);
    QVERIFY(fixture.isRestored());
}

void TestListRestoreFaults::F94_aFullDiskPausesAndSpaceLetsItGoOn()
{
    QFETCH(QByteArray, file);
    RestoreFixture &fixture = make();
    atSecondPost([&] {
        InterposedDisk::failWrites(ENOSPC, file);
        return std::nullopt;
    });
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::Paused);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->code, QStringLiteral("disk_full"));
    // Of the journal and the audit, written twice a second, the run hears at its end at the latest.
    const bool holdsIntents = file == ".units" || file == "/";
    QVERIFY2(!holdsIntents || fixture.world.requests == m_requests, "nothing behind what was under way");
    fixture.world.script = {};
    InterposedDisk::heal();
    const RunOutcome resumed = fixture.run(RunStart::Resume);
    QVERIFY2(resumed.kind == Kind::Complete, resumed.error ? qPrintable(resumed.error->code) : "");
    QVERIFY(fixture.isRestored());
    QCOMPARE(fixture.auditEvents().last(), QStringLiteral("restore.complete"));
}

void TestListRestoreFaults::F94_aSuccessThatCannotBeWrittenDownIsNone_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("journal") << QByteArray("/journal.sqlite");
    QTest::newRow("audit") << QByteArray("/audit.jsonl");
}

void TestListRestoreFaults::F94_aSuccessThatCannotBeWrittenDownIsNone()
{
    QFETCH(QByteArray, file);
    RestoreFixture &fixture = make();
    fixture.world.script = [&](const HttpRequest &, const ListsWorld::Write &write) {
        if (write.method == "GET" && fixture.isRestored()) // the reading that closes the run
            InterposedDisk::failWrites(ENOSPC, file);
        return std::optional<ListsWorld::Fault>();
    };
    const RunOutcome outcome = fixture.run();
    QVERIFY(fixture.isRestored());
    QCOMPARE(outcome.kind, Kind::Paused);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->code, QStringLiteral("disk_full"));
    fixture.world.script = {};
    InterposedDisk::heal();
    QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::Complete);
    QVERIFY(fixture.isRestored());
    QCOMPARE(fixture.auditEvents().last(), QStringLiteral("restore.complete"));
}

void TestListRestoreFaults::F95_aFailedSyncStopsAndIsNotTriedAgain()
{
    QFETCH(QByteArray, file);
    RestoreFixture &fixture = make();
    atSecondPost([&] {
        InterposedDisk::failSyncs(EIO, file);
        return std::nullopt;
    });
    const RunOutcome outcome = fixture.run();
    QVERIFY(!outcome.succeeded());
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->code, QStringLiteral("io_error"));
    if (file == ".units")
        QCOMPARE(InterposedDisk::failures(), 1);
    fixture.world.script = {};
    InterposedDisk::heal();
    fixture.reopen();
    const RunOutcome resumed = fixture.run(RunStart::Resume);
    QVERIFY2(resumed.kind == Kind::Complete, resumed.error ? qPrintable(resumed.error->code) : "");
    QVERIFY(fixture.isRestored());
}

void TestListRestoreFaults::F102_afterASleepItGoesOnWithANewSignIn()
{
    RestoreFixture &fixture = make();
    atSecondPost([&fixture] {
        fixture.clock.sleepMachine(8h);
        return std::nullopt;
    });
    QCOMPARE(fixture.run().kind, Kind::Complete);
    QVERIFY(fixture.isRestored());
    QCOMPARE(fixture.world.signIns, 2);
    QCOMPARE(fixture.world.drops, 1);
    QCOMPARE(fixture.auditEvents().count(QStringLiteral("restore.machine_slept")), 1);
}

void TestListRestoreFaults::noSyncHoldsTheGuiThread()
{
    make().begin();
    const int here = InterposedDisk::syncsHere();
    const int all = InterposedDisk::syncs();
    QCOMPARE(m_fixture->finish().kind, Kind::Complete);
    QCOMPARE(InterposedDisk::syncsHere() - here, 0);
    QVERIFY(InterposedDisk::syncs() - all > 8); // at least every intent and every outcome
}

void TestListRestoreFaults::F105_theAnswerOfAWriteUnderWayIsAwaited()
{
    RestoreFixture &fixture = make();
    ListRestoreRun &run = fixture.begin();
    atSecondPost([&] {
        run.cancel();
        return std::nullopt;
    });
    QCOMPARE(fixture.finish().kind, Kind::Cancelled);
    QVERIFY(m_awaited == 10s);
    QCOMPARE(fixture.world.requests, m_requests); // not one more
    QCOMPARE(fixture.count(UnitState::Applied), 200);
    QCOMPARE(fixture.count(UnitState::Intent) + fixture.count(UnitState::Unknown), 0);
    QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::Complete);
    QVERIFY(fixture.isRestored());
}

void TestListRestoreFaults::F105_withoutAnAnswerItIsUnknown()
{
    RestoreFixture &fixture = make();
    ListRestoreRun &run = fixture.begin();
    atSecondPost([&] {
        run.cancel();
        auto fault = ListsWorld::lost(true);
        fault->hang = true; // until the channel gives it up
        return fault;
    });
    QCOMPARE(fixture.finish().kind, Kind::Cancelled);
    QCOMPARE(fixture.world.requests, m_requests);
    QCOMPARE(fixture.count(UnitState::Unknown), 100);
    QCOMPARE(fixture.count(UnitState::Intent), 0);
    QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::Complete);
    QVERIFY(fixture.isRestored());
    QVERIFY(fixture.findings.isEmpty());
}

MUSTER_TEST(TestListRestoreFaults, QCoreApplication)

} // namespace tst_listrestorefaults
#include "tst_listrestorefaults.moc"
