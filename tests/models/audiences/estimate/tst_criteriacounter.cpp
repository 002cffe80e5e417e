// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "contactsamples.h"
#include "models/audiences/estimate/audiencecount.h"

#include "tests/support/testprogram.h"

using namespace muster;
using namespace muster::test;

using Op = CriteriaOperator;

namespace {

AudienceCount countOf(const SharedContactColumns &contacts, const CriteriaGroup &criteria,
                      const QList<CriteriaPath> &muted = {})
{
    ConditionCache cache(contacts);
    return countAudience(cache, {criteria, muted}, {}).value();
}

/// Revenue over 400, and tech, and (more than 500 employees, or fewer than 50).
CriteriaGroup sampleCriteria()
{
    return allOf({numberIs("revenue", Op::GreaterThan, "400"),
                  textIs("industry", Op::Equals, "tech"),
                  {anyOf({numberIs("employees", Op::GreaterThan, "500"), numberIs("employees", Op::LessThan, "50")})}});
}

} // namespace

Q_DECLARE_METATYPE(muster::CountBounds)

class TestCriteriaCounter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsEveryNodeAndTheWhole();
    void funnelsMembersInTheirOrder();
    void aMissingFieldIsNotKnown();
    void whatIsNotKnownIsNeverAMatch();
    void mutedNodesAreLeftOut();
    void saysWhatUnmutingDoes();
    void aGroupOfMutedOnesIsLeftOut();
    void criteriaThatSayNothingAreNotKnown();
    void asksOnlyWhatChanged();
    void stops();
};

void TestCriteriaCounter::countsEveryNodeAndTheWhole()
{
    const AudienceCount count = countOf(fivePeople(), sampleCriteria());
    QCOMPARE(count.contacts, 5);
    QCOMPARE(count.matched, (CountBounds{1, 1})); // d: 900, tech, 600
    QCOMPARE(count.lowerShare(), 0.2);
    QCOMPARE(count.nodes.size(), 6);
    const QList<CriteriaPath> paths{{}, {0}, {1}, {2}, {2, 0}, {2, 1}};
    const QList<qint64> counts{1, 3, 4, 4, 3, 1};
    for (qsizetype i = 0; i < paths.size(); ++i) {
        QCOMPARE(count.nodes[i].path, paths[i]);
        QCOMPARE(count.nodes[i].matched, (CountBounds{counts[i], counts[i]}));
        QVERIFY(count.nodes[i].takesPart);
        QVERIFY(!count.nodes[i].unmuted);
    }
}

void TestCriteriaCounter::funnelsMembersInTheirOrder()
{
    const AudienceCount count = countOf(fivePeople(), sampleCriteria());
    // b, c, d over 400; b, d of them tech; d of them in the group. In the group: c, d, e, then a as well.
    const QList<qint64> soFar{3, 2, 1, 3, 4};
    QVERIFY(!count.nodes[0].soFar);
    for (qsizetype i = 0; i < soFar.size(); ++i)
        QCOMPARE(count.nodes[i + 1].soFar.value(), (CountBounds{soFar[i], soFar[i]}));
}

void TestCriteriaCounter::aMissingFieldIsNotKnown()
{
    const auto score = numberIs("score", Op::GreaterThan, "85");
    const AudienceCount all = countOf(fivePeople(), allOf({textIs("industry", Op::Equals, "tech"), score}));
    QCOMPARE(all.matched, (CountBounds{0, 4}));
    QVERIFY(all.nodes[2].isFieldMissing);
    QVERIFY(!all.nodes[1].isFieldMissing);
    QCOMPARE(all.nodes[2].matched, (CountBounds{0, 5}));
    const AudienceCount any = countOf(fivePeople(), anyOf({textIs("industry", Op::Equals, "tech"), score}));
    QCOMPARE(any.matched, (CountBounds{4, 5}));
    // Not even not_equals is known of a field that none of the contacts at hand has.
    QCOMPARE(countOf(fivePeople(), allOf({textIs("score", Op::NotEquals, "1")})).matched, (CountBounds{0, 5}));
    // What is known to be false stays so, whatever else is not known.
    QCOMPARE(countOf(fivePeople(), allOf({textIs("industry", Op::Equals, "none"), score})).matched,
             (CountBounds{0, 0}));
}

void TestCriteriaCounter::whatIsNotKnownIsNeverAMatch()
{
    const auto contacts = columnsOf({QStringLiteral("budget")}, {{"100"}, {"1.000,00"}, {""}, {"2000"}});
    const AudienceCount count = countOf(contacts, allOf({numberIs("budget", Op::GreaterThan, "500")}));
    QCOMPARE(count.matched, (CountBounds{1, 2})); // the second may be one, the third is none
    QVERIFY(!count.nodes[1].isFieldMissing);
}

void TestCriteriaCounter::mutedNodesAreLeftOut()
{
    const AudienceCount count = countOf(fivePeople(), sampleCriteria(), {{2}});
    QCOMPARE(count.matched, (CountBounds{2, 2})); // b and d
    QVERIFY(!count.nodes[3].takesPart);
    QVERIFY(!count.nodes[4].takesPart);
    QVERIFY(!count.nodes[3].soFar && !count.nodes[4].soFar);
    QCOMPARE(count.nodes[3].matched, (CountBounds{4, 4})); // still shown
    QCOMPARE(count.nodes[4].matched, (CountBounds{3, 3}));
    // A way that leads nowhere mutes nothing, nor can the whole be muted.
    QCOMPARE(countOf(fivePeople(), sampleCriteria(), {{7, 7}, {}}).matched, (CountBounds{1, 1}));
}

void TestCriteriaCounter::saysWhatUnmutingDoes()
{
    // Muting the group adds one: two match, and one would if it were not muted.
    const AudienceCount group = countOf(fivePeople(), sampleCriteria(), {{2}});
    QCOMPARE(group.nodes[3].unmuted.value(), (CountBounds{1, 1}));
    QVERIFY(!group.nodes[4].unmuted);
    // Within the group: without the large ones only a has few enough, and a is below 400.
    const AudienceCount inner = countOf(fivePeople(), sampleCriteria(), {{2, 0}});
    QCOMPARE(inner.matched, (CountBounds{0, 0}));
    QCOMPARE(inner.nodes[4].unmuted.value(), (CountBounds{1, 1}));
    // Of two that are muted each is looked at alone.
    const AudienceCount two = countOf(fivePeople(), sampleCriteria(), {{0}, {2}});
    QCOMPARE(two.matched, (CountBounds{4, 4}));
    QCOMPARE(two.nodes[1].unmuted.value(), (CountBounds{2, 2}));
    QCOMPARE(two.nodes[3].unmuted.value(), (CountBounds{3, 3})); // a, d, e
    // Inside a group that is muted itself it would change nothing.
    const AudienceCount nested = countOf(fivePeople(), sampleCriteria(), {{2}, {2, 0}});
    QVERIFY(!nested.nodes[4].unmuted);
    QCOMPARE(nested.nodes[3].matched, (CountBounds{1, 1})); // the group without it: a
    QCOMPARE(nested.nodes[3].unmuted.value(), (CountBounds{0, 0}));
}

void TestCriteriaCounter::aGroupOfMutedOnesIsLeftOut()
{
    const AudienceCount count = countOf(fivePeople(), sampleCriteria(), {{2, 0}, {2, 1}});
    QCOMPARE(count.matched, (CountBounds{2, 2})); // as if the group were not there
    QVERIFY(!count.nodes[3].takesPart);
    QCOMPARE(count.nodes[3].matched, (CountBounds{0, 5}));
    QCOMPARE(count.nodes[4].unmuted.value(), (CountBounds{1, 1})); // the group is there again
    QCOMPARE(count.nodes[5].unmuted.value(), (CountBounds{0, 0}));
    // So is one that is empty by itself.
    CriteriaGroup empty = sampleCriteria();
    empty.members.push_back({anyOf({})});
    QCOMPARE(countOf(fivePeople(), empty).matched, (CountBounds{1, 1}));
}

void TestCriteriaCounter::criteriaThatSayNothingAreNotKnown()
{
    QCOMPARE(countOf(fivePeople(), allOf({})).matched, (CountBounds{0, 5}));
    QCOMPARE(countOf(fivePeople(), allOf({{anyOf({})}})).matched, (CountBounds{0, 5}));
    const AudienceCount muted = countOf(fivePeople(), allOf({textIs("industry", Op::Equals, "tech")}), {{0}});
    QCOMPARE(muted.matched, (CountBounds{0, 5}));
    QCOMPARE(muted.nodes[1].unmuted.value(), (CountBounds{4, 4}));
    const AudienceCount nobody = countOf(columnsOf({QStringLiteral("a")}, {}), sampleCriteria());
    QCOMPARE(nobody.matched, (CountBounds{0, 0}));
    QVERIFY(!nobody.lowerShare());
}

void TestCriteriaCounter::asksOnlyWhatChanged()
{
    ConditionCache cache(fivePeople());
    CriteriaQuestion question{sampleCriteria(), {}};
    QVERIFY(countAudience(cache, question, {}));
    QCOMPARE(cache.asked(), 4);
    question.criteria.members.front() = numberIs("revenue", Op::GreaterThan, "600");
    QCOMPARE(countAudience(cache, question, {})->matched, (CountBounds{1, 1}));
    QCOMPARE(cache.asked(), 5);
    question.criteria.join = CriteriaJoin::Or;
    QCOMPARE(countAudience(cache, question, {})->matched, (CountBounds{5, 5}));
    QCOMPARE(cache.asked(), 5);
    // The same field and value by another operator, as another type, or of another field is another condition.
    question.criteria = anyOf({numberIs("revenue", Op::Equals, "600"), textIs("revenue", Op::GreaterThan, "600"),
                               numberIs("employees", Op::GreaterThan, "600")});
    QVERIFY(countAudience(cache, question, {}));
    QCOMPARE(cache.asked(), 8);
    // A copy goes on from what the first one knew.
    ConditionCache copy = cache;
    QVERIFY(countAudience(copy, {sampleCriteria(), {}}, {}));
    QCOMPARE(copy.asked(), 8);
}

void TestCriteriaCounter::stops()
{
    ConditionCache cache(fivePeople());
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!countAudience(cache, {sampleCriteria(), {}}, stop.get_token()));
    QCOMPARE(countAudience(cache, {sampleCriteria(), {}}, {})->matched, (CountBounds{1, 1}));
}

MUSTER_TEST(TestCriteriaCounter, muster::tests::NoApplication)
#include "tst_criteriacounter.moc"
