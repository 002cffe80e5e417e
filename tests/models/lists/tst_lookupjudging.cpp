// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testprogram.h"

#include "listbench.h"

using namespace muster;
using namespace muster::test;

namespace tst_lookupjudging {

namespace {

constexpr std::uint32_t lookedUpAt = 1'700'000'000; // 2023-11-14

PlainContact contact(const char *id, const char *phone)
{
    PlainContact contact;
    contact.id = id;
    contact.phone = phone;
    return contact;
}

/// Two contacts of one number that only a lookup can tell, one more such number, one that the plan tells, one invalid.
std::vector<PlainContact> few()
{
    return {contact("a", "+12015550123"), contact("b", "(201) 555-0123"), contact("c", "+13125550168"),
            contact("d", "+18005550199"), contact("e", "+120155501234")};
}

std::shared_ptr<const LineTypes> types(std::initializer_list<std::pair<std::uint64_t, LookupLineType>> known)
{
    auto types = std::make_shared<LineTypes>();
    for (const auto &[e164, type] : known)
        types->insert(e164, {type, true, lookedUpAt});
    return types;
}

} // namespace

/// What looked-up line types do to verdicts, and what a lookup that did not answer does.
class TestLookupJudging : public QObject
{
    Q_OBJECT

private:
    static void use(Bench &bench, const LookupUse &use)
    {
        bench.workbench.setLookup(use);
        bench.settle();
    }
    static qint64 verdicts(const Bench &bench, ListVerdict verdict)
    {
        return bench.workbench.summary().verdicts[std::size_t(verdict)];
    }
    static qint64 reasons(const Bench &bench, ListReason reason)
    {
        return bench.workbench.summary().reasons[std::size_t(reason)];
    }
    static LookupDemand demandOf(Bench &bench)
    {
        QSignalSpy ready(&bench.workbench, &ListWorkbench::lookupDemandReady);
        bench.workbench.requestLookupDemand();
        if (!muster::tests::waitFor([&] { return !ready.isEmpty(); }, patience))
            qFatal("no demand");
        return ready.constFirst().constFirst().value<LookupDemand>();
    }

private Q_SLOTS:
    void asksForDifferentNumbersThatThePlanLeavesOpen()
    {
        Bench bench;
        bench.read(few());
        bench.judge(american());
        const LookupDemand demand = demandOf(bench);
        QCOMPARE(demand.leftOpen, 2);
        QCOMPARE(demand.known, 0);
        QCOMPARE(*demand.numbers, (std::vector<std::uint64_t>{12015550123, 13125550168}));
        use(bench, {.types = types({{12015550123, LookupLineType::Mobile}})});
        const LookupDemand less = demandOf(bench);
        QCOMPARE(less.leftOpen, 2);
        QCOMPARE(less.known, 1);
        QCOMPARE(*less.numbers, std::vector<std::uint64_t>{13125550168});
    }

    void nothingIsAskedForAnEmptyList()
    {
        Bench bench;
        QCOMPARE(demandOf(bench).toAsk(), 0);
        bench.read({});
        QCOMPARE(demandOf(bench).toAsk(), 0);
    }

    void aLookedUpTypeJudges()
    {
        Bench bench;
        bench.read(few());
        bench.judge(american());
        QCOMPARE(verdicts(bench, ListVerdict::Purge), 2); // toll-free, invalid
        QCOMPARE(reasons(bench, ListReason::LineUncertain), 3);
        use(bench,
            {.types = types({{12015550123, LookupLineType::NonFixedVoip}, {13125550168, LookupLineType::Landline}})});
        QCOMPARE(verdicts(bench, ListVerdict::Purge), 4); // both contacts of the VoIP number
        QCOMPARE(reasons(bench, ListReason::LineTypeBlocked), 3);
        QCOMPARE(reasons(bench, ListReason::LineUncertain), 0);
        // Whoever does not block VoIP keeps them; nothing has to be read for that.
        SanitizationDirective open = american();
        open.blockedTypes = 0;
        bench.workbench.setDirective(open);
        QCOMPARE(verdicts(bench, ListVerdict::Purge), 1);
        // And it is told where the knowledge comes from, and of when.
        const ContactDetails details = bench.details(0);
        QCOMPARE(details.source, KnowledgeSource::Lookup);
        QCOMPARE(details.lineType, NumberType::Voip);
        QVERIFY(details.lookedUp && details.isAssigned);
        QCOMPARE(details.lookedUpOn, std::optional(QDate(2023, 11, 14)));
        QCOMPARE(bench.details(3).source, KnowledgeSource::NumberingPlan);
        use(bench, {});
        QCOMPARE(bench.details(0).source, KnowledgeSource::NumberingPlan);
        QCOMPARE(reasons(bench, ListReason::LineUncertain), 3);
    }

    void thePlansWordIsNotOverruled()
    {
        Bench bench;
        bench.read(few());
        bench.judge(american());
        const ListSummary before = bench.workbench.summary();
        use(bench, {.types = types({{18005550199, LookupLineType::Mobile}, {120155501234, LookupLineType::Mobile}})});
        QCOMPARE(bench.workbench.summary(), before);
    }

    void F113_whatWasAskedForAndDidNotAnswerIsNotChecked()
    {
        Bench bench;
        bench.read(few());
        SanitizationDirective directive = american();
        directive.regions = {QStringLiteral("GB")}; // everybody would be purged
        directive.region = DirectiveAction::Purge;
        bench.judge(directive);
        QCOMPARE(verdicts(bench, ListVerdict::Purge), 5);
        use(bench, {.types = types({{12015550123, LookupLineType::Mobile}}), .isAwaited = true});
        // Answered: purged for its region. Not answered: whatever else is against it, it stays.
        QCOMPARE(verdicts(bench, ListVerdict::NotChecked), 1);
        QCOMPARE(reasons(bench, ListReason::LookupFailed), 1);
        QCOMPARE(verdicts(bench, ListVerdict::Purge), 4);
        const ContactDetails details = bench.details(2);
        QCOMPARE(details.verdict, ListVerdict::NotChecked);
        QCOMPARE(details.source, KnowledgeSource::NumberingPlan);
        QVERIFY(!details.lookedUpOn);
        // Nor does a person purge it (F113), nor a plan.
        QVERIFY(!bench.decide(2, 2, ListVerdict::Purge));
        QSignalSpy planned(&bench.workbench, &ListWorkbench::planReady);
        bench.workbench.freezePlan(false);
        QTRY_COMPARE(planned.size(), 1);
        const auto plan = planned.constFirst().at(1).value<Result<SharedPlan>>();
        QVERIFY(plan);
        for (const PlannedChange &change : (*plan)->changes)
            QVERIFY(change.contactId != "c");
        // All answered.
        use(bench,
            {.types = types({{12015550123, LookupLineType::Mobile}, {13125550168, LookupLineType::Unknown}}),
             .isAwaited = true});
        QCOMPARE(verdicts(bench, ListVerdict::NotChecked), 0);
    }

    void F113_anAnswerThatKnowsNoTypePurgesNobody()
    {
        Bench bench;
        bench.read(few());
        SanitizationDirective directive = american();
        directive.blockedTypes = 0xffff; // every type there is
        bench.judge(directive);
        const qint64 before = verdicts(bench, ListVerdict::Purge);
        auto unknown = std::make_shared<LineTypes>();
        unknown->insert(13125550168, {LookupLineType::Unknown, false, lookedUpAt});
        use(bench, {.types = unknown});
        QVERIFY(verdicts(bench, ListVerdict::Purge) <= before);
        QVERIFY(!bench.details(2).isAssigned);
        QCOMPARE(bench.details(2).lookedUpOn, std::optional(QDate(2023, 11, 14)));
        QVERIFY((bench.details(2).reasons & reasonBit(ListReason::LookupFailed)) == 0);
    }

    void F74_aNumberThatCannotBeReadIsNotAskedFor()
    {
        Bench bench;
        bench.read({contact("a", "2015550123")});
        bench.judge({}); // no region
        QCOMPARE(demandOf(bench).toAsk(), 0);
        use(bench, {.types = types({{12015550123, LookupLineType::NonFixedVoip}}), .isAwaited = true});
        QCOMPARE(reasons(bench, ListReason::LookupFailed), 0);
        QCOMPARE(reasons(bench, ListReason::NoDefaultRegion), 1);
        bench.judge(american()); // read now, and known
        QCOMPARE(verdicts(bench, ListVerdict::Purge), 1);
    }

    void theNextListHasNotBeenAskedFor()
    {
        Bench bench;
        bench.read(few());
        bench.judge(american());
        use(bench, {.types = types({}), .isAwaited = true});
        QCOMPARE(reasons(bench, ListReason::LookupFailed), 3);
        bench.read(few());
        QCOMPARE(reasons(bench, ListReason::LookupFailed), 0);
        QVERIFY(!bench.workbench.lookup().isAwaited);
    }

    /// Answers that were made from earlier ones are those that would be made afresh, whatever came in which order.
    void madeAnewOrGoneOnWithItIsTheSame()
    {
        const std::vector<PlainContact> contacts = ContactMaker(5).many(40'000);
        SanitizationDirective directive = american();
        directive.survivor = SurvivorRule::First;
        Bench bench;
        bench.read(contacts);
        bench.judge(directive);
        const LookupDemand demand = demandOf(bench);
        QVERIFY(demand.toAsk() > 1'000);
        auto all = std::make_shared<LineTypes>();
        for (std::size_t i = 0; i < demand.numbers->size(); ++i) {
            if (i % 3 != 0)
                all->insert((*demand.numbers)[i], {LookupLineType(i % 12), true, lookedUpAt});
        }
        use(bench, {.types = all, .isAwaited = true});
        directive.survivor = SurvivorRule::Off;
        bench.judge(directive);
        use(bench, {.types = all});
        use(bench, {.types = all, .isAwaited = true});
        const ListSummary gone = bench.workbench.summary();
        Bench afresh;
        afresh.workbench.setDirective(directive);
        afresh.read(contacts);
        use(afresh, {.types = all, .isAwaited = true});
        QCOMPARE(gone, afresh.workbench.summary());
        QCOMPARE(bench.column(ContactTableModel::Verdict), afresh.column(ContactTableModel::Verdict));
        QCOMPARE(bench.column(ContactTableModel::LineType), afresh.column(ContactTableModel::LineType));
        QVERIFY(reasons(bench, ListReason::LookupFailed) > 0);
    }
};

MUSTER_TEST(TestLookupJudging, QCoreApplication)

} // namespace tst_lookupjudging
#include "tst_lookupjudging.moc"
