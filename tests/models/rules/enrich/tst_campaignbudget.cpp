// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/campaignbudget.h"

#include "tests/support/testprogram.h"

using namespace muster;
using namespace std::chrono_literals;

namespace tst_campaignbudget {

namespace {

Campaign campaign(const char *id, std::chrono::milliseconds timeout, const char *list = "list_1",
                  const char *status = "RUNNING")
{
    return {.id = QString::fromLatin1(id),
            .status = QString::fromLatin1(status),
            .contactListId = QString::fromLatin1(list),
            .maxEnrichmentTimeout = timeout};
}

EnrichmentPace pace()
{
    return {.closedStatuses = {QStringLiteral("completed")}};
}

} // namespace

class TestCampaignBudget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneContactPerTenMilliseconds_data()
    {
        QTest::addColumn<int>("timeout");
        QTest::addColumn<int>("expected");
        QTest::newRow("3000 ms") << 3000 << 300;
        QTest::newRow("rounded down") << 3009 << 300;
        QTest::newRow("one") << 10 << 1;
        QTest::newRow("nineteen") << 19 << 1;
        QTest::newRow("not even one") << 9 << 0;
        QTest::newRow("none") << 0 << 0;
        QTest::newRow("negative") << -3000 << 0;
        QTest::newRow("more than a request takes") << 60'000 << 500;
    }

    void oneContactPerTenMilliseconds()
    {
        QFETCH(int, timeout);
        QFETCH(int, expected);
        const auto budget = CampaignBudget::of(campaign("camp_1", std::chrono::milliseconds(timeout)), {}, pace());
        QCOMPARE(budget.batchSize, expected);
        QCOMPARE(budget.fault.has_value(), expected == 0);
        if (expected == 0)
            QCOMPARE(*budget.fault, BudgetFault::NoTime);
    }

    void theTightestOpenCampaignOfTheListDecides()
    {
        const Campaign chosen = campaign("camp_1", 3000ms);
        const QList<Campaign> all = {chosen, campaign("camp_2", 500ms), campaign("camp_3", 20ms, "list_2"),
                                     campaign("camp_4", 20ms, "list_1", "Completed")};
        const auto budget = CampaignBudget::of(chosen, all, pace());
        QCOMPARE(budget.batchSize, 50);
        QCOMPARE(budget.tightest.id, QStringLiteral("camp_2"));
        const auto none = CampaignBudget::of(chosen, all + QList{campaign("camp_5", 9ms)}, pace());
        QCOMPARE(none.fault, std::optional(BudgetFault::NoTime));
        QCOMPARE(none.tightest.id, QStringLiteral("camp_5"));
        // A campaign that does not say its list is not known to share one.
        const auto alone = CampaignBudget::of(campaign("camp_1", 3000ms, ""), {campaign("camp_2", 20ms, "")}, pace());
        QCOMPARE(alone.batchSize, 300);
    }

    void aClosedCampaignIsRefused()
    {
        const auto budget = CampaignBudget::of(campaign("camp_1", 3000ms, "list_1", " COMPLETED "), {}, pace());
        QCOMPARE(budget.fault, std::optional(BudgetFault::Closed));
        QCOMPARE(budget.batchSize, 0);
        QCOMPARE(CampaignBudget::of(campaign("camp_1", 3000ms, "list_1", "dozing"), {}, pace()).batchSize, 300);
    }

    void thePlanAddsUp_data()
    {
        QTest::addColumn<qint64>("contacts");
        QTest::addColumn<int>("timeout");
        QTest::addColumn<qint64>("batches");
        QTest::addColumn<qint64>("last");
        QTest::addColumn<int>("milliseconds");
        QTest::newRow("nothing") << qint64(0) << 3000 << qint64(0) << qint64(0) << 0;
        QTest::newRow("one") << qint64(1) << 3000 << qint64(1) << qint64(1) << 50;
        QTest::newRow("full") << qint64(300) << 3000 << qint64(1) << qint64(300) << 50;
        QTest::newRow("one more") << qint64(301) << 3000 << qint64(2) << qint64(1) << 1050;
        QTest::newRow("two a second") << qint64(1000) << 2500 << qint64(4) << qint64(250) << 1050;
        QTest::newRow("slow answers") << qint64(100) << 100 << qint64(10) << qint64(10) << 500;
        QTest::newRow("ten million") << qint64(10'000'000) << 2500 << qint64(40'000) << qint64(250) << 19'999'050;
    }

    void thePlanAddsUp()
    {
        QFETCH(qint64, contacts);
        QFETCH(int, timeout);
        QFETCH(qint64, batches);
        QFETCH(qint64, last);
        QFETCH(int, milliseconds);
        const auto budget = CampaignBudget::of(campaign("camp_1", std::chrono::milliseconds(timeout)), {}, pace());
        const BatchPlan plan = BatchPlan::of(contacts, budget, pace(), 50ms);
        QCOMPARE(plan.batches, batches);
        QCOMPARE(plan.lastBatch, last);
        QCOMPARE(plan.duration, std::chrono::milliseconds(milliseconds));
        if (batches > 0)
            QCOMPARE((plan.batches - 1) * plan.batchSize + plan.lastBatch, contacts);
    }

    void withoutBudgetsAListStandsForItself()
    {
        EnrichmentPace none = pace();
        none.perContact = 0ms;
        none.contactsPerSecond = 0;
        const Campaign chosen = campaign("list_1", 0ms);
        const auto budget = CampaignBudget::of(chosen, {campaign("list_2", 0ms, "list_1")}, none);
        QVERIFY(!budget.fault);
        QCOMPARE(budget.batchSize, none.contactsPerCall);
        QCOMPARE(budget.tightest.id, QStringLiteral("list_1"));
        const auto closed = CampaignBudget::of(campaign("list_1", 0ms, "list_1", "Completed"), {}, none);
        QCOMPARE(closed.fault, std::optional(BudgetFault::Closed));
        const BatchPlan plan = BatchPlan::of(1001, budget, none, 50ms);
        QCOMPARE(plan.batches, 3);
        QCOMPARE(plan.lastBatch, 1);
        QCOMPARE(plan.duration, 0ms); // nobody says how long it takes
    }
};

MUSTER_TEST(TestCampaignBudget, QCoreApplication)

} // namespace tst_campaignbudget
#include "tst_campaignbudget.moc"
