// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/donotcall/donotcallcheckrun.h"

#include "models/runs/donotcall/donotcallgroups.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
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
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tst_donotcallcheckrun {

namespace {

using Standing = DoNotCallStanding;

const QString company = u"501"_s, optOuts = u"502"_s, registry = u"503"_s;

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
    void put(const QString &group, const QStringList &numbers)
    {
        QList<ContactPhone> contacts;
        for (const QString &number : numbers)
            contacts.append({QString::number(contacts.size() + 1), number});
        QVERIFY(!QCoro::waitFor(session->connection()->doNotCall()->block(group, contacts, nullptr, {})).error);
    }
    void end(const QString &group, const QString &number)
    {
        QVERIFY(
            !QCoro::waitFor(session->connection()->doNotCall()->unblock(group, {{u"1"_s, number}}, nullptr, {})).error);
    }
    DoNotCallCheckRun *start(const QByteArray &text, const QString &region = {})
    {
        const auto started
            = startDoNotCallCheck(*workspace, *session, {.text = text, .region = region, .title = u"numbers.txt"_s});
        return started ? *started : nullptr;
    }
    RunOutcome checked(const QByteArray &text, const QString &region = {})
    {
        run = start(text, region);
        return ended();
    }
    RunOutcome ended()
    {
        if (run == nullptr)
            return {.kind = RunOutcome::Kind::Refused};
        waitForEnd([this] { return workspace->runs().isIdle(); });
        return run->outcome().value();
    }
    /// As "1 blocked", by line.
    [[nodiscard]] QStringList said() const
    {
        QStringList lines;
        for (qsizetype row = 0; row < run->verdicts().size(); ++row)
            lines << QString::number(run->numbers().rows.at(row).line) + u' '
                    + doNotCallStandingKey(run->verdicts().at(row).standing);
        return lines;
    }
    [[nodiscard]] qsizetype searches() const
    {
        const auto all = sandbox.requests();
        return std::ranges::count_if(all, [](const SandboxRequest &one) { return one.path.contains("/search"); });
    }
    void fail(SandboxFault fault, const QString &method, const QString &path)
    {
        fault.method = method;
        fault.path = path;
        sandbox.addFault(fault);
    }
    [[nodiscard]] QByteArray everything() const
    {
        QByteArray all;
        QDirIterator files(folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
        return all;
    }

    QTemporaryDir folder;
    FakeClock clock;
    MemoryVault vault;
    CxoneSandbox sandbox{[] {
        CxoneSandboxSettings settings;
        settings.tenant.jobTime = 20ms;
        settings.tenant.seed = 7;
        settings.tenant.contacts = 600;
        return settings;
    }()};
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<TenantSession> session;
    QPointer<DoNotCallCheckRun> run;
};

QByteArray numbers(int count)
{
    QByteArray text;
    for (int at = 0; at < count; ++at)
        text += "+1212555" + QByteArray::number(1'000 + at) + '\n';
    return text;
}

} // namespace

class TestDoNotCallCheckRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOfEveryNumber();
    void rowsComeOneByOneAndEachOnce();
    void S23_whatCannotBeReadIsRefusedBeforeAnythingIsAsked_data();
    void S23_whatCannotBeReadIsRefusedBeforeAnythingIsAsked();
    void F13_aGroupThatIsGoneHidesOnlyItsOwnNumbers();
    void F18_aNumberWithoutAnAnswerIsNotTold();
    void F18_aServiceInTroubleIsNotAskedForEver();
    void F10_withoutTheRightNothingIsTold();
    void F105_cancelLeavesTheRestNotTold();
    void askedNoFasterThanItsSpacing();
    void aTenantWithoutGroupsIsNotAsked();
    void S07_noNumberIsKeptOrLogged();
    void theMatrixHasBothKindsOfSkills();
    void F13_theMatrixNamesAGroupThatIsGone();
};

void TestDoNotCallCheckRun::tellsOfEveryNumber()
{
    Bench bench;
    bench.put(company, {u"12125551000"_s, u"12125551001"_s});
    bench.end(company, u"12125551001"_s);
    bench.put(optOuts, {u"12125551002"_s}); // no skill is scrubbed against it
    bench.put(registry, {u"12125551003"_s}); // inactive
    const RunOutcome outcome = bench.checked("+12125551000\n(212) 555-1001\n12125551002\n+12125551003\n+12125551004\n"
                                             "rubbish\n+12125551000\n",
                                             u"us"_s);
    QCOMPARE(outcome.kind, RunOutcome::Kind::CompleteWithFindings);
    QCOMPARE(outcome.findings, QStringList{u"numbers_unreadable:1"_s});
    QCOMPARE(bench.said(),
             (QStringList{u"1 blocked"_s, u"2 not_blocked"_s, u"3 not_heeded"_s, u"4 not_heeded"_s, u"5 not_blocked"_s,
                          u"6 unreadable"_s}));
    QCOMPARE(bench.run->numbers().repeated, 1);
    QCOMPARE(bench.searches(), 5); // one question a number, and none for what is none
    const JudgedEntry &entry = bench.run->verdicts().at(0).entries.first();
    QCOMPARE(entry.entry.groupName, u"Company do not call"_s);
    QCOMPARE(entry.scrubbed, (QStringList{u"Outbound renewals"_s, u"Outbound welcome"_s}));
    QVERIFY(entry.entry.collected.isValid());
    QCOMPARE(bench.run->verdicts().at(1).entries.first().force, JudgedEntry::Force::Ended);
    QCOMPARE(bench.run->verdicts().at(2).entries.first().contributing, QStringList{u"Outbound renewals"_s});
    QCOMPARE(bench.run->metrics().records, 5);
    QCOMPARE(bench.run->metrics().total, 5);
}

void TestDoNotCallCheckRun::rowsComeOneByOneAndEachOnce()
{
    Bench bench;
    bench.run = bench.start(numbers(12) + "rubbish");
    QVERIFY(bench.run);
    QSignalSpy read(bench.run, &DoNotCallCheckRun::numbersRead);
    QSignalSpy judged(bench.run, &DoNotCallCheckRun::judged);
    bool isOver = false, wasLate = false;
    connect(bench.run, &Run::finished, this, [&] { isOver = true; });
    connect(bench.run, &DoNotCallCheckRun::judged, this, [&] { wasLate = wasLate || isOver; });
    bench.ended();
    QCOMPARE(read.count(), 1);
    QSet<qsizetype> rows;
    for (const QList<QVariant> &told : judged)
        rows.insert(told.first().value<qsizetype>());
    QCOMPARE(judged.count(), 13);
    QCOMPARE(rows.size(), 13);
    QVERIFY(isOver && !wasLate);
}

void TestDoNotCallCheckRun::S23_whatCannotBeReadIsRefusedBeforeAnythingIsAsked_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("region");
    QTest::addColumn<QString>("code");
    QTest::newRow("nothing") << QByteArray("\n\n") << QString() << u"numbers_none"_s;
    QTest::newRow("too many") << numbers(AskedNumbers::mostNumbers + 1) << QString() << u"too_many_numbers"_s;
    QTest::newRow("no text") << QByteArray("\xFF\xFE+\0", 4) << QString() << u"numbers_not_text"_s;
    QTest::newRow("no region") << QByteArray("+12125551000") << u"Narnia"_s << u"unknown_region"_s;
}

void TestDoNotCallCheckRun::S23_whatCannotBeReadIsRefusedBeforeAnythingIsAsked()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, region);
    QFETCH(QString, code);
    Bench bench;
    const qsizetype before = bench.sandbox.requests().size();
    const RunOutcome outcome = bench.checked(text, region);
    QCOMPARE(outcome.kind, RunOutcome::Kind::Refused);
    QCOMPARE(outcome.error->code, code);
    QVERIFY(bench.run->verdicts().isEmpty());
    QCOMPARE(bench.sandbox.requests().size(), before);
}

void TestDoNotCallCheckRun::F13_aGroupThatIsGoneHidesOnlyItsOwnNumbers()
{
    Bench bench;
    bench.put(company, {u"12125551000"_s});
    bench.put(optOuts, {u"12125551001"_s});
    bench.fail({.kind = SandboxFault::Kind::Status, .times = -1, .status = 404}, u"GET"_s, u"/501/scrubbed-skills"_s);
    const RunOutcome outcome = bench.checked("+12125551000\n+12125551001\n+12125551002");
    QCOMPARE(outcome.kind, RunOutcome::Kind::CompleteWithFindings);
    QCOMPARE(bench.said(), (QStringList{u"1 not_told"_s, u"2 not_heeded"_s, u"3 not_blocked"_s}));
    QCOMPARE(bench.run->verdicts().at(0).fault->kind, ErrorKind::NotFound);
}

void TestDoNotCallCheckRun::F18_aNumberWithoutAnAnswerIsNotTold()
{
    Bench bench;
    // The first is answered, the second is not, however often it is tried.
    bench.fail({.kind = SandboxFault::Kind::Status, .skip = 1, .times = 1, .status = 400}, u"POST"_s, u"/search"_s);
    const RunOutcome outcome = bench.checked(numbers(3));
    QCOMPARE(outcome.kind, RunOutcome::Kind::CompleteWithFindings);
    QCOMPARE(outcome.findings, QStringList{u"numbers_not_told:1"_s});
    QCOMPARE(bench.said(), (QStringList{u"1 not_blocked"_s, u"2 not_told"_s, u"3 not_blocked"_s}));
    QCOMPARE(bench.run->verdicts().at(1).fault->kind, ErrorKind::Invalid);
}

void TestDoNotCallCheckRun::F18_aServiceInTroubleIsNotAskedForEver()
{
    Bench bench;
    bench.fail({.kind = SandboxFault::Kind::Status, .skip = 2, .times = -1, .status = 500}, u"POST"_s, u"/search"_s);
    const RunOutcome outcome = bench.checked(numbers(40));
    QVERIFY(!outcome.succeeded());
    QVERIFY(outcome.error);
    const QStringList said = bench.said();
    QCOMPARE(said.size(), 40);
    QCOMPARE(said.count(u"1 not_blocked"_s) + said.count(u"2 not_blocked"_s), 2);
    QCOMPARE(said.filter(u" not_told"_s).size(), 38); // and none of them is taken for free
    const qsizetype asked = bench.searches();
    QVERIFY2(asked <= 2 + DoNotCallCheckRun::failedInRow * 5, qPrintable(QString::number(asked)));
}

void TestDoNotCallCheckRun::F10_withoutTheRightNothingIsTold()
{
    Bench bench;
    bench.fail({.kind = SandboxFault::Kind::Status, .times = -1, .status = 403}, u"GET"_s, u"/dnc-groups"_s);
    const RunOutcome outcome = bench.checked(numbers(3));
    QCOMPARE(outcome.kind, RunOutcome::Kind::Failed);
    QCOMPARE(outcome.error->kind, ErrorKind::Forbidden);
    QCOMPARE(bench.said().filter(u" not_told"_s).size(), 3);
    QCOMPARE(bench.searches(), 0);
}

void TestDoNotCallCheckRun::F105_cancelLeavesTheRestNotTold()
{
    Bench bench;
    bench.run = bench.start(numbers(200));
    int told = 0;
    connect(bench.run, &DoNotCallCheckRun::judged, this, [&] {
        if (++told == 3)
            bench.run->cancel();
    });
    QCOMPARE(bench.ended().kind, RunOutcome::Kind::Cancelled);
    const QStringList said = bench.said();
    QCOMPARE(said.size(), 200);
    QCOMPARE(said.filter(u" not_blocked"_s).size(), 3);
    QCOMPARE(said.filter(u" not_told"_s).size(), 197);
    QCOMPARE(bench.run->verdicts().last().fault->kind, ErrorKind::Cancelled);
    QVERIFY(bench.searches() <= 4);
}

void TestDoNotCallCheckRun::askedNoFasterThanItsSpacing()
{
    Bench bench;
    const auto before = bench.clock.now();
    bench.checked(numbers(6));
    QVERIFY(bench.clock.now() - before >= 5 * DoNotCallCheckRun::spacing);
}

void TestDoNotCallCheckRun::aTenantWithoutGroupsIsNotAsked()
{
    Bench bench;
    TenantOpener opener(*bench.workspace);
    const auto contract = opener.open(TenantOpener::sandboxProfile());
    QVERIFY(contract);
    QCOMPARE((*contract)->capability(Job::DoNotCall).mode, Capability::Mode::Unavailable);
    QCOMPARE((*contract)->capability(Job::DoNotCall).reasonKey, u"contract_no_do_not_call"_s);
    QCOMPARE(bench.session->capability(Job::DoNotCall).mode, Capability::Mode::Native);
    const auto refused
        = startDoNotCallCheck(*bench.workspace, **contract, {.text = numbers(1), .region = {}, .title = {}});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"no_do_not_call"_s);
}

void TestDoNotCallCheckRun::S07_noNumberIsKeptOrLogged()
{
    Bench bench;
    bench.put(company, {u"12125551000"_s});
    bench.fail({.kind = SandboxFault::Kind::Status, .skip = 1, .times = 1, .status = 400}, u"POST"_s, u"/search"_s);
    bench.checked(numbers(3) + "12125559999rubbish");
    const QByteArray all = bench.everything();
    QVERIFY(all.contains("donotcall.checked")); // it is in the history
    for (const QByteArray &piece : {QByteArray("5551000"), QByteArray("5551001"), QByteArray("5559999")})
        QVERIFY2(!all.contains(piece), piece.constData());
}

void TestDoNotCallCheckRun::theMatrixHasBothKindsOfSkills()
{
    Bench bench;
    DoNotCallGroups groups(*bench.session);
    QSignalSpy loaded(&groups, &DoNotCallGroups::loaded);
    groups.request();
    QTRY_COMPARE(loaded.count(), 1);
    const auto facts = loaded.first().first().value<QList<DoNotCallGroupFacts>>();
    QCOMPARE(facts.size(), 3); // by name
    QCOMPARE(facts[0].group.name, u"Campaign opt-outs"_s);
    QCOMPARE(facts[0].contributing.size(), 1);
    QVERIFY(facts[0].scrubbed.isEmpty());
    QCOMPARE(facts[1].scrubbed.size(), 2);
    QVERIFY(facts[1].group.changed.isValid());
    QVERIFY(!facts[2].group.isActive);
}

void TestDoNotCallCheckRun::F13_theMatrixNamesAGroupThatIsGone()
{
    Bench bench;
    bench.fail({.kind = SandboxFault::Kind::Status, .times = -1, .status = 404}, u"GET"_s,
               u"/502/contributing-skills"_s);
    DoNotCallGroups groups(*bench.session);
    QSignalSpy loaded(&groups, &DoNotCallGroups::loaded);
    groups.request();
    QTRY_COMPARE(loaded.count(), 1);
    const auto facts = loaded.first().first().value<QList<DoNotCallGroupFacts>>();
    QCOMPARE(facts[0].fault->kind, ErrorKind::NotFound);
    QCOMPARE(facts[0].fault->subject, optOuts);
    QVERIFY(!facts[1].fault);
}

MUSTER_TEST(TestDoNotCallCheckRun, QCoreApplication)

} // namespace tst_donotcallcheckrun
#include "tst_donotcallcheckrun.moc"
