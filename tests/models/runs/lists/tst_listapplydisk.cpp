// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "applyfixture.h"
#include "tests/support/interposeddisk.h"

#include "tests/support/testprogram.h"

#include <cerrno>

using namespace muster;

namespace tst_listapplydisk {
using test::ApplyFixture;
using test::InterposedDisk;
using test::ListsWorld;
using Kind = RunOutcome::Kind;

/// F94 and F95 in the middle of a run: one of its files, or all of them, can no longer be written. The fixture's watch
/// sees every write: none without its intent on the disk.
class TestListApplyDisk : public QObject
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

    void F94_aFullDiskPausesAndSpaceLetsItGoOn_data() { rows(true); }
    void F94_aFullDiskPausesAndSpaceLetsItGoOn();
    void F95_aFailedSyncStopsAndIsNotTriedAgain_data() { rows(false); }
    void F95_aFailedSyncStopsAndIsNotTriedAgain();
    void F94_aSuccessThatCannotBeWrittenDownIsNone_data();
    void F94_aSuccessThatCannotBeWrittenDownIsNone();
    void noSyncHoldsTheGuiThread();

private:
    static constexpr int fixes = 250, purges = 60, lanes = 4;

    static void rows(bool withPlan)
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("method");
        QTest::newRow("unit log, correcting") << QByteArray(".units") << QByteArray("PATCH");
        QTest::newRow("unit log, purging") << QByteArray(".units") << QByteArray("DELETE");
        QTest::newRow("journal, correcting") << QByteArray("/journal.sqlite") << QByteArray("PATCH");
        QTest::newRow("journal, purging") << QByteArray("/journal.sqlite") << QByteArray("DELETE");
        QTest::newRow("audit, correcting") << QByteArray("/audit.jsonl") << QByteArray("PATCH");
        QTest::newRow("audit, purging") << QByteArray("/audit.jsonl") << QByteArray("DELETE");
        QTest::newRow("backup") << QByteArray("/backups/") << QByteArray("GET");
        if (withPlan)
            QTest::newRow("everything, reading") << QByteArray("/") << QByteArray("GET");
        QTest::newRow("everything, correcting") << QByteArray("/") << QByteArray("PATCH");
        QTest::newRow("everything, purging") << QByteArray("/") << QByteArray("DELETE");
    }

    /// Lets `fail` happen when the second request of that method arrives (of the readings: the first), and runs.
    RunOutcome runInto(const std::function<void()> &fail)
    {
        QFETCH(QByteArray, method);
        m_fixture = std::make_unique<ApplyFixture>(fixes, purges);
        int left = method == "GET" ? 1 : 2;
        m_fixture->world.script
            = [this, method, fail, left](const HttpRequest &, const ListsWorld::Write &write) mutable {
                  if (write.method == method && --left == 0) {
                      m_writesThen = m_fixture->world.writes.size() + (write.ids.isEmpty() ? 0 : 1);
                      fail();
                  }
                  return std::optional<ListsWorld::Fault>();
              };
        const RunOutcome outcome = m_fixture->run();
        m_fixture->world.script = {};
        return outcome;
    }

    /// What may still leave: of corrections nothing, of purges what the lanes had recorded before. Of the journal and
    /// the audit, which are written a few times a second, the run hears at the end of a round at the latest.
    [[nodiscard]] qsizetype mayFollow() const
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, method);
        const bool recordsIntents = file == ".units" || file == "/";
        if (method == "GET")
            return 0;
        if (method == "PATCH")
            return recordsIntents ? 0 : 1;
        return recordsIntents ? lanes - 1 : 8;
    }

    std::unique_ptr<ApplyFixture> m_fixture;
    qsizetype m_writesThen = -1;
};

void TestListApplyDisk::F94_aFullDiskPausesAndSpaceLetsItGoOn()
{
    QFETCH(QByteArray, file);
    const RunOutcome outcome = runInto([&] { InterposedDisk::failWrites(ENOSPC, file); });
    QCOMPARE(outcome.kind, Kind::Paused);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->kind, ErrorKind::File);
    QCOMPARE(outcome.error->code, QStringLiteral("disk_full"));
    ApplyFixture &fixture = *m_fixture;
    QVERIFY(m_writesThen >= 0);
    QVERIFY2(fixture.world.writes.size() <= m_writesThen + mayFollow(),
             qPrintable(QString::number(fixture.world.writes.size() - m_writesThen)));
    // Nor is anything sent by a run that is taken up while there is no space.
    const qsizetype writes = fixture.world.writes.size();
    QVERIFY(!fixture.run(RunStart::Resume).succeeded());
    QCOMPARE(fixture.world.writes.size(), writes);
    InterposedDisk::heal();
    const RunOutcome resumed = fixture.run(RunStart::Resume);
    QVERIFY2(resumed.kind == Kind::Complete, resumed.error ? qPrintable(resumed.error->code) : "");
    QCOMPARE(fixture.world.contacts, fixture.wanted());
    QCOMPARE(fixture.count(UnitState::Applied), fixes + purges);
    QCOMPARE(fixture.auditEvents().last(), QStringLiteral("apply.complete"));
}

void TestListApplyDisk::F95_aFailedSyncStopsAndIsNotTriedAgain()
{
    QFETCH(QByteArray, file);
    const RunOutcome outcome = runInto([&] { InterposedDisk::failSyncs(EIO, file); });
    QVERIFY(!outcome.succeeded());
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->kind, ErrorKind::File);
    QCOMPARE(outcome.error->code, QStringLiteral("io_error"));
    ApplyFixture &fixture = *m_fixture;
    QVERIFY2(fixture.world.writes.size() <= m_writesThen + mayFollow(),
             qPrintable(QString::number(fixture.world.writes.size() - m_writesThen)));
    if (file == ".units")
        QCOMPARE(InterposedDisk::failures(), 1);
    InterposedDisk::heal();
    // A new process reads what the disk has, and the list.
    fixture.reopen();
    const RunOutcome resumed = fixture.run(outcome.kind == Kind::Refused ? RunStart::Fresh : RunStart::Resume);
    QVERIFY2(resumed.kind == Kind::Complete, resumed.error ? qPrintable(resumed.error->code) : "");
    QCOMPARE(fixture.world.contacts, fixture.wanted());
}

void TestListApplyDisk::F94_aSuccessThatCannotBeWrittenDownIsNone_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("journal") << QByteArray("/journal.sqlite");
    QTest::newRow("audit") << QByteArray("/audit.jsonl");
}

void TestListApplyDisk::F94_aSuccessThatCannotBeWrittenDownIsNone()
{
    QFETCH(QByteArray, file);
    m_fixture = std::make_unique<ApplyFixture>(fixes, purges);
    ApplyFixture &fixture = *m_fixture;
    const auto everythingIsSent = [&] { return fixture.world.contacts == fixture.wanted(); };
    fixture.world.script = [&](const HttpRequest &, const ListsWorld::Write &write) {
        if (write.method == "GET" && everythingIsSent()) // the reading that closes the run
            InterposedDisk::failWrites(ENOSPC, file);
        return std::optional<ListsWorld::Fault>();
    };
    const RunOutcome outcome = fixture.run();
    QVERIFY(everythingIsSent());
    QCOMPARE(outcome.kind, Kind::Paused);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->code, QStringLiteral("disk_full"));
    fixture.world.script = {};
    InterposedDisk::heal();
    const qsizetype writes = fixture.world.writes.size();
    QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::Complete);
    QCOMPARE(fixture.world.writes.size(), writes);
    QCOMPARE(fixture.auditEvents().last(), QStringLiteral("apply.complete"));
}

void TestListApplyDisk::noSyncHoldsTheGuiThread()
{
    m_fixture = std::make_unique<ApplyFixture>(fixes, purges);
    m_fixture->begin();
    const int here = InterposedDisk::syncsHere();
    const int all = InterposedDisk::syncs();
    QCOMPARE(m_fixture->finish().kind, Kind::Complete);
    QCOMPARE(InterposedDisk::syncsHere() - here, 0);
    QVERIFY(InterposedDisk::syncs() - all > purges); // at least every intent
}

MUSTER_TEST(TestListApplyDisk, QCoreApplication)

} // namespace tst_listapplydisk
#include "tst_listapplydisk.moc"
