// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testprogram.h"

#include "listbench.h"

using namespace muster;
using namespace muster::test;

namespace tst_contactdecision {

/// Decisions of more contacts than are decided at once.
class TestContactDecision : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decidesOfManyInTheOrderGiven();
    void aNewListForgetsWhatWasNotDecidedYet();
};

void TestContactDecision::decidesOfManyInTheOrderGiven()
{
    constexpr int many = 60'000; // more than are decided at once
    Bench bench(13, many);
    bench.judge(american());
    const ListSummary before = bench.workbench.summary();
    ListWorkbench &workbench = bench.workbench;
    QSignalSpy decided(&workbench, &ListWorkbench::decided);
    const auto count = [&](ListVerdict verdict) { return workbench.summary().verdicts[std::size_t(verdict)]; };
    // Each on top of the one before, none awaited; the few last ones must not overtake the many.
    workbench.decide({{0, many - 1}}, ListVerdict::Review, QStringLiteral("all"));
    workbench.decide({{0, 19'999}, {30'000, many - 1}}, ListVerdict::Unchanged, {});
    workbench.decide({{10, 19}}, std::nullopt, {});
    workbench.decide({{0, 4}}, ListVerdict::Review, QStringLiteral("five"));
    QCOMPARE(decided.count(), 0);
    QVERIFY(workbench.isBusy());
    bench.settle();
    QCOMPARE(decided.count(), 4);
    for (const QList<QVariant> &one : decided)
        QVERIFY(!one.first().value<std::optional<ApiError>>());
    QCOMPARE(workbench.summary().overridden, many - 10);
    const Naive naive(bench.contacts, american());
    std::array<qint64, listVerdictCount> rules{};
    for (int row = 10; row < 20; ++row)
        ++rules[std::size_t(naive.rows[std::size_t(row)].judged.verdict)];
    QCOMPARE(count(ListVerdict::Review), 10'000 + 5 + rules[std::size_t(ListVerdict::Review)]);
    QCOMPARE(count(ListVerdict::Unchanged), many - 10'000 - 5 - 10 + rules[std::size_t(ListVerdict::Unchanged)]);
    const ContactTableModel &model = *workbench.model();
    QCOMPARE(model.index(3, 0).data(ContactTableModel::NoteRole).toString(), QStringLiteral("five"));
    QCOMPARE(model.index(25'000, 0).data(ContactTableModel::NoteRole).toString(), QStringLiteral("all"));
    QVERIFY(!model.index(12, 0).data(ContactTableModel::OverriddenRole).toBool());
    // Another region reads the numbers anew, and decisions stand; taken back, the rules alone are left.
    SanitizationDirective british = american();
    british.defaultRegion = QStringLiteral("GB");
    bench.judge(british);
    QCOMPARE(workbench.summary().overridden, many - 10);
    bench.judge(american());
    QVERIFY(bench.decide(0, many - 1, std::nullopt));
    QCOMPARE(workbench.summary(), before);
    QCOMPARE(workbench.summary(), naive.summary());
    // A refusal decides nothing of the whole selection.
    QVERIFY(!bench.decide(0, many - 1, ListVerdict::Fix));
    QCOMPARE(workbench.summary(), before);
    // What is planned has what was decided a moment before.
    workbench.decide({{0, many - 1}}, ListVerdict::Unchanged, {});
    const Result<SharedPlan> plan = bench.plan(false);
    QVERIFY(plan);
    QCOMPARE((*plan)->changes.size(), std::size_t(0));
}

void TestContactDecision::aNewListForgetsWhatWasNotDecidedYet()
{
    Bench bench(14, 50'000);
    bench.judge(american());
    bench.workbench.decide({{0, 49'999}}, ListVerdict::Review, {});
    bench.workbench.decide({{0, 0}}, ListVerdict::Unchanged, {});
    bench.read(ContactMaker(15).many(2'000));
    QCOMPARE(bench.workbench.summary(), Naive(bench.contacts, american()).summary());
}

MUSTER_TEST(TestContactDecision, QCoreApplication)

} // namespace tst_contactdecision
#include "tst_contactdecision.moc"
