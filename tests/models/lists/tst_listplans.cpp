// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listbench.h"

#include "tests/support/testprogram.h"

#include <QFile>
#include <QMap>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_listplans {

/// The plans of a workbench: by which directive, for whom, and how often.
class TestListPlans : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F117_F113_aDirectiveHoldsWithoutItsNumberList();
    void F113_theOtherListsStillCheck();
    void F109_whatAWorkerThrowsIsToldAndMakesNoPlan();
    void F117_eachPlanIsAnsweredOnceByItsOwnId();
    void F117_aPlanThatWaitsIsOfTheListAndFilterOfThen();
};

void TestListPlans::F117_F113_aDirectiveHoldsWithoutItsNumberList()
{
    Bench bench(14, 2'000);
    bench.judge(american());
    const QString before = bench.workbench.directiveDigest();
    QVERIFY(bench.workbench.summary().verdicts[std::size_t(ListVerdict::Purge)] > 0);
    QSignalSpy failed(&bench.workbench, &ListWorkbench::directiveFailed);
    SanitizationDirective directive = american();
    directive.name = QStringLiteral("With a list");
    directive.suppressionLists = {QStringLiteral("nobody knows it")};
    bench.workbench.setDirective(directive);
    QCOMPARE(bench.workbench.directive(), directive); // from here on, whatever becomes of its list
    QVERIFY(bench.workbench.directiveDigest().isEmpty());
    const Result<SharedPlan> plan = bench.plan(false);
    const auto isNotChecked = [&bench] {
        const ListSummary &summary = bench.workbench.summary();
        return summary.verdicts[std::size_t(ListVerdict::NotChecked)] == 2'000
            && summary.reasons[std::size_t(ListReason::ListNotLoaded)] == 2'000;
    };
    QVERIFY(isNotChecked());
    QCOMPARE(failed.count(), 1);
    QCOMPARE(bench.workbench.listFault()->code, QStringLiteral("unknown_number_list"));
    // The plan is that of this directive, and does nothing.
    QVERIFY(plan);
    QCOMPARE((*plan)->header.directiveName, directive.name);
    QCOMPARE((*plan)->header.directiveDigest, bench.workbench.directiveDigest());
    QCOMPARE((*plan)->header.notChecked, 2'000);
    QCOMPARE((*plan)->changes.size(), std::size_t(0));
    // Neither the directive without the list nor that with it.
    QVERIFY(bench.workbench.directiveDigest() != before);
    QVERIFY(bench.workbench.directiveDigest() != directiveDigest(directive));
    // Nor does a person purge it, nor another change of a rule make the fault forgotten.
    QVERIFY(!bench.decide(0, 0, ListVerdict::Purge));
    directive.reformat = DirectiveAction::Flag;
    bench.judge(directive);
    QCOMPARE(failed.count(), 2);
    QVERIFY(isNotChecked());
    // Compared with one whose list is not there either.
    QSignalSpy compared(&bench.workbench, &ListWorkbench::compared);
    QSignalSpy notCompared(&bench.workbench, &ListWorkbench::comparisonFailed);
    bench.workbench.compareWith(directive);
    QTRY_COMPARE(notCompared.count(), 1);
    QCOMPARE(compared.count() + failed.count(), 2);
    // The list is there: the next change finds it.
    bench.workbench.setNumberLists([](const SanitizationDirective &, const std::stop_token &) {
        auto lists = std::make_shared<LoadedNumberLists>();
        lists->isSuppressed = [](std::uint64_t) { return false; };
        lists->digests = QStringList{QStringLiteral("d1")};
        return Result<std::shared_ptr<const LoadedNumberLists>>(lists);
    });
    directive.reformat = DirectiveAction::Fix;
    bench.judge(directive);
    QVERIFY(!bench.workbench.listFault());
    QCOMPARE(bench.workbench.summary(), Naive(bench.contacts, american()).summary());
    QCOMPARE(bench.workbench.directiveDigest(), directiveDigest(directive, {QStringLiteral("d1")}));
}

void TestListPlans::F109_whatAWorkerThrowsIsToldAndMakesNoPlan()
{
    Bench bench(14, 2'000);
    bench.judge(american());
    bool throws = true;
    bench.workbench.setNumberLists([&throws](const SanitizationDirective &, const std::stop_token &) {
        auto lists = std::make_shared<LoadedNumberLists>();
        lists->isSuppressed = [&throws](std::uint64_t) { return throws ? throw std::bad_alloc() : false; };
        lists->digests = QStringList{QStringLiteral("d1")};
        return Result<std::shared_ptr<const LoadedNumberLists>>(lists);
    });
    QSignalSpy failed(&bench.workbench, &ListWorkbench::directiveFailed);
    QSignalSpy planned(&bench.workbench, &ListWorkbench::planReady);
    SanitizationDirective directive = american();
    directive.suppressionLists = {QStringLiteral("numbers")};
    bench.workbench.setDirective(directive);
    (void)bench.workbench.freezePlan(false);
    QTRY_COMPARE(planned.count(), 1); // whoever asked does not wait for ever
    const auto plan = planned[0][1].value<Result<SharedPlan>>();
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, QStringLiteral("out_of_memory"));
    QCOMPARE(failed.count(), 1); // and it is not tried over and over
    QCOMPARE(failed[0][0].value<ApiError>().code, QStringLiteral("out_of_memory"));
    // With the next change it is.
    throws = false;
    directive.reformat = DirectiveAction::Flag;
    bench.judge(directive);
    QVERIFY(bench.plan(false));
    QCOMPARE(failed.count(), 1);
}

void TestListPlans::F113_theOtherListsStillCheck()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("thrown-away.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("number\n+12015550100\n");
    file.close();
    Bench bench;
    bench.read({{"listed", "+12015550100", "", "", ""}, {"other", "+12015550101", "", "", ""}});
    SanitizationDirective directive = american();
    directive.suppressionLists = {folder.filePath(QStringLiteral("not there"))};
    directive.disposableLists = {file.fileName()};
    directive.suppressed = DirectiveAction::Skip; // nothing rests on it
    bench.judge(directive);
    const ListSummary &summary = bench.workbench.summary();
    QCOMPARE(summary.reasons[std::size_t(ListReason::Disposable)], 1);
    QCOMPARE(summary.verdicts[std::size_t(ListVerdict::Purge)], 1);
    QCOMPARE(summary.verdicts[std::size_t(ListVerdict::NotChecked)], 0);
    QVERIFY(bench.workbench.listFault());
    directive.suppressed = DirectiveAction::Flag;
    bench.judge(directive);
    QCOMPARE(summary.verdicts[std::size_t(ListVerdict::NotChecked)], 2);
}

void TestListPlans::F117_eachPlanIsAnsweredOnceByItsOwnId()
{
    Bench bench(18, 3'000);
    bench.judge(american());
    QMap<PlanId, QList<Result<SharedPlan>>> answers;
    connect(&bench.workbench, &ListWorkbench::planReady, this,
            [&answers](PlanId id, const Result<SharedPlan> &plan) { answers[id] << plan; });
    const auto errorOf = [&answers](PlanId id) {
        return answers.value(id).size() == 1 && !answers[id][0] ? std::optional(answers[id][0].error()) : std::nullopt;
    };
    // Asked for while busy; another list is opened before either is made.
    SanitizationDirective british = american();
    british.defaultRegion = QStringLiteral("GB");
    bench.workbench.setDirective(british);
    QVERIFY(bench.workbench.isBusy());
    const PlanId report = bench.workbench.freezePlan(false), review = bench.workbench.freezePlan(true);
    bench.workbench.begin({.listId = QStringLiteral("list-2"), .profileId = QStringLiteral("profile-1")});
    const PlanId early = bench.workbench.freezePlan(false);
    QVERIFY(answers.isEmpty()); // whoever asks knows the id before the answer
    const std::vector<PlainContact> contacts = ContactMaker(19).many(50);
    bench.workbench.append(contactPage(contacts, 0, 50));
    bench.workbench.finishReading({});
    const PlanId one = bench.workbench.freezePlan(false), other = bench.workbench.freezePlan(false),
                 unwanted = bench.workbench.freezePlan(false);
    bench.workbench.cancelPlan(unwanted);
    QTRY_COMPARE(answers.size(), 6);
    bench.settle();
    QTest::qWait(0); // whatever else is under way
    for (const PlanId left : {report, review, unwanted})
        QCOMPARE(errorOf(left).value_or(ApiError()).kind, ErrorKind::Cancelled);
    QCOMPARE(errorOf(early).value_or(ApiError()).code, QStringLiteral("list_still_read"));
    for (const PlanId id : {one, other}) {
        QCOMPARE(answers[id].size(), 1);
        QVERIFY(answers[id][0]);
        QCOMPARE((*answers[id][0])->header.listId, QStringLiteral("list-2"));
        QCOMPARE((*answers[id][0])->header.contactsInList, 50);
    }
    bench.workbench.cancelPlan(one); // it has its answer
    const PlanId last = bench.workbench.freezePlan(false);
    QTRY_VERIFY(answers.contains(last));
    QCOMPARE(answers[one].size(), 1);
}

void TestListPlans::F117_aPlanThatWaitsIsOfTheListAndFilterOfThen()
{
    Bench bench(20, 1'000);
    bench.judge(american());
    ContactFilter purged;
    purged.verdicts = {ListVerdict::Purge};
    bench.filter(purged);
    QSignalSpy ready(&bench.workbench, &ListWorkbench::planReady);
    SanitizationDirective british = american();
    british.defaultRegion = QStringLiteral("GB");
    bench.workbench.setDirective(british);
    bench.workbench.freezePlan(true);
    bench.workbench.setFilter({}); // of the next look, not of what was asked
    QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, patience);
    const auto plan = ready[0][1].value<Result<SharedPlan>>();
    QVERIFY(plan);
    QCOMPARE((*plan)->header.scope, purged.key());
    QCOMPARE((*plan)->header.directiveDigest, directiveDigest(british));
}

MUSTER_TEST(TestListPlans, QCoreApplication)

} // namespace tst_listplans

#include "tst_listplans.moc"
