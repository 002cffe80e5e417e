// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "contactsamples.h"
#include "models/audiences/estimate/audiencecount.h"
#include "models/audiences/estimate/audiencemembers.h"

#include "tests/support/testprogram.h"

#include <random>

using namespace muster;
using namespace muster::test;

namespace tst_audiencemembers {

using Op = CriteriaOperator;

namespace {

CriteriaNode anyNode(std::mt19937 &random, int depth)
{
    static constexpr const char *fields[]{"revenue", "industry", "employees", "nobodys"};
    if (depth == 0 || random() % 3 != 0) {
        const char *field = fields[random() % 4];
        return random() % 2 == 0 ? textIs(field, Op::Equals, "tech")
                                 : numberIs(field, random() % 2 == 0 ? Op::GreaterThan : Op::LessThan, "500");
    }
    std::vector<CriteriaNode> members;
    for (auto count = 1 + random() % 3; count > 0; --count)
        members.push_back(anyNode(random, depth - 1));
    return {random() % 2 == 0 ? allOf(std::move(members)) : anyOf(std::move(members))};
}

qint64 counted(const ContactBits &bits)
{
    return countWords(bits.data(), bits.size());
}

} // namespace

class TestAudienceMembers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWho()
    {
        ConditionCache cache(fivePeople());
        const auto members = audienceMembers(
            cache, {allOf({textIs("industry", Op::Equals, "tech"), numberIs("revenue", Op::GreaterThan, "400")}), {}},
            {});
        QVERIFY(members);
        QCOMPARE(members->sure, ContactBits{0b01010}); // b and d
        QCOMPARE(members->possible, members->sure);
    }
    void agreesWithTheCount()
    {
        // More than two words, and a part of one.
        std::vector<std::vector<std::string>> rows;
        std::mt19937 random(4711);
        for (int at = 0; at < 150; ++at) {
            rows.push_back({std::to_string(at), random() % 5 == 0 ? "" : std::to_string(random() % 1000),
                            random() % 2 == 0 ? "tech" : "retail", random() % 7 == 0 ? "many" : std::to_string(at)});
        }
        ConditionCache cache(columnsOf({QStringLiteral("contact_id"), QStringLiteral("revenue"),
                                        QStringLiteral("industry"), QStringLiteral("employees")},
                                       rows));
        int open = 0;
        for (int round = 0; round < 300; ++round) {
            const CriteriaQuestion question{allOf({anyNode(random, 3), anyNode(random, 2)}), {}};
            const auto count = countAudience(cache, question, {});
            const auto members = audienceMembers(cache, question, {});
            QVERIFY(count && members);
            QCOMPARE(counted(members->sure), count->matched.lower);
            QCOMPARE(counted(members->possible), count->matched.upper);
            open += count->matched.isExact() ? 0 : 1;
        }
        QVERIFY(open > 20); // both kinds were among them
    }
    void ofCriteriaThatSayNothingNobodyIsSure()
    {
        ConditionCache cache(fivePeople());
        const auto members = audienceMembers(cache, {}, {});
        QVERIFY(members);
        QCOMPARE(members->sure, ContactBits{0});
        QCOMPARE(members->possible, ContactBits{0b11111});
    }
    void stops()
    {
        std::stop_source stop;
        stop.request_stop();
        ConditionCache cache(fivePeople());
        QVERIFY(!audienceMembers(cache, {allOf({textIs("industry", Op::Equals, "tech")}), {}}, stop.get_token()));
    }
};

MUSTER_TEST(TestAudienceMembers, QCoreApplication)

} // namespace tst_audiencemembers
#include "tst_audiencemembers.moc"
