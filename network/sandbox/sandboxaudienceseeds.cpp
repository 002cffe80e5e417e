// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxaudienceseeds.h"

namespace muster {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum CriteriaOperator;

namespace {

CriteriaNode is(const QString &field, CriteriaOperator op, CriteriaValue value)
{
    return {CriteriaCondition{field, op, std::move(value)}};
}

CriteriaNode number(const QString &field, CriteriaOperator op, const char *spelling)
{
    return is(field, op, CriteriaNumber{spelling});
}

CriteriaGroup all(std::vector<CriteriaNode> members)
{
    return {CriteriaJoin::And, std::move(members)};
}

CriteriaGroup any(std::vector<CriteriaNode> members)
{
    return {CriteriaJoin::Or, std::move(members)};
}

AudienceDefinition audience(const QString &name, const QString &description, AudienceSource source,
                            CriteriaGroup criteria, const QStringList &exclusions = {})
{
    return {name, description, std::move(criteria), exclusions, source, true};
}

CriteriaGroup fiveLevels()
{
    CriteriaGroup inner = any({is(u"tier"_s, Equals, u"gold"_s), is(u"tier"_s, Equals, u"platinum"_s)});
    inner = all({is(u"email"_s, Contains, u"@example.org"_s), {std::move(inner)}});
    inner = any({number(u"loyalty_points"_s, GreaterThan, "20000"), {std::move(inner)}});
    inner = all({is(u"last_purchase"_s, GreaterThan, u"2024-01-01"_s), {std::move(inner)}});
    return any({number(u"revenue"_s, GreaterThan, "30000.00"), {std::move(inner)}});
}

} // namespace

const QList<SandboxAudienceSeed> &sandboxAudienceSeeds()
{
    using enum AudienceSource;
    static const QString golden = u"a0d10001-3c5e-4f71-8a2b-000000000001"_s;
    static const QList<SandboxAudienceSeed> seeds = {
        {golden,
         audience(u"Gold and platinum in Germany"_s, u"For the autumn letter."_s, Customer360,
                  all({is(u"country"_s, Equals, u"DE"_s),
                       {any({is(u"tier"_s, Equals, u"gold"_s), is(u"tier"_s, Equals, u"platinum"_s)})}})),
         3, true, 90min},
        {u"a0d10002-3c5e-4f71-8a2b-000000000002"_s,
         audience(u"Big spenders"_s, {}, Customer360,
                  all({number(u"revenue"_s, GreaterThan, "500"), number(u"loyalty_points"_s, GreaterThan, "5000")})),
         1, true, 26h},
        {u"a0d10003-3c5e-4f71-8a2b-000000000003"_s,
         audience(u"Lapsed shoppers, “please come back”"_s, u"Nobody who gets the autumn letter."_s, InteractionHistory,
                  all({is(u"last_purchase"_s, LessThan, u"2023-01-01"_s), is(u"tier"_s, NotEquals, u"bronze"_s)}),
                  {golden}),
         7, true, 12min},
        {u"a0d10004-3c5e-4f71-8a2b-000000000004"_s,
         audience(u"Spring campaign"_s, {}, CrmSync,
                  any({is(u"city"_s, StartsWith, u"Ber"_s), is(u"notes"_s, Contains, u"call"_s)})),
         1, false},
        {u"a0d10005-3c5e-4f71-8a2b-000000000005"_s,
         audience(u"Engaged fans"_s, {}, CrmSync,
                  all({number(u"engagement_score"_s, GreaterThan, "85"), is(u"tier"_s, Equals, u"gold"_s)})),
         2, true, 5h},
        {u"a0d10006-3c5e-4f71-8a2b-000000000006"_s,
         audience(u"Five levels deep"_s, u"As deep as it goes."_s, Customer360, fiveLevels()), 1, true, 40h},
    };
    return seeds;
}

} // namespace muster
