// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cxonelistbench.h"
#include "models/runs/lists/apply/blockplan.h"
#include "models/runs/runfiles.h"
#include "network/api/donotcallclient.h"
#include "tests/support/testprogram.h"

#include <QSet>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxoneblockruns {

using namespace cxonelistruns;

namespace {

const QString company = u"501"_s, optOuts = u"502"_s, registry = u"503"_s;

struct BlockBench : Bench
{
    using Bench::Bench;

    ListApplyOrder blocking(ListApplyOrder order, const QString &group = optOuts)
    {
        order.blockGroup = group;
        order.blockGroupName = u"Campaign opt-outs"_s;
        return order;
    }
    /// As somebody else would.
    void put(const QString &number)
    {
        const auto answer
            = QCoro::waitFor(session->connection()->doNotCall()->block(optOuts, {{u"x"_s, number}}, nullptr, {}));
        QVERIFY(!answer.error);
    }
    [[nodiscard]] QStringList held() const { return sandbox.doNotCallTruth(optOuts.toLongLong()); }
    /// What the order is to put there, in the plan's order, each number once.
    static QStringList numbersOf(const ListApplyOrder &order)
    {
        QStringList numbers;
        for (const PlannedChange &change : order.plan->changes) {
            const std::uint64_t number = BlockPlan::numberOf(change);
            if (change.action == PlannedChange::Action::Purge && number != 0)
                numbers.append(QString::number(number));
        }
        numbers.removeDuplicates();
        return numbers;
    }
    /// Purges of so many of the list's contacts whose numbers the simulator takes, and nobody else has.
    ListApplyOrder good(int purges)
    {
        QMap<std::string, int> times;
        for (const Contact &contact : read(leads))
            ++times[digitsOf(contact.phone)];
        return orderWhere(leads, purges, [&times](const Contact &contact) {
            return times.value(digitsOf(contact.phone)) == 1 && blockableNumber(contact.phone) >= 1'000'000'000;
        });
    }
    /// Somebody is in the list that nobody calls from yet, with these numbers.
    QList<Contact> fill(const QStringList &numbers)
    {
        QList<ContactPhone> contacts;
        for (qsizetype at = 0; at < numbers.size(); ++at)
            contacts.append({QString::number(at + 1), numbers.at(at), {}});
        const auto filled = QCoro::waitFor(client().restore(nobodyYet, contacts, {{running}}, nullptr, {}));
        return filled.error ? QList<Contact>() : read(nobodyYet);
    }
};

} // namespace

class TestCxoneBlockRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPurgeBlocksAndIsUndone();
    void aNumberOfSomebodyWhoStaysIsNotBlocked();
    void oneNumberOfTwoIsBlockedOnce();
    void whoHasNoNumberIsNamed();
    void theGroupMustBeThereAndActive_data();
    void theGroupMustBeThereAndActive();
    void whoeverDoesNotHeedTheGroupIsNamed();
    void F22_F44_aLostAnswerIsReadBackAndNotSentTwice();
    void F22_troubleIsReadBeforeItIsSentAgain();
    void F116_aServiceThatPretendsIsFoundOut();
    void F25_someRefusedNumbersDoNotEndTheRun();
    void F112_whoHasChangedIsNotBlocked();
    void theUndoTakesOutOnlyWhatTheRunPutThere();
    void F44_aLostUndoIsReadBackAndNotSentTwice();
    void theUndoWaitsForTheEndOfTheRun();
    void withoutTheRunsRecordNothingIsTakenOut();
    void theRecordStaysAsLongAsTheBackup();
    void S07_noNumberIsInTheAudit();
};

void TestCxoneBlockRuns::aPurgeBlocksAndIsUndone()
{
    BlockBench bench;
    const auto list = bench.truth(leads);
    const ListApplyOrder order = bench.blocking(bench.good(30));
    const QStringList numbers = BlockBench::numbersOf(order);
    QCOMPARE(numbers.size(), 30);
    bench.put(numbers.at(3)); // it is there before
    const QStringList before = bench.held();
    QVERIFY(!before.contains(numbers.at(4)));

    const RunOutcome outcome = bench.applied(order);
    QCOMPARE(said(outcome), u"findings"_s);
    QVERIFY2(outcome.findings.contains(u"already_blocked:1"_s), qPrintable(outcome.findings.join(u' ')));
    QCOMPARE(bench.leftovers().count("already_blocked"), 1);
    QCOMPARE(bench.truth(leads), list); // nobody is removed
    QStringList expected = before;
    for (const QString &number : numbers) {
        if (!before.contains(number))
            expected.append(number);
    }
    QCOMPARE(bench.held(), expected);
    QCOMPARE(bench.sent("removeProspects"), 0);
    QCOMPARE(bench.sent("/dnc-groups/502/records"), 1 + 2); // somebody else's, and ten before the others

    QCOMPARE(said(bench.restored()), u"complete"_s);
    QCOMPARE(bench.held(), before);
    QCOMPARE(bench.truth(leads), list);
    QCOMPARE(bench.sandbox.dialled(), QStringList());
}

void TestCxoneBlockRuns::aNumberOfSomebodyWhoStaysIsNotBlocked()
{
    BlockBench bench;
    QCOMPARE(bench.fill({u"2125550101"_s, u"2125550101"_s, u"2125550103"_s}).size(), 3);
    const QStringList before = bench.held();
    // The first of them goes, the second has the same number and stays.
    const RunOutcome outcome = bench.applied(bench.blocking(bench.orderFor(nobodyYet, 0, 1)));
    QVERIFY2(outcome.findings.contains(u"number_shared:1"_s), qPrintable(outcome.findings.join(u' ')));
    QCOMPARE(bench.held(), before);
    QCOMPARE(bench.sent("/dnc-groups"), 0);
}

void TestCxoneBlockRuns::oneNumberOfTwoIsBlockedOnce()
{
    BlockBench bench;
    QCOMPARE(bench.fill({u"2125550101"_s, u"2125550101"_s, u"2125550103"_s}).size(), 3);
    const QStringList before = bench.held();
    const RunOutcome outcome = bench.applied(bench.blocking(bench.orderFor(nobodyYet, 0, 2)));
    QVERIFY2(outcome.findings.contains(u"number_twice:1"_s), qPrintable(outcome.findings.join(u' ')));
    QCOMPARE(bench.held(), before + QStringList{u"2125550101"_s});
    QCOMPARE(said(bench.restored({{running}})), u"findings"_s); // one of the two was never put there
    QCOMPARE(bench.held(), before);
}

void TestCxoneBlockRuns::whoHasNoNumberIsNamed()
{
    BlockBench bench;
    const QStringList before = bench.held();
    const ListApplyOrder order
        = bench.orderWhere(leads, 5, [](const Contact &contact) { return blockableNumber(contact.phone) == 0; });
    QCOMPARE(order.plan->header.purges, 5);
    const RunOutcome outcome = bench.applied(bench.blocking(order));
    QVERIFY2(outcome.findings.contains(u"not_blockable:5"_s), qPrintable(outcome.findings.join(u' ')));
    QCOMPARE(bench.leftovers().count(",block,skipped,not_blockable"), 5);
    QCOMPARE(bench.held(), before);
}

void TestCxoneBlockRuns::theGroupMustBeThereAndActive_data()
{
    QTest::addColumn<QString>("group");
    QTest::addColumn<QString>("end");
    QTest::newRow("not there") << u"999"_s << u"refused group_unknown"_s;
    QTest::newRow("not active") << registry << u"refused group_inactive"_s;
}

void TestCxoneBlockRuns::theGroupMustBeThereAndActive()
{
    QFETCH(QString, group);
    QFETCH(QString, end);
    BlockBench bench;
    const RunOutcome outcome = bench.applied(bench.blocking(bench.good(5), group));
    QCOMPARE(said(outcome), end);
    QVERIFY(!outcome.error->subject.isEmpty());
    QCOMPARE(bench.sent("/"), bench.sent("token")); // nothing was written
    QVERIFY(bench.backupFile().isEmpty());
}

void TestCxoneBlockRuns::whoeverDoesNotHeedTheGroupIsNamed()
{
    BlockBench bench;
    const ListApplyOrder order = bench.good(5);
    const RunOutcome nobodyHeeds = bench.applied(bench.blocking(order));
    QVERIFY2(nobodyHeeds.findings.contains(u"not_heeded:5"_s), qPrintable(nobodyHeeds.findings.join(u' ')));
    const auto events = bench.workspace->runs().runs().last()->events();
    const auto told = std::ranges::find(events, u"group_not_heeded"_s, &RunEvent::code);
    QVERIFY(told != events.end());
    QCOMPARE(told->args.value(u"skills"_s).toString(), u"Outbound renewals"_s);
    const RunOutcome heeded = bench.applied(bench.blocking(order, company));
    QCOMPARE(said(heeded), u"complete"_s);
}

void TestCxoneBlockRuns::F22_F44_aLostAnswerIsReadBackAndNotSentTwice()
{
    BlockBench bench;
    bench.fail({.kind = SandboxFault::Kind::CloseWithoutAnswer}, u"POST"_s, u"/records"_s);
    const ListApplyOrder order = bench.blocking(bench.good(8), company);
    QCOMPARE(said(bench.applied(order)), u"complete"_s);
    QCOMPARE(bench.sent("/dnc-groups/501/records"), 1);
    const QStringList held = bench.sandbox.doNotCallTruth(501);
    for (const QString &number : BlockBench::numbersOf(order))
        QCOMPARE(held.count(number), 1);
}

void TestCxoneBlockRuns::F22_troubleIsReadBeforeItIsSentAgain()
{
    BlockBench bench;
    bench.fail({.status = 500}, u"POST"_s, u"/records"_s);
    QCOMPARE(said(bench.applied(bench.blocking(bench.good(8), company))), u"complete"_s);
    QCOMPARE(bench.sent("/dnc-groups/501/records"), 2);
    const auto requests = bench.sandbox.requests();
    const auto isWrite = [](const auto &one) { return one.method == "POST" && one.path.contains("/records"); };
    const auto first = std::ranges::find_if(requests, isWrite);
    const auto second = std::find_if(first + 1, requests.end(), isWrite);
    QVERIFY(std::any_of(first, second,
                        [](const auto &one) { return one.method == "GET" && one.path.contains("501/records"); }));
}

void TestCxoneBlockRuns::F116_aServiceThatPretendsIsFoundOut()
{
    BlockBench bench;
    SandboxFault nothing{.times = -1};
    nothing.kind = SandboxFault::Kind::Mutate;
    nothing.mutation = SandboxFault::Mutation::AcceptWithoutDoing;
    bench.fail(nothing, u"POST"_s, u"/records"_s);
    const QStringList before = bench.held();
    const ListApplyOrder order = bench.blocking(bench.good(60));
    const RunOutcome outcome = bench.applied(order);
    QCOMPARE(said(outcome), u"paused not_blocked"_s);
    QVERIFY2(outcome.findings.contains(u"not_blocked:10"_s), qPrintable(outcome.findings.join(u' ')));
    QCOMPARE(bench.sent("/dnc-groups/502/records"), 1);
    QCOMPARE(bench.held(), before);
    bench.sandbox.clearFaults();
    QVERIFY(bench.resumed().succeeded());
    QCOMPARE(bench.held().size(), before.size() + 60);
}

void TestCxoneBlockRuns::F25_someRefusedNumbersDoNotEndTheRun()
{
    BlockBench bench;
    const QStringList before = bench.held();
    // The service takes ten digits and more: in every batch there are some that it refuses.
    QMap<std::string, int> times;
    for (const Contact &contact : bench.read(leads))
        ++times[digitsOf(contact.phone)];
    int good = 0, bad = 0;
    const ListApplyOrder order = bench.orderWhere(leads, 1400, [&](const Contact &contact) {
        const std::uint64_t number = blockableNumber(contact.phone);
        if (number == 0 || times.value(digitsOf(contact.phone)) > 1)
            return false;
        return number >= 1'000'000'000 || bad < 40;
    });
    for (const PlannedChange &change : order.plan->changes)
        ++(BlockPlan::numberOf(change) >= 1'000'000'000 ? good : bad);
    QVERIFY2(good > 1000 && bad > 10, qPrintable(u"%1 %2"_s.arg(good).arg(bad)));
    const RunOutcome outcome = bench.applied(bench.blocking(order));
    QCOMPARE(said(outcome), u"findings"_s);
    QVERIFY2(outcome.findings.contains(u"rejected:%1"_s.arg(bad)), qPrintable(outcome.findings.join(u' ')));
    QVERIFY(bench.held().size() >= before.size() + good - 12); // some of them were there before
}

void TestCxoneBlockRuns::F112_whoHasChangedIsNotBlocked()
{
    BlockBench bench;
    const QStringList before = bench.held();
    const ListApplyOrder order = bench.blocking(bench.good(3));
    const QString id = QString::fromStdString(order.plan->changes[1].contactId);
    QVERIFY(!QCoro::waitFor(bench.client().correct(leads, {{id, u"+12125560101"_s}}, {}, nullptr, {})).error);
    const RunOutcome outcome = bench.applied(order);
    QVERIFY2(outcome.findings.contains(u"skipped:1"_s), qPrintable(outcome.findings.join(u' ')));
    const QStringList numbers = BlockBench::numbersOf(order);
    QCOMPARE(bench.held(), before + QStringList({numbers.at(0), numbers.at(2)}));
}

void TestCxoneBlockRuns::theUndoTakesOutOnlyWhatTheRunPutThere()
{
    BlockBench bench;
    // The first ten are refused, the others put there; then somebody else puts one of the ten there.
    bench.fail({.kind = SandboxFault::Kind::RawBody, .status = 400, .body = "{}", .contentType = "application/json"},
               u"POST"_s, u"/records"_s);
    const QStringList before = bench.held();
    const ListApplyOrder order = bench.blocking(bench.good(25));
    const QStringList numbers = BlockBench::numbersOf(order);
    const RunOutcome outcome = bench.applied(order);
    QVERIFY2(outcome.findings.contains(u"rejected:10"_s), qPrintable(outcome.findings.join(u' ')));
    QCOMPARE(bench.held().size(), before.size() + 15);
    bench.put(numbers.at(4));

    const RunOutcome undone = bench.restored();
    QVERIFY2(undone.findings.contains(u"not_ours:10"_s), qPrintable(undone.findings.join(u' ')));
    QCOMPARE(bench.held(), before + QStringList{numbers.at(4)});
}

void TestCxoneBlockRuns::F44_aLostUndoIsReadBackAndNotSentTwice()
{
    BlockBench bench;
    const QStringList before = bench.held();
    QVERIFY(bench.applied(bench.blocking(bench.good(8))).succeeded());
    QCOMPARE(bench.held().size(), before.size() + 8);
    const qsizetype sent = bench.sent("/dnc-groups/502/records");
    bench.fail({.kind = SandboxFault::Kind::CloseWithoutAnswer}, u"DELETE"_s, u"/records"_s);
    QCOMPARE(said(bench.restored()), u"complete"_s);
    QCOMPARE(bench.sent("/dnc-groups/502/records"), sent + 1);
    QCOMPARE(bench.held(), before);
}

void TestCxoneBlockRuns::theUndoWaitsForTheEndOfTheRun()
{
    BlockBench bench;
    SandboxFault nothing{.times = -1};
    nothing.kind = SandboxFault::Kind::Mutate;
    nothing.mutation = SandboxFault::Mutation::AcceptWithoutDoing;
    bench.fail(nothing, u"POST"_s, u"/records"_s);
    QCOMPARE(said(bench.applied(bench.blocking(bench.good(12)))), u"paused not_blocked"_s);
    const auto early = bench.workspace->runs().startListRestore(*bench.session, {.backupFile = bench.backupFile()});
    QVERIFY(!early);
    QCOMPARE(early.error().code, u"block_open"_s);
}

void TestCxoneBlockRuns::withoutTheRunsRecordNothingIsTakenOut()
{
    BlockBench bench;
    QVERIFY(bench.applied(bench.blocking(bench.good(8))).succeeded());
    const QStringList held = bench.held();
    QVERIFY(QFile::remove(bench.workspace->runFile(bench.runId, "units")));
    QCOMPARE(said(bench.restored()), u"refused block_record_missing"_s);
    QCOMPARE(bench.held(), held);
    QCOMPARE(bench.sent("/dnc-groups/502/records"), 1);
}

void TestCxoneBlockRuns::theRecordStaysAsLongAsTheBackup()
{
    BlockBench bench;
    const QStringList before = bench.held();
    QVERIFY(bench.applied(bench.blocking(bench.good(8))).succeeded());
    const QString units = bench.workspace->runFile(bench.runId, "units");
    // The program ends, and begins again the day after: what is of no use to anybody goes.
    bench.close();
    bench.clock.setWall(bench.clock.wallNow().addDays(1));
    bench.open();
    QVERIFY(QFile::exists(units));
    QCOMPARE(said(bench.restored()), u"complete"_s);
    QCOMPARE(bench.held(), before);
}

void TestCxoneBlockRuns::S07_noNumberIsInTheAudit()
{
    BlockBench bench;
    const ListApplyOrder order = bench.blocking(bench.good(12));
    QVERIFY(bench.applied(order).succeeded());
    QVERIFY(bench.restored().succeeded());
    const QByteArray bytes = bench.audit();
    QVERIFY(bytes.contains("\"block_group\":\"502\""));
    QVERIFY(bytes.contains("apply.blocked"));
    for (const PlannedChange &change : order.plan->changes) {
        QVERIFY(!bytes.contains(change.contactId.c_str()));
        QVERIFY(!bytes.contains(digitsOf(change.from).c_str()));
    }
}

MUSTER_TEST(TestCxoneBlockRuns, QCoreApplication)

} // namespace tst_cxoneblockruns
#include "tst_cxoneblockruns.moc"
