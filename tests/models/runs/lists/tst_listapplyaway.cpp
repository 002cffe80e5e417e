// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "applyfixture.h"

#include "tests/support/testprogram.h"

using namespace muster;
using namespace std::chrono_literals;

namespace tst_listapplyaway {
using test::ApplyFixture;
using test::ListsWorld;
using Kind = RunOutcome::Kind;

/// The network goes (F53), the machine sleeps (F102), or the person wants to go (F105). The fixture's watch sees every
/// write: none without its intent on the disk, no contact removed twice without a reading.
class TestListApplyAway : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        const QStringList findings = m_fixture ? m_fixture->findings : QStringList();
        m_fixture.reset();
        QCOMPARE(findings, QStringList());
    }

    void F53_whenTheNetworkIsBackAPersonIsAsked_data();
    void F53_whenTheNetworkIsBackAPersonIsAsked();
    void F101_aWallClockThatIsSetChangesNoWrite_data();
    void F101_aWallClockThatIsSetChangesNoWrite();
    void F102_correctionsGoOnAndThePurgeAsksAgain();
    void F102_aPurgeThatSleptAsksAgain();
    void F102_afterANightThePlanIsStale();
    void F105_theAnswerOfAWriteUnderWayIsAwaited_data() { methods(); }
    void F105_theAnswerOfAWriteUnderWayIsAwaited();
    void F105_withoutAnAnswerItIsUnknown_data() { methods(); }
    void F105_withoutAnAnswerItIsUnknown();

private:
    static constexpr int fixes = 250, purges = 60;

    static void methods()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::newRow("correcting") << QByteArray("PATCH");
        QTest::newRow("purging") << QByteArray("DELETE");
    }
    ApplyFixture &make()
    {
        m_fixture = std::make_unique<ApplyFixture>(fixes, purges);
        return *m_fixture;
    }
    /// Does `what` when the `nth` request of that method arrives; its fault is that request's.
    void at(const QByteArray &method, int nth, const std::function<std::optional<ListsWorld::Fault>()> &what)
    {
        m_fixture->world.script
            = [this, method, nth, what](const HttpRequest &request, const ListsWorld::Write &write) mutable {
                  if (write.method != method || --nth != 0)
                      return std::optional<ListsWorld::Fault>();
                  m_awaited = request.limits.afterStop;
                  return what();
              };
    }

    std::unique_ptr<ApplyFixture> m_fixture;
    std::chrono::milliseconds m_awaited{0};
};

void TestListApplyAway::F53_whenTheNetworkIsBackAPersonIsAsked_data()
{
    methods();
    QTest::newRow("reading") << QByteArray("GET");
}

void TestListApplyAway::F53_whenTheNetworkIsBackAPersonIsAsked()
{
    QFETCH(QByteArray, method);
    ApplyFixture &fixture = make();
    bool reached = false;
    fixture.world.script = [&](const HttpRequest &, const ListsWorld::Write &write) {
        // From here on nothing gets through.
        reached |= write.method == method && (method != "GET" || fixture.world.readings > 0);
        return reached ? ListsWorld::lost(false, ErrorKind::NotSent) : std::nullopt;
    };
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::Paused);
    QCOMPARE(outcome.error->kind, ErrorKind::NotSent);
    QCOMPARE(fixture.count(UnitState::Intent) + fixture.count(UnitState::Unknown), 0);
    const qsizetype writes = fixture.world.writes.size();
    const int requests = fixture.world.requests;
    fixture.world.script = {};
    fixture.clock.advance(10min);
    QTest::qWait(0);
    QCOMPARE(fixture.world.requests, requests); // nothing goes on by itself
    QCOMPARE(fixture.world.writes.size(), writes);
    QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::Complete);
    QCOMPARE(fixture.world.contacts, fixture.wanted());
}

void TestListApplyAway::F101_aWallClockThatIsSetChangesNoWrite_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<qint64>("seconds");
    for (const char *method : {"PATCH", "DELETE"}) {
        // A plan that began under another clock may count as stale, and then nobody is purged (F112).
        QTest::addRow("%s, two hours back", method) << QByteArray(method) << qint64(-2 * 3600);
        QTest::addRow("%s, three days ahead", method) << QByteArray(method) << qint64(3 * 86400);
    }
}

void TestListApplyAway::F101_aWallClockThatIsSetChangesNoWrite()
{
    QFETCH(QByteArray, method);
    QFETCH(qint64, seconds);
    ApplyFixture &fixture = make();
    at(method, 1, [&] {
        fixture.clock.setWall(fixture.clock.wallNow().addSecs(seconds));
        return std::nullopt;
    });
    const RunOutcome outcome = fixture.run();
    QVERIFY2(outcome.succeeded(), qPrintable(outcome.error.value_or(ApiError()).code));
    QCOMPARE(fixture.world.signIns, 1); // the token is judged by the time since its receipt
    QCOMPARE(fixture.world.drops, 0); // and nobody slept
    QVERIFY(fixture.count(UnitState::Applied) >= fixes);
    // The purge is as planned, or nobody is purged: never some.
    if (method == "PATCH" && fixture.world.removals().isEmpty())
        QCOMPARE(fixture.count(UnitState::Skipped), purges);
    else
        QCOMPARE(fixture.world.contacts, fixture.wanted());
}

void TestListApplyAway::F102_correctionsGoOnAndThePurgeAsksAgain()
{
    ApplyFixture &fixture = make();
    at("PATCH", 2, [&] {
        fixture.clock.sleepMachine(30min);
        return std::nullopt;
    });
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::Paused);
    QCOMPARE(outcome.error->code, QStringLiteral("machine_slept"));
    QCOMPARE(fixture.count(UnitState::Applied), fixes); // all corrections
    QCOMPARE(fixture.world.removals().size(), 0);
    QCOMPARE(fixture.world.signIns, 2); // before the third batch
    QCOMPARE(fixture.world.drops, 1);
    QCOMPARE(fixture.auditEvents().count(QStringLiteral("apply.machine_slept")), 1);
    QVERIFY(fixture.auditBytes().contains("\"seconds\":1800"));
    QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::Complete); // a person's word
    QCOMPARE(fixture.world.contacts, fixture.wanted());
}

void TestListApplyAway::F102_aPurgeThatSleptAsksAgain()
{
    ApplyFixture &fixture = make();
    qsizetype removed = 0;
    at("DELETE", 5, [&] {
        fixture.clock.sleepMachine(30min);
        removed = fixture.world.removals().size() + 1; // with this one
        return ListsWorld::lost(true);
    });
    const RunOutcome outcome = fixture.run();
    QCOMPARE(outcome.kind, Kind::Paused);
    QCOMPARE(outcome.error->code, QStringLiteral("machine_slept"));
    QCOMPARE(fixture.world.removals().size(), removed); // not one more, also not of those whose intent was on the disk
    QCOMPARE(fixture.count(UnitState::Unknown), 1);
    QCOMPARE(fixture.count(UnitState::Intent), 0);
    QCOMPARE(fixture.auditEvents().count(QStringLiteral("apply.machine_slept")), 1);
    QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::Complete);
    QCOMPARE(fixture.world.contacts, fixture.wanted());
    QCOMPARE(fixture.world.signIns, 2);
}

void TestListApplyAway::F102_afterANightThePlanIsStale()
{
    ApplyFixture &fixture = make();
    at("DELETE", 5, [&] {
        fixture.clock.sleepMachine(8h);
        return std::nullopt;
    });
    QCOMPARE(fixture.run().kind, Kind::Paused);
    const qsizetype removed = fixture.world.removals().size();
    QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::CompleteWithFindings);
    QCOMPARE(fixture.world.removals().size(), removed);
    QCOMPARE(fixture.count(UnitState::Skipped), fixes + purges - fixture.count(UnitState::Applied));
}

void TestListApplyAway::F105_theAnswerOfAWriteUnderWayIsAwaited()
{
    QFETCH(QByteArray, method);
    ApplyFixture &fixture = make();
    ListApplyRun &run = fixture.begin();
    int requests = 0;
    at(method, 2, [&] {
        requests = fixture.world.requests;
        run.cancel();
        return std::nullopt;
    });
    const RunOutcome outcome = fixture.finish();
    QCOMPARE(outcome.kind, Kind::Cancelled);
    QVERIFY(m_awaited == 10s);
    QCOMPARE(fixture.world.requests, requests); // not one more
    QCOMPARE(fixture.count(UnitState::Intent) + fixture.count(UnitState::Unknown), 0);
    QVERIFY(fixture.count(UnitState::Applied) > (method == "PATCH" ? 199 : fixes));
    QCOMPARE(fixture.auditEvents().last(), QStringLiteral("apply.cancelled"));
    fixture.restart();
    QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::Complete);
    QCOMPARE(fixture.world.contacts, fixture.wanted());
}

void TestListApplyAway::F105_withoutAnAnswerItIsUnknown()
{
    QFETCH(QByteArray, method);
    ApplyFixture &fixture = make();
    ListApplyRun &run = fixture.begin();
    int requests = 0;
    at(method, 2, [&] {
        requests = fixture.world.requests;
        run.cancel();
        auto fault = ListsWorld::lost(true);
        fault->hang = true; // until the channel gives it up
        return fault;
    });
    const RunOutcome outcome = fixture.finish();
    QCOMPARE(outcome.kind, Kind::Cancelled);
    QCOMPARE(fixture.world.requests, requests);
    QCOMPARE(fixture.count(UnitState::Unknown), method == "PATCH" ? 100 : 1);
    QCOMPARE(fixture.count(UnitState::Intent), 0);
    fixture.restart();
    QCOMPARE(fixture.run(RunStart::Resume).kind, Kind::Complete);
    QCOMPARE(fixture.world.contacts, fixture.wanted());
}

MUSTER_TEST(TestListApplyAway, QCoreApplication)

} // namespace tst_listapplyaway
#include "tst_listapplyaway.moc"
