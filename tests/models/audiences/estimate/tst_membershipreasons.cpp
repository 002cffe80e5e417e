// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/membershipreasons.h"

#include "tests/support/testprogram.h"

#include "contactsamples.h"
#include "models/audiences/estimate/audiencecount.h"
#include "models/audiences/estimate/audiencesamples.h"

#include <QRandomGenerator>
#include <algorithm>

using namespace muster;
using namespace muster::test;

namespace tst_membershipreasons {

using Op = CriteriaOperator;
using Paths = QList<CriteriaPath>;

namespace {

/// Revenue over 400, and tech, and (more than 500 employees, or fewer than 50).
CriteriaQuestion sample()
{
    return {
        allOf({numberIs("revenue", Op::GreaterThan, "400"),
               textIs("industry", Op::Equals, "tech"),
               {anyOf({numberIs("employees", Op::GreaterThan, "500"), numberIs("employees", Op::LessThan, "50")})}}),
        {}};
}

/// Truth of the whole for truths of conditions in reading order.
Truth wholeOf(const CriteriaOutline &outline, const std::vector<Truth> &given, std::size_t at = 0)
{
    const auto &node = outline.nodes[at];
    if (!node.isGroup)
        return given[at];
    std::vector<Truth> members;
    for (const int member : node.members) {
        if (outline.nodes[std::size_t(member)].counts())
            members.push_back(wholeOf(outline, given, std::size_t(member)));
    }
    return node.join == CriteriaJoin::And ? *std::ranges::min_element(members) : *std::ranges::max_element(members);
}

CriteriaGroup randomGroup(QRandomGenerator &random, int level)
{
    static constexpr const char *fields[] = {"a", "b", "c", "d", "nowhere"};
    CriteriaGroup group{random.bounded(2) == 0 ? CriteriaJoin::And : CriteriaJoin::Or, {}};
    for (int i = 0, count = random.bounded(1, 4); i < count; ++i) {
        if (level < 3 && random.bounded(3) == 0)
            group.members.push_back({randomGroup(random, level + 1)});
        else
            group.members.push_back(
                numberIs(fields[random.bounded(5)], Op::Equals, random.bounded(2) == 0 ? "0" : "1"));
    }
    return group;
}

} // namespace

class TestMembershipReasons : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatEveryNodeSays();
    void namesTheSmallestChange();
    void mutedNodesChangeNothing();
    void countsWhatIsNotKnownAsAChange();
    void isTheSmallestOfAll();
    void findsContacts();
    void samplesThoseThatMatchAndThoseThatNearlyDo();
    void samplesAreSpreadAndTheSameEachTime();
    void samplesAgreeWithReasons();
};

void TestMembershipReasons::saysWhatEveryNodeSays()
{
    const MembershipReasons b = membershipReasons(*fivePeople(), sample(), 1); // 500, tech, no employees
    QCOMPARE(b.truth, Truth::False);
    QCOMPARE(b.nodes.size(), 6);
    const QList<Truth> truths{Truth::False, Truth::True, Truth::True, Truth::False, Truth::False, Truth::False};
    const QStringList cells{{}, QStringLiteral("500"), QStringLiteral("tech"), {}, {}, {}};
    for (qsizetype i = 0; i < truths.size(); ++i) {
        QCOMPARE(b.nodes[i].truth, truths[i]);
        QCOMPARE(b.nodes[i].cell, cells[i]);
        QVERIFY(!b.nodes[i].isFieldMissing);
    }
    QVERIFY(b.nodes[3].isGroup);
    QCOMPARE(b.nodes[5].path, (CriteriaPath{2, 1}));
}

void TestMembershipReasons::namesTheSmallestChange()
{
    const auto people = fivePeople();
    const MembershipReasons a = membershipReasons(*people, sample(), 0); // 100, tech, 10
    QCOMPARE(a.toGetIn.value(), (Paths{{0}}));
    QVERIFY(!a.toGetOut); // is out
    const MembershipReasons b = membershipReasons(*people, sample(), 1);
    QCOMPARE(b.toGetIn.value(), (Paths{{2, 0}})); // the first of two that would do
    const MembershipReasons d = membershipReasons(*people, sample(), 3); // in
    QCOMPARE(d.truth, Truth::True);
    QVERIFY(!d.toGetIn);
    QCOMPARE(d.toGetOut.value(), (Paths{{0}}));
    // Of two groups the one with fewer faults is taken.
    const CriteriaQuestion any{
        anyOf({{allOf({numberIs("revenue", Op::LessThan, "0"), textIs("industry", Op::Equals, "x")})},
               {allOf({numberIs("revenue", Op::LessThan, "0"), textIs("industry", Op::Equals, "tech")})}}),
        {}};
    QCOMPARE(membershipReasons(*people, any, 0).toGetIn.value(), (Paths{{1, 0}}));
    // Both members have to go to get out of a group of any.
    const CriteriaQuestion both{anyOf({textIs("industry", Op::Equals, "tech"), numberIs("revenue", Op::Equals, "100")}),
                                {}};
    QCOMPARE(membershipReasons(*people, both, 0).toGetOut.value(), (Paths{{0}, {1}}));
}

void TestMembershipReasons::mutedNodesChangeNothing()
{
    CriteriaQuestion question = sample();
    question.muted = {{2}};
    const MembershipReasons b = membershipReasons(*fivePeople(), question, 1);
    QCOMPARE(b.truth, Truth::True);
    QCOMPARE(b.nodes[3].truth, Truth::False); // is told all the same
    QVERIFY(!b.nodes[3].takesPart);
    QVERIFY(b.nodes[2].takesPart);
    QCOMPARE(b.toGetOut.value(), (Paths{{0}}));
    question.muted = {{0}, {1}, {2}};
    const MembershipReasons nothing = membershipReasons(*fivePeople(), question, 1);
    QCOMPARE(nothing.truth, Truth::Unknown);
    QVERIFY(!nothing.toGetIn && !nothing.toGetOut);
}

void TestMembershipReasons::countsWhatIsNotKnownAsAChange()
{
    const CriteriaQuestion question{
        allOf({textIs("industry", Op::Equals, "tech"), numberIs("score", Op::GreaterThan, "85")}), {}};
    const MembershipReasons a = membershipReasons(*fivePeople(), question, 0);
    QCOMPARE(a.truth, Truth::Unknown);
    QVERIFY(a.nodes[2].isFieldMissing);
    QCOMPARE(a.toGetIn.value(), (Paths{{1}}));
    QCOMPARE(a.toGetOut.value(), (Paths{{0}}));
    const MembershipReasons c = membershipReasons(*fivePeople(), question, 2); // retail
    QCOMPARE(c.truth, Truth::False);
    QCOMPARE(c.toGetIn.value(), (Paths{{0}, {1}}));
}

void TestMembershipReasons::isTheSmallestOfAll()
{
    const quint32 seed = QRandomGenerator::system()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    const auto contacts
        = columnsOf({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")},
                    {{"0", "1", "", "1"}, {"1", "1", "0", "0"}});
    for (int i = 0; i < 400; ++i) {
        const CriteriaQuestion question{randomGroup(random, 1), {}};
        const CriteriaOutline outline = CriteriaOutline::of(question);
        const auto row = std::uint32_t(random.bounded(2));
        const MembershipReasons reasons = membershipReasons(*contacts, question, row);
        std::vector<Truth> truths;
        std::vector<std::size_t> conditions;
        for (std::size_t node = 0; node < outline.nodes.size(); ++node) {
            truths.push_back(reasons.nodes[qsizetype(node)].truth);
            if (!outline.nodes[node].isGroup)
                conditions.push_back(node);
        }
        if (conditions.size() > 12)
            continue;
        QCOMPARE(wholeOf(outline, truths), reasons.truth);
        for (const bool wanted : {false, true}) {
            const Truth goal = wanted ? Truth::True : Truth::False;
            const auto &found = wanted ? reasons.toGetIn : reasons.toGetOut;
            if (reasons.truth == goal) {
                QVERIFY(!found);
                continue;
            }
            // Every subset of conditions, turned to what is wanted.
            int least = 99;
            for (unsigned subset = 0; subset < (1U << conditions.size()); ++subset) {
                std::vector<Truth> changed = truths;
                for (std::size_t bit = 0; bit < conditions.size(); ++bit) {
                    if ((subset >> bit & 1U) != 0)
                        changed[conditions[bit]] = goal;
                }
                if (wholeOf(outline, changed) == goal)
                    least = std::min(least, std::popcount(subset));
            }
            QCOMPARE(int(found->size()), least);
            std::vector<Truth> changed = truths;
            for (std::size_t node = 0; node < outline.nodes.size(); ++node) {
                if (found->contains(outline.nodes[node].path))
                    changed[node] = goal;
            }
            QCOMPARE(wholeOf(outline, changed), goal);
        }
    }
}

void TestMembershipReasons::findsContacts()
{
    const auto people = fivePeople();
    QCOMPARE(findContact(*people, 0, QStringLiteral("d"), {}), 3U);
    QCOMPARE(findContact(*people, -1, QStringLiteral("900"), {}), 2U); // employees of c come before revenue of d
    QCOMPARE(findContact(*people, 1, QStringLiteral("900"), {}), 3U);
    QVERIFY(!findContact(*people, 0, QStringLiteral("D"), {}));
    QVERIFY(!findContact(*people, 0, QString(), {}));
}

void TestMembershipReasons::samplesThoseThatMatchAndThoseThatNearlyDo()
{
    ConditionCache cache(fivePeople());
    const AudienceSamples samples = sampleAudience(cache, sample(), 10, {}).value();
    QCOMPARE(samples.matching, QList<std::uint32_t>{3});
    // a lacks revenue, b employees, c industry, e revenue: each misses by one.
    QCOMPARE(samples.nearMisses, (QList<NearMiss>{{0, 1}, {1, 1}, {2, 1}, {4, 1}}));
    QCOMPARE(samples.missedBy, (std::array<qint64, 3>{4, 0, 0}));
    QCOMPARE(sampleAudience(cache, sample(), 2, {})->nearMisses, (QList<NearMiss>{{0, 1}, {2, 1}}));
    // Who may be in misses nothing; who is out misses by the unknown one, too.
    const CriteriaQuestion open{
        allOf({textIs("industry", Op::Equals, "tech"), numberIs("score", Op::GreaterThan, "1")}), {}};
    const AudienceSamples unknown = sampleAudience(cache, open, 10, {}).value();
    QVERIFY(unknown.matching.isEmpty());
    QCOMPARE(unknown.nearMisses, (QList<NearMiss>{{2, 2}}));
    QVERIFY(sampleAudience(cache, {allOf({}), {}}, 10, {})->nearMisses.isEmpty());
}

void TestMembershipReasons::samplesAreSpreadAndTheSameEachTime()
{
    std::vector<std::vector<std::string>> rows;
    for (int i = 0; i < 1'000; ++i)
        rows.push_back({i % 2 == 0 ? "1" : "0"});
    ConditionCache cache(columnsOf({QStringLiteral("f")}, rows));
    const CriteriaQuestion question{allOf({numberIs("f", Op::Equals, "1")}), {}};
    const AudienceSamples samples = sampleAudience(cache, question, 5, {}).value();
    QCOMPARE(samples.matching, (QList<std::uint32_t>{0, 200, 400, 600, 800}));
    QCOMPARE(samples.nearMisses.constLast(), (NearMiss{801, 1}));
    QCOMPARE(samples.missedBy[0], 500);
    QCOMPARE(sampleAudience(cache, question, 5, {}), samples);
}

void TestMembershipReasons::samplesAgreeWithReasons()
{
    const quint32 seed = QRandomGenerator::system()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    std::vector<std::vector<std::string>> rows;
    for (int i = 0; i < 150; ++i) {
        std::vector<std::string> row;
        for (int field = 0; field < 4; ++field)
            row.push_back(random.bounded(5) == 0 ? std::string() : std::to_string(random.bounded(2)));
        rows.push_back(row);
    }
    const auto contacts
        = columnsOf({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")}, rows);
    ConditionCache cache(contacts);
    for (int i = 0; i < 300; ++i) {
        const CriteriaQuestion question{randomGroup(random, 1), {}};
        const AudienceCount count = countAudience(cache, question, {}).value();
        const AudienceSamples samples = sampleAudience(cache, question, 1'000, {}).value();
        CountBounds matched;
        QList<std::uint32_t> in;
        QList<NearMiss> near;
        for (std::uint32_t row = 0; row < contacts->rowCount(); ++row) {
            const MembershipReasons reasons = membershipReasons(*contacts, question, row);
            matched.lower += reasons.truth == Truth::True ? 1 : 0;
            matched.upper += reasons.truth != Truth::False ? 1 : 0;
            if (reasons.truth == Truth::True)
                in.append(row);
            else if (reasons.truth == Truth::False && reasons.toGetIn->size() <= AudienceSamples::farthest)
                near.append({row, int(reasons.toGetIn->size())});
        }
        std::ranges::sort(near, [](const NearMiss &a, const NearMiss &b) {
            return std::pair(a.changes, a.row) < std::pair(b.changes, b.row);
        });
        QCOMPARE(count.matched, matched);
        QCOMPARE(samples.matching, in);
        QCOMPARE(samples.nearMisses, near);
    }
}

MUSTER_TEST(TestMembershipReasons, muster::tests::NoApplication)

} // namespace tst_membershipreasons
#include "tst_membershipreasons.moc"
