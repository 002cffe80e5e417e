// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runcontract.h"

#include "models/store/runhistory.h"
#include "network/wire/limits.h"
#include "tests/support/interposeddisk.h"

#include <QTest>
#include <algorithm>
#include <cerrno>

namespace muster::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = RunOutcome::Kind;
using Fault = SandboxFault;

namespace {

const QStringList allDialects{dialects::contract, dialects::cxone};

QString nameOf(Door door)
{
    static const QMap<Door, QString> names{{Door::Correct, u"correcting"_s},  {Door::Remove, u"removing"_s},
                                           {Door::Restore, u"restoring"_s},   {Door::Enrich, u"enriching"_s},
                                           {Door::Export, u"page"_s},         {Door::Transcript, u"transcript"_s},
                                           {Door::MakeAudience, u"making"_s}, {Door::FillAudience, u"filling"_s},
                                           {Door::ReadList, u"reading"_s},    {Door::Anything, u"anything"_s}};
    return names.value(door);
}

} // namespace

void RunContract::dialectRows() const
{
    QTest::addColumn<QString>("dialect");
    for (const QString &dialect : allDialects)
        QTest::newRow(qPrintable(dialect)) << dialect;
}

void RunContract::doorRows() const
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<Door>("door");
    for (const QString &dialect : allDialects) {
        for (const Door door : doors(dialect))
            QTest::newRow(qPrintable(dialect + u", "_s + nameOf(door))) << dialect << door;
    }
}

DialectBench &RunContract::made(Environment environment)
{
    QFETCH(QString, dialect);
    m_bench = std::make_unique<DialectBench>(dialect, environment);
    prepare(*m_bench);
    m_bench->mark();
    return *m_bench;
}

void RunContract::cleanup()
{
    InterposedDisk::heal();
    m_bench.reset();
}

QStringList RunContract::doubled() const
{
    QStringList twice;
    if (!isWriting())
        return twice;
    QFETCH(QString, dialect);
    DialectTenant &tenant = m_bench->tenant();
    for (const Door door : doors(dialect)) {
        if (!tenant.isReadBack(door))
            continue;
        QStringList told;
        for (const SandboxRequest &request : m_bench->requests()) {
            // What was refused (or met by a fault instead of the tenant) has changed nothing.
            const bool isTaken = request.status == 0 || request.status / 100 == 2;
            if (!tenant.isAt(door, request) || !isTaken)
                continue;
            for (const QString &id : tenant.namedBy(request)) {
                if (told.contains(id))
                    twice.append(u"written twice: "_s + id);
                told.append(id);
            }
        }
    }
    return twice;
}

QStringList RunContract::findings()
{
    QStringList all = wrong(*m_bench) + doubled();
    for (const SandboxRequest &request : m_bench->requests()) {
        if (request.body.contains("\"startSkill\":true"))
            all.append(u"a skill is started"_s);
    }
    for (const QString &number : m_bench->tenant().dialled())
        all.append(u"rang: "_s + number);
    return all;
}

void RunContract::F46_undisturbedNothingIsWrittenTwice()
{
    DialectBench &bench = made();
    const RunOutcome outcome = bench.ended(start(bench));
    QVERIFY2(outcome.succeeded(), qPrintable(told(outcome)));
    QCOMPARE(findings().join(u"; "_s), QString());
    QFETCH(QString, dialect);
    for (const Door door : doors(dialect))
        QVERIFY2(bench.asked(door) > 0, qPrintable(nameOf(door)));
    // Where its time went is known in full.
    const auto record = bench.workspace().runHistory().readRecord(bench.runs().runs().last()->id());
    QVERIFY(record && *record && (*record)->measures);
    const RunMeasures &measures = *(*record)->measures;
    QVERIFY(measures.time.server && measures.time.writing && measures.time.idle);
    const bool decodes = doors(dialect).contains(Door::Export) || doors(dialect).contains(Door::Transcript);
    QCOMPARE(measures.time.decoding.has_value(), decodes);
    QCOMPARE(measures.time.sum(), measures.wall);
}

void RunContract::F42_F43_F44_F45_aLostAnswerIsJudgedBeforeARepeat()
{
    QFETCH(Door, door);
    DialectBench &bench = made();
    bench.tenant().fail(door, {.kind = Fault::Kind::CloseWithoutAnswer}); // it was done
    const RunOutcome outcome = bench.ended(start(bench));
    QVERIFY2(outcome.succeeded(), qPrintable(told(outcome)));
    QCOMPARE(findings().join(u"; "_s), QString());
}

void RunContract::F18_F19_F20_F22_troubleIsReadBack()
{
    QFETCH(Door, door);
    DialectBench &bench = made();
    bench.tenant().fail(door, {.status = 503}); // and nothing was done
    RunOutcome outcome = bench.ended(start(bench));
    if (!outcome.succeeded()) { // what was to be made is not seen: a person has to say so
        QCOMPARE(outcome.kind, Kind::Paused);
        QVERIFY(door == Door::MakeAudience);
        QCOMPARE(bench.asked(door), 1);
        return;
    }
    QCOMPARE(findings().join(u"; "_s), QString());
    if (!isWriting() || !bench.tenant().isReadBack(door))
        return;
    // Between the write whose fate nobody knew and the next at that door something was read.
    const QList<SandboxRequest> all = bench.requests();
    const auto isAtDoor = [&](const SandboxRequest &one) { return bench.tenant().isAt(door, one); };
    const auto first = std::ranges::find_if(all, [&](const auto &one) { return isAtDoor(one) && one.status == 503; });
    QVERIFY(first != all.cend());
    const QStringList inDoubt = bench.tenant().namedBy(*first);
    const auto again = std::find_if(first + 1, all.cend(), [&](const SandboxRequest &one) {
        return isAtDoor(one) && bench.tenant().namedBy(one).contains(inDoubt.value(0));
    });
    QVERIFY(again != all.cend());
    if (door != Door::Correct || !bench.session().contactListLimits().repeatsAreHarmless)
        QVERIFY(std::any_of(first, again, [&](const auto &one) { return bench.tenant().isReading(one); }));
}

void RunContract::F03_throttlingWithoutRetryAfterIsSatOut()
{
    QFETCH(Door, door);
    DialectBench &bench = made();
    bench.tenant().fail(door, {.times = 2, .status = 429});
    QList<Clock::TimePoint> arrivals;
    bench.tenant().setWatcher([&](const SandboxRequest &request) {
        if (bench.tenant().isAt(door, request))
            QMetaObject::invokeMethod(
                &bench.runs(), [&] { arrivals.append(bench.clock().now()); }, Qt::BlockingQueuedConnection);
    });
    const RunOutcome outcome = bench.ended(start(bench));
    bench.tenant().setWatcher({});
    QVERIFY2(outcome.succeeded(), qPrintable(told(outcome)));
    QCOMPARE(findings().join(u"; "_s), QString());
    // After the notice nothing comes for a second but what was under way with it.
    const auto isSoon = [&arrivals](Clock::TimePoint at) { return at < arrivals.first() + 1s; };
    QVERIFY(!arrivals.isEmpty());
    QVERIFY(std::ranges::count_if(arrivals, isSoon) <= bench.tenant().inFlight(door));
}

void RunContract::F07_aRefusedTokenIsRenewedOnce()
{
    QFETCH(Door, door);
    DialectBench &bench = made();
    int before = 0;
    // What else needs a token has it by then.
    bench.when(door, 0, [&] { before = bench.tenant().tokenRequests(); });
    bench.tenant().fail(door, {.status = 401});
    const RunOutcome outcome = bench.ended(start(bench));
    QVERIFY2(outcome.succeeded(), qPrintable(told(outcome)));
    QCOMPARE(findings().join(u"; "_s), QString());
    QCOMPARE(bench.tenant().tokenRequests(), before + 1);
}

void RunContract::F21_theBreakerOpensAndStaysOpen()
{
    constexpr int breaksAfter = 5, lanes = 4;
    QFETCH(Door, door);
    DialectBench &bench = made();
    qsizetype then = 0;
    bench.when(door, 0, [&] {
        then = bench.tenant().requests().size();
        bench.tenant().fail(Door::Anything, {.times = -1, .status = 500});
    });
    const RunOutcome outcome = bench.ended(start(bench));
    bench.tenant().setWatcher({});
    QVERIFY2(outcome.kind == Kind::Halted || outcome.kind == Kind::Paused, qPrintable(told(outcome)));
    QVERIFY2(bench.tenant().requests().size() - then <= 1 + breaksAfter + lanes,
             qPrintable(QString::number(bench.tenant().requests().size() - then)));
    bench.tenant().clearFaults();
    const int asked = bench.asked(door), writes = bench.writes();
    const RunOutcome resumed = bench.resumed(); // that alone says nothing
    QVERIFY2(!resumed.succeeded(), qPrintable(told(resumed)));
    QCOMPARE(bench.asked(door), asked);
    QCOMPARE(bench.writes(), writes);
    QVERIFY(bench.rearm());
    const RunOutcome whole = bench.resumed();
    QVERIFY2(whole.succeeded(), qPrintable(told(whole)));
    QCOMPARE(findings().join(u"; "_s), QString());
}

void RunContract::F90_F91_F92_killedAtACommitPoint_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<Door>("door");
    QTest::addColumn<bool>("isDone");
    for (const QString &dialect : allDialects) {
        for (const Door door : doors(dialect)) {
            QTest::newRow(qPrintable(dialect + u", "_s + nameOf(door) + u", done"_s)) << dialect << door << true;
            QTest::newRow(qPrintable(dialect + u", "_s + nameOf(door) + u", not done"_s)) << dialect << door << false;
        }
    }
}

void RunContract::F90_F91_F92_killedAtACommitPoint()
{
    QFETCH(Door, door);
    QFETCH(bool, isDone);
    DialectBench &bench = made();
    std::atomic<bool> isDead = false;
    if (isDone)
        bench.tenant().fail(door, {.kind = Fault::Kind::CloseWithoutAnswer});
    else
        bench.tenant().fail(door, {.status = 503});
    bench.when(door, 0, [&] {
        bench.takeSnapshot();
        // A dead program asks for nothing any more; nothing comes of what this one does.
        bench.tenant().fail(Door::Anything, {.times = -1, .status = 503});
        isDead = true;
    });
    const auto run = start(bench);
    QVERIFY(run);
    QTRY_VERIFY_WITH_TIMEOUT(isDead.load() || (*run)->outcome(), 60'000);
    QVERIFY(isDead);
    (void)bench.ended(run);
    bench.dieAsInSnapshot();
    const RunOutcome outcome = bench.resumed();
    if (door == Door::MakeAudience && !isDone && !outcome.succeeded()) {
        QCOMPARE(bench.asked(door), 1); // it is not seen, and not made again unasked
        return;
    }
    QVERIFY2(outcome.succeeded(), qPrintable(told(outcome)));
    QCOMPARE(findings().join(u"; "_s), QString());
}

void RunContract::F94_aFullDiskLeavesOrder()
{
    QFETCH(Door, door);
    DialectBench &bench = made();
    bench.when(door, 0, [&] { InterposedDisk::failWrites(ENOSPC, bench.file({}).toUtf8()); });
    const RunOutcome outcome = bench.ended(start(bench));
    QVERIFY2(!outcome.succeeded(), qPrintable(told(outcome)));
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->code, u"disk_full"_s);
    bench.tenant().setWatcher({});
    InterposedDisk::heal();
    const RunOutcome resumed = bench.resumed();
    QVERIFY2(resumed.succeeded(), qPrintable(told(resumed)));
    QCOMPARE(findings().join(u"; "_s), QString());
}

void RunContract::F105_cancelledAndResumed()
{
    QFETCH(Door, door);
    DialectBench &bench = made();
    QPointer<Run> running;
    bench.when(door, 0, [&] { QMetaObject::invokeMethod(&bench.runs(), [&] { running->cancel(); }); });
    const auto run = start(bench);
    QVERIFY(run);
    running = *run;
    const RunOutcome outcome = bench.ended(run);
    QCOMPARE(outcome.kind, Kind::Cancelled);
    bench.tenant().setWatcher({});
    const RunOutcome resumed = bench.resumed();
    QVERIFY2(resumed.succeeded(), qPrintable(told(resumed)));
    QCOMPARE(findings().join(u"; "_s), QString());
}

void RunContract::nobodyIsCalledUnlessTheSkillIsNamed()
{
    DialectBench &bench = made();
    bench.tenant().fail(Door::Skills, {.times = -1, .status = 403}); // it might be running
    const QString skill = bench.tenant().skill();
    if (mayDial() && !skill.isEmpty()) {
        for (const QStringList &names : {QStringList(), QStringList(skill.toLower()), QStringList(u"Another"_s)}) {
            const RunOutcome refused = bench.ended(start(bench, {names}));
            QVERIFY2(refused.error && refused.error->code == "skill_running"_L1, qPrintable(told(refused)));
            QCOMPARE(refused.error->subject, skill);
        }
        QCOMPARE(bench.writes(), 0);
    }
    const RunOutcome outcome = bench.ended(start(bench, {skill.isEmpty() ? QStringList() : QStringList(skill)}));
    QVERIFY2(outcome.succeeded(), qPrintable(told(outcome)));
    QCOMPARE(findings().join(u"; "_s), QString());
}

void RunContract::S42_lookOnlySendsNothing()
{
    QFETCH(QString, dialect);
    m_bench = std::make_unique<DialectBench>(dialect, Environment::Production);
    DialectBench &bench = *m_bench;
    QVERIFY(bench.session().isLookOnly());
    if (needsArming(dialect)) {
        bench.session().arm(10min);
        prepare(bench);
        bench.session().disarm();
    }
    bench.mark();
    const RunOutcome outcome = bench.ended(start(bench));
    if (needsArming(dialect)) {
        QCOMPARE(outcome.kind, Kind::Refused);
        QCOMPARE(outcome.error->kind, ErrorKind::LookOnly);
    } else {
        QVERIFY2(outcome.succeeded(), qPrintable(told(outcome)));
        QCOMPARE(findings().join(u"; "_s), QString());
    }
    QCOMPARE(bench.writes(), 0);
}

} // namespace muster::test
