// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/donotcall/donotcallchangerun.h"

#include "models/runs/donotcall/donotcallchangelook.h"
#include "models/runs/donotcall/donotcallchangestore.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/backupstore.h"
#include "models/store/secretstore.h"
#include "network/api/donotcallclient.h"
#include "network/sandbox/cxone/cxonesandbox.h"
#include "network/tenant/tenantconnection.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/deliveriesend.h"
#include "tests/support/fakeclock.h"
#include "tests/support/memoryvault.h"
#include "tests/support/runend.h"
#include "tests/support/testprogram.h"

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tst_donotcallchangerun {

namespace {

using Act = DoNotCallAct;
using State = DoNotCallChangeResult::State;

const QString company = u"501"_s, optOuts = u"502"_s;

/// So many numbers that are in no group, and a company has written down.
QStringList fresh(int count)
{
    QStringList numbers;
    for (int at = 0; at < count; ++at)
        numbers << u"1212556"_s + QString::number(at).rightJustified(4, u'0');
    return numbers;
}

/// A data folder and CXone's simulator on loopback; what is waited for passes at once.
struct Bench
{
    Bench()
    {
        clock.setWall(QDateTime::currentDateTimeUtc());
        const auto started = sandbox.start();
        Q_ASSERT(started);
        auto opened = Workspace::open(Workspace::Paths::under(folder.filePath(u"home"_s)), clock,
                                      std::make_unique<BorrowedVault>(vault));
        Q_ASSERT(opened);
        workspace = *std::move(opened);
        const ConnectionProfile profile = profileOf(sandbox);
        workspace->secrets().keepForThisRun(profile, sandbox.accessKeySecret());
        session = workspace->connectTo(profile);
    }
    ~Bench()
    {
        workspace->runs().pauseAll();
        QTRY_VERIFY(workspace->runs().isIdle());
        QVERIFY(endDeliveries(*workspace));
        session.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        workspace.reset();
    }
    DoNotCallClient &client() const { return *session->connection()->doNotCall(); }
    // As somebody else would.
    void put(const QString &group, const QStringList &numbers, const QDateTime &until = {})
    {
        QList<DoNotCallWrite> writes;
        for (const QString &number : numbers)
            writes.append({number, number.toULongLong(), until});
        QVERIFY(!QCoro::waitFor(client().add(group, writes, nullptr, {})).error);
    }
    void end(const QString &group, const QStringList &numbers)
    {
        QList<DoNotCallWrite> writes;
        for (const QString &number : numbers)
            writes.append({number, number.toULongLong()});
        QVERIFY(!QCoro::waitFor(client().expire(group, writes, nullptr, {})).error);
    }
    [[nodiscard]] QStringList held(const QString &group) const { return sandbox.doNotCallTruth(group.toLongLong()); }
    [[nodiscard]] DoNotCallHold hold(const QString &group, const QString &number) const
    {
        const std::uint64_t wanted = number.toULongLong();
        const auto read = QCoro::waitFor(client().entries(group, {wanted}, nullptr, {}));
        return read ? DoNotCallHold::of(**read, wanted) : DoNotCallHold{};
    }
    Result<DoNotCallPreview> look(Act act, const QStringList &numbers, const QString &group, const QString &target = {},
                                  const QDate &until = {})
    {
        const DoNotCallDraft draft{.act = act,
                                   .group = group,
                                   .target = target,
                                   .until = until,
                                   .text = u"+"_s.toUtf8() + numbers.join(u"\n+"_s).toUtf8(),
                                   .region = {}};
        return QCoro::waitFor(doNotCallPreview(session->connection(), draft, workspace->believableNow(), nullptr, {}));
    }
    DoNotCallChangeOrder orderOf(const DoNotCallPreview &preview)
    {
        return {.aim = preview.aim,
                .changes = preview.changes(),
                .seenAt = preview.seenAt,
                .at = preview.at,
                .undoOf = {},
                .typedCount = preview.changes().size()};
    }
    DoNotCallChangeOrder order(Act act, const QStringList &numbers, const QString &group, const QString &target = {},
                               const QDate &until = {})
    {
        return orderOf(*look(act, numbers, group, target, until));
    }
    RunOutcome carriedOut(const DoNotCallChangeOrder &order)
    {
        const auto started = startDoNotCallChange(workspace->runs(), *session, order);
        return ended(started);
    }
    RunOutcome ended()
    {
        const RunOutcome outcome = endOfLast(workspace->runs());
        run = qobject_cast<DoNotCallChangeRun *>(workspace->runs().runs().last());
        return outcome;
    }
    RunOutcome ended(const Result<Run *> &started) { return started ? ended() : endOf(started); }
    RunOutcome resumed(const QString &id) { return ended(workspace->runs().resume(*session, id)); }
    RunOutcome undone(const QString &id)
    {
        const auto undo = QCoro::waitFor(undoOf(*workspace, id, {}));
        if (!undo)
            return {.kind = RunOutcome::Kind::Refused,
                    .error = undo.error(),
                    .resumeAt = {},
                    .resultFile = {},
                    .findings = {}};
        DoNotCallChangeOrder order = undo->orderOfUndo(workspace->believableNow().clock, id);
        order.typedCount = order.count;
        return carriedOut(order);
    }
    [[nodiscard]] qsizetype sent(const QByteArray &group) const
    {
        const auto all = sandbox.requests();
        return std::ranges::count_if(all, [&group](const SandboxRequest &one) {
            return one.method != "GET" && one.path.contains(QByteArray("/" + group + "/records"));
        });
    }
    void fail(SandboxFault fault, const QString &method, const QString &path = u"/records"_s)
    {
        fault.method = method;
        fault.path = path;
        sandbox.addFault(fault);
    }
    [[nodiscard]] QByteArray leftovers() const
    {
        QFile file(workspace->runFile(run->id(), "leftovers.csv"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir folder;
    FakeClock clock;
    MemoryVault vault;
    CxoneSandbox sandbox{[] {
        CxoneSandboxSettings settings;
        settings.tenant.seed = 7;
        return settings;
    }()};
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<TenantSession> session;
    DoNotCallChangeRun *run = nullptr;
};

QString said(const RunOutcome &outcome)
{
    const bool found = outcome.kind == RunOutcome::Kind::CompleteWithFindings;
    return (found ? u"findings"_s : outcomeKey(outcome.kind))
        + (outcome.error ? u' ' + outcome.error->code : QString());
}

QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

QStringList without(QStringList list, const QStringList &others)
{
    for (const QString &other : others)
        list.removeAll(other);
    return list;
}

} // namespace

/// Changes of do-not-call groups and their undo on CXone's simulator.
class TestDoNotCallChangeRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersAreAddedAndTheUndoTakesThemOut();
    void anAdditionHasItsEnd();
    void numbersAreExpiredAndTheUndoGivesTheEndBack();
    void numbersMoveAndComeBack();
    void F112_whatChangedMeanwhileIsLeftAlone();
    void F44_aLostAnswerIsReadBackAndNotSentTwice_data();
    void F44_aLostAnswerIsReadBackAndNotSentTwice();
    void F22_troubleIsReadBeforeItIsSentAgain();
    void F04_throttlingIsSatOut();
    void F10_whatIsRefusedForAllHalts_data();
    void F10_whatIsRefusedForAllHalts();
    void F16_aConflictChangesNothing();
    void F24_F116_aServiceThatPretendsIsFoundOut();
    void whatReadsBackOtherwiseIsNotSaidToBeAdded();
    void aMoveLeavesANumberInBothRatherThanInNone();
    void aPausedRunGoesOn();
    void theUndoLeavesAloneWhatAColleagueChanged();
    void theUndoWaitsForTheEndOfTheRun();
    void S37_withoutItsNumbersNothingIsUndone();
    void twoRunsKeepOffOneGroup();
    void theFirstFlavourHasNone();
    void S07_noNumberIsInAnyFileInTheClear();
};

void TestDoNotCallChangeRun::numbersAreAddedAndTheUndoTakesThemOut()
{
    Bench bench;
    const QStringList before = bench.held(company), numbers = fresh(130);
    bench.put(company, {numbers.at(3)});
    const auto preview = bench.look(Act::Add, numbers, company);
    QVERIFY(preview.has_value());
    QCOMPARE(preview->count(DoNotCallOutlook::AlreadyThere), 1);
    QCOMPARE(preview->group.scrubbed.size(), 2);
    const qsizetype sent = bench.sent("501");
    QCOMPARE(said(bench.carriedOut(bench.orderOf(*preview))), u"complete"_s);
    QCOMPARE(bench.run->kind(), RunKind::DoNotCallChange);
    QCOMPARE(bench.run->count(State::Done), 129);
    QCOMPARE(sorted(bench.held(company)), sorted(before + numbers));
    QCOMPARE(bench.sent("501") - sent, 3); // ten, forty, and the others
    QCOMPARE(said(bench.undone(bench.run->id())), u"complete"_s);
    QCOMPARE(bench.run->kind(), RunKind::DoNotCallUndo);
    QCOMPARE(sorted(bench.held(company)), sorted(before + QStringList{numbers.at(3)}));
}

void TestDoNotCallChangeRun::anAdditionHasItsEnd()
{
    Bench bench;
    const QDate day = QDate::currentDate().addDays(40);
    QCOMPARE(said(bench.carriedOut(bench.order(Act::Add, fresh(3), company, {}, day))), u"complete"_s);
    for (const QString &number : fresh(3))
        QCOMPARE(bench.hold(company, number).end, endOfDay(day));
}

void TestDoNotCallChangeRun::numbersAreExpiredAndTheUndoGivesTheEndBack()
{
    Bench bench;
    const QStringList numbers = fresh(12), before = bench.held(company);
    const QDateTime end = endOfDay(QDate::currentDate().addDays(90));
    bench.put(company, numbers.first(6));
    bench.put(company, numbers.mid(6), end);
    QCOMPARE(said(bench.carriedOut(bench.order(Act::Expire, numbers, company))), u"complete"_s);
    QCOMPARE(sorted(bench.held(company)), sorted(before));
    QCOMPARE(said(bench.undone(bench.run->id())), u"complete"_s);
    for (qsizetype at = 0; at < numbers.size(); ++at) {
        QVERIFY(bench.hold(company, numbers.at(at)).lasts(at < 6 ? QDateTime() : end));
    }
}

void TestDoNotCallChangeRun::numbersMoveAndComeBack()
{
    Bench bench;
    const QStringList numbers = fresh(30), company0 = bench.held(company), optOuts0 = bench.held(optOuts);
    const QDateTime end = endOfDay(QDate::currentDate().addDays(90));
    bench.put(company, numbers, end);
    bench.put(optOuts, {numbers.at(7)});
    bench.sandbox.setWatcher([&](const SandboxRequest &request) {
        if (!request.path.contains("/records"))
            return;
        const QStringList both = bench.held(company) + bench.held(optOuts);
        for (const QString &number : numbers)
            QVERIFY2(both.contains(number), "a number is in neither group");
    });
    const auto preview = bench.look(Act::Move, numbers, company, optOuts);
    QCOMPARE(preview->count(DoNotCallOutlook::WillLeave), 1);
    QCOMPARE(said(bench.carriedOut(bench.orderOf(*preview))), u"complete"_s);
    QCOMPARE(sorted(bench.held(company)), sorted(company0));
    QCOMPARE(sorted(bench.held(optOuts)), sorted(optOuts0 + numbers));
    QVERIFY(bench.hold(optOuts, numbers.first()).lasts(end)); // it keeps its end
    QCOMPARE(said(bench.undone(bench.run->id())), u"complete"_s);
    QCOMPARE(sorted(bench.held(company)), sorted(company0 + numbers));
    QCOMPARE(sorted(bench.held(optOuts)), sorted(optOuts0 + QStringList{numbers.at(7)}));
    QVERIFY(bench.hold(company, numbers.first()).lasts(end));
    bench.sandbox.setWatcher({});
}

void TestDoNotCallChangeRun::F112_whatChangedMeanwhileIsLeftAlone()
{
    Bench bench;
    const QStringList numbers = fresh(20);
    bench.put(company, numbers);
    const DoNotCallChangeOrder order = bench.order(Act::Move, numbers, company, optOuts);
    bench.end(company, {numbers.at(0)}); // expired by somebody else
    bench.put(company, {numbers.at(1)}, endOfDay(QDate::currentDate().addDays(3))); // given an end
    bench.put(optOuts, {numbers.at(2)}); // moved by hand, half
    QCOMPARE(said(bench.carriedOut(order)), u"findings"_s);
    QCOMPARE(bench.run->count(State::LeftAlone), 3);
    QCOMPARE(bench.run->count(State::Done), 17);
    const QStringList held = bench.held(company), moved = bench.held(optOuts);
    QVERIFY(!held.contains(numbers.at(0)) && !moved.contains(numbers.at(0)));
    QVERIFY(held.contains(numbers.at(1)) && !moved.contains(numbers.at(1)));
    QVERIFY(held.contains(numbers.at(2)) && moved.contains(numbers.at(2)));
    const QByteArray left = bench.leftovers();
    QCOMPARE(left.count("left_alone"), 3);
    for (const char *reason : {"not_there", "changed", "already_there"})
        QVERIFY2(left.contains(reason), reason);
}

void TestDoNotCallChangeRun::F44_aLostAnswerIsReadBackAndNotSentTwice_data()
{
    QTest::addColumn<Act>("act");
    QTest::newRow("add") << Act::Add;
    QTest::newRow("expire") << Act::Expire;
    QTest::newRow("move") << Act::Move;
}

void TestDoNotCallChangeRun::F44_aLostAnswerIsReadBackAndNotSentTwice()
{
    QFETCH(Act, act);
    Bench bench;
    const QStringList numbers = fresh(8);
    if (act != Act::Add)
        bench.put(company, numbers);
    const DoNotCallChangeOrder order = bench.order(act, numbers, company, optOuts);
    const qsizetype before = bench.sent("501") + bench.sent("502");
    bench.fail({.kind = SandboxFault::Kind::CloseWithoutAnswer}, act == Act::Expire ? u"DELETE"_s : u"POST"_s);
    QCOMPARE(said(bench.carriedOut(order)), u"complete"_s);
    QCOMPARE(bench.run->count(State::Done), 8);
    QCOMPARE(bench.sent("501") + bench.sent("502") - before, act == Act::Move ? 2 : 1);
}

void TestDoNotCallChangeRun::F22_troubleIsReadBeforeItIsSentAgain()
{
    Bench bench;
    const DoNotCallChangeOrder order = bench.order(Act::Add, fresh(8), company);
    bench.fail({.status = 503}, u"POST"_s);
    QCOMPARE(said(bench.carriedOut(order)), u"complete"_s);
    QCOMPARE(bench.sent("501"), 2);
    const auto requests = bench.sandbox.requests();
    const auto isWrite
        = [](const SandboxRequest &one) { return one.method == "POST" && one.path.contains("/records"); };
    const auto first = std::ranges::find_if(requests, isWrite);
    QVERIFY(!isWrite(*std::next(first))); // the group is read between the two
}

void TestDoNotCallChangeRun::F04_throttlingIsSatOut()
{
    Bench bench;
    const DoNotCallChangeOrder order = bench.order(Act::Add, fresh(8), company);
    bench.fail({.status = 429, .headers = {{"Retry-After", "1"}}}, u"POST"_s);
    QCOMPARE(said(bench.carriedOut(order)), u"complete"_s);
    QCOMPARE(bench.run->count(State::Done), 8);
}

void TestDoNotCallChangeRun::F10_whatIsRefusedForAllHalts_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("no right") << 403;
    QTest::newRow("no such group") << 404;
}

void TestDoNotCallChangeRun::F10_whatIsRefusedForAllHalts()
{
    QFETCH(int, status);
    Bench bench;
    const QStringList before = bench.held(company);
    const DoNotCallChangeOrder order = bench.order(Act::Add, fresh(60), company);
    bench.fail({.times = -1, .status = status}, u"POST"_s);
    const RunOutcome outcome = bench.carriedOut(order);
    QCOMPARE(outcome.kind, RunOutcome::Kind::Failed);
    QVERIFY(outcome.findings.contains(u"numbers_open:60"_s));
    QCOMPARE(bench.sent("501"), 1); // nobody else is tried
    QCOMPARE(bench.held(company), before);
}

void TestDoNotCallChangeRun::F16_aConflictChangesNothing()
{
    Bench bench;
    const QStringList before = bench.held(company);
    const DoNotCallChangeOrder order = bench.order(Act::Add, fresh(5), company);
    bench.fail({.times = -1, .status = 409}, u"POST"_s);
    QCOMPARE(said(bench.carriedOut(order)), u"findings"_s);
    QCOMPARE(bench.run->count(State::Unchanged), 5);
    QCOMPARE(bench.sent("501"), 1);
    QCOMPARE(bench.held(company), before);
}

void TestDoNotCallChangeRun::F24_F116_aServiceThatPretendsIsFoundOut()
{
    Bench bench;
    const QStringList numbers = fresh(60);
    bench.put(company, numbers);
    const QStringList before = bench.held(company);
    const DoNotCallChangeOrder order = bench.order(Act::Expire, numbers, company);
    const qsizetype sent = bench.sent("501");
    bench.fail(
        {.kind = SandboxFault::Kind::Mutate, .times = -1, .mutation = SandboxFault::Mutation::AcceptWithoutDoing},
        u"DELETE"_s);
    QCOMPARE(said(bench.carriedOut(order)), u"paused changes_doubtful"_s);
    QCOMPARE(bench.sent("501") - sent, 1);
    QCOMPARE(bench.run->count(State::Done), 0);
    QCOMPARE(bench.run->count(State::Doubtful), 10);
    QCOMPARE(bench.held(company), before);
}

void TestDoNotCallChangeRun::whatReadsBackOtherwiseIsNotSaidToBeAdded()
{
    Bench bench;
    bench.fail({.kind = SandboxFault::Kind::Mutate, .mutation = SandboxFault::Mutation::OtherEnd}, u"POST"_s);
    const DoNotCallChangeOrder order = bench.order(Act::Add, fresh(4), company, {}, QDate::currentDate().addDays(20));
    QCOMPARE(said(bench.carriedOut(order)), u"findings"_s);
    QCOMPARE(bench.run->count(State::Done), 0);
    QCOMPARE(bench.run->count(State::Doubtful), 4);
    QCOMPARE(bench.leftovers().count("otherwise"), 4);
    QCOMPARE(said(bench.undone(bench.run->id())), u"refused change_nothing_to_undo"_s);
}

void TestDoNotCallChangeRun::aMoveLeavesANumberInBothRatherThanInNone()
{
    Bench bench;
    const QStringList numbers = fresh(5);
    bench.put(company, numbers);
    const DoNotCallChangeOrder order = bench.order(Act::Move, numbers, company, optOuts);
    bench.fail({.times = -1, .status = 409}, u"DELETE"_s);
    QCOMPARE(said(bench.carriedOut(order)), u"findings"_s);
    QCOMPARE(bench.run->count(State::InBoth), 5);
    QCOMPARE(without(numbers, bench.held(company)), QStringList());
    QCOMPARE(without(numbers, bench.held(optOuts)), QStringList());
    const QString id = bench.run->id();
    bench.sandbox.clearFaults();
    QCOMPARE(said(bench.undone(id)), u"complete"_s); // out of the target alone
    QCOMPARE(without(numbers, bench.held(company)), QStringList());
    QCOMPARE(without(numbers, bench.held(optOuts)), numbers);
}

void TestDoNotCallChangeRun::aPausedRunGoesOn()
{
    Bench bench;
    const QStringList numbers = fresh(130), before = bench.held(company);
    const DoNotCallChangeOrder order = bench.order(Act::Add, numbers, company);
    const auto started = startDoNotCallChange(bench.workspace->runs(), *bench.session, order);
    QVERIFY(started.has_value());
    Run *run = *started;
    // While the second wave is on its way: the server waits with its answer until the run knows.
    int waves = 0;
    bench.sandbox.setWatcher([&waves, run](const SandboxRequest &request) {
        if (request.method == "POST" && request.path.contains("/records") && ++waves == 2)
            QMetaObject::invokeMethod(run, [run] { run->pause(); }, Qt::BlockingQueuedConnection);
    });
    const RunOutcome outcome = bench.ended();
    bench.sandbox.setWatcher({});
    QCOMPARE(said(outcome), u"paused"_s);
    QVERIFY(bench.run->count(State::Open) > 0);
    const QString id = bench.run->id();
    QCOMPARE(said(bench.resumed(id)), u"complete"_s);
    QCOMPARE(sorted(bench.held(company)), sorted(before + numbers));
    QCOMPARE(bench.run->count(State::Done), 130);
    QCOMPARE(said(bench.undone(id)), u"complete"_s);
    QCOMPARE(sorted(bench.held(company)), sorted(before));
}

void TestDoNotCallChangeRun::theUndoLeavesAloneWhatAColleagueChanged()
{
    Bench bench;
    const QStringList numbers = fresh(6);
    bench.put(company, numbers);
    QCOMPARE(said(bench.carriedOut(bench.order(Act::Expire, numbers, company))), u"complete"_s);
    const QString id = bench.run->id();
    const QDateTime end = endOfDay(QDate::currentDate().addDays(9));
    bench.put(company, {numbers.at(0)}, end); // blocked again by somebody else, for a while
    QCOMPARE(said(bench.undone(id)), u"findings"_s);
    QCOMPARE(bench.run->count(State::LeftAlone), 1);
    QVERIFY(bench.hold(company, numbers.at(0)).lasts(end));
    for (const QString &number : numbers.mid(1))
        QVERIFY(bench.hold(company, number).lasts({}));
}

void TestDoNotCallChangeRun::theUndoWaitsForTheEndOfTheRun()
{
    Bench bench;
    const DoNotCallChangeOrder order = bench.order(Act::Add, fresh(60), company);
    bench.fail({.skip = 1, .times = -1, .status = 403}, u"POST"_s);
    QCOMPARE(bench.carriedOut(order).kind, RunOutcome::Kind::Failed);
    QCOMPARE(bench.run->count(State::Done), 10);
    const QString id = bench.run->id();
    QCOMPARE(said(bench.undone(id)), u"refused change_open"_s);
    bool isDiscarded = false;
    QObject::connect(&bench.workspace->runs(), &RunManager::discarded, &bench.workspace->runs(),
                     [&isDiscarded] { isDiscarded = true; });
    QVERIFY(bench.workspace->runs().discard(id).has_value());
    QTRY_VERIFY(isDiscarded);
    QCOMPARE(said(bench.undone(id)), u"complete"_s);
    QCOMPARE(without(bench.held(company), fresh(60)), bench.held(company));
}

void TestDoNotCallChangeRun::S37_withoutItsNumbersNothingIsUndone()
{
    Bench bench;
    QCOMPARE(said(bench.carriedOut(bench.order(Act::Add, fresh(3), company))), u"complete"_s);
    const QString id = bench.run->id();
    const QList<BackupInfo> kept = bench.workspace->backups().list();
    QCOMPARE(kept.size(), 1);
    QVERIFY(isOfGroupChange(kept.first()) && kept.first().encrypted);
    QVERIFY(QCoro::waitFor(bench.workspace->backups().remove(kept.first(), u"person"_s)).has_value());
    QCOMPARE(said(bench.undone(id)), u"refused change_expired"_s);
    QCOMPARE(without(fresh(3), bench.held(company)), QStringList());
    QCOMPARE(said(bench.undone(u"0123456789abcdef0123456789abcdef"_s)), u"refused change_unknown"_s);
}

void TestDoNotCallChangeRun::twoRunsKeepOffOneGroup()
{
    Bench bench;
    const DoNotCallChangeOrder order = bench.order(Act::Add, fresh(60), company);
    const DoNotCallChangeOrder other = bench.order(Act::Add, fresh(2), company);
    QVERIFY(startDoNotCallChange(bench.workspace->runs(), *bench.session, order).has_value());
    const auto second = startDoNotCallChange(bench.workspace->runs(), *bench.session, other);
    QVERIFY(!second);
    QCOMPARE(second.error().code, u"group_in_use"_s);
    QCOMPARE(said(bench.ended()), u"complete"_s);
}

void TestDoNotCallChangeRun::theFirstFlavourHasNone()
{
    Bench bench;
    ConnectionProfile profile;
    profile.id = u"first"_s;
    profile.name = u"First"_s;
    profile.baseUrl = QUrl(u"https://tenant.example"_s);
    const auto first = bench.workspace->connectTo(profile);
    const auto started
        = startDoNotCallChange(bench.workspace->runs(), *first, bench.order(Act::Add, fresh(2), company));
    QVERIFY(!started);
    QCOMPARE(started.error().code, u"no_do_not_call"_s);
}

void TestDoNotCallChangeRun::S07_noNumberIsInAnyFileInTheClear()
{
    Bench bench;
    const QStringList numbers = fresh(12);
    QCOMPARE(said(bench.carriedOut(bench.order(Act::Add, numbers, company))), u"complete"_s);
    QCOMPARE(said(bench.undone(bench.run->id())), u"complete"_s);
    int files = 0;
    QDirIterator all(bench.folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        QFile file(all.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        ++files;
        QVERIFY2(!file.readAll().contains("1212556"), qPrintable(file.fileName()));
    }
    QVERIFY(files > 4);
}

MUSTER_TEST(TestDoNotCallChangeRun, QCoreApplication)

} // namespace tst_donotcallchangerun
#include "tst_donotcallchangerun.moc"
