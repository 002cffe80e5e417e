// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/audiences/audienceputorder.h"

#include "models/audiences/criteriadiff.h"
#include "models/rules/ordermembers.h"
#include "models/store/appsettings.h"
#include "network/codec/audiencescodec.h"

#include <algorithm>
#include <cmath>

namespace muster {

namespace {

constexpr int highestJump = 10'000;

} // namespace

SizeLimits sizeLimits(const AppSettings &settings)
{
    const SizeLimits defaults;
    SizeLimits limits;
    limits.percent
        = std::clamp(settings.number(QStringLiteral("audiences/jump_percent"), defaults.percent), 0, highestJump);
    limits.people = std::max(settings.number(QStringLiteral("audiences/jump_people"), int(defaults.people)), 0);
    return limits;
}

bool isJump(qint64 size, qint64 reference, const SizeLimits &limits)
{
    // As doubles: sizes are what a server says, and may be any 64 bits.
    const double distance = std::abs(double(size) - double(reference));
    return distance >= double(limits.people) && distance * 100 > double(reference) * limits.percent;
}

bool sameAudience(const AudienceDefinition &left, const AudienceDefinition &right)
{
    const QList<AudiencePart> parts = differingParts(left, right);
    return parts.isEmpty() || parts == QList<AudiencePart>{AudiencePart::Recalculate};
}

namespace {

constexpr qint64 orderVersion = 1;
constexpr qint64 maxPolls = 100'000;
constexpr qint64 maxPercent = 10'000;

/// As the text that a definition is sent as; of what need not be there "" is none.
void describe(JsonMembers &members, const char *name, std::optional<AudienceDefinition> &definition)
{
    QString text = definition ? QString::fromUtf8(writeDefinition(*definition, std::nullopt)) : QString();
    members.member(name, text);
    definition.reset();
    if (text.isEmpty())
        return;
    const auto read = readDefinition(text.toUtf8());
    members.require(read && !read->bareCriteria && !read->version);
    if (read)
        definition = read->definition;
}

void describe(JsonMembers &members, FrozenAudiencePut &frozen)
{
    AudiencePutOrder &order = frozen.order;
    members.version(orderVersion);
    describeConnection(members, frozen.profileId, frozen.profileName);
    describeEnvironment(members, frozen.environment);
    members.member("audienceId", order.audienceId);
    members.require(isUuid(order.audienceId));
    std::optional definition(order.definition);
    describe(members, "definition", definition);
    members.require(definition.has_value());
    order.definition = definition.value_or(AudienceDefinition());
    members.numberOrNone("expectedVersion", order.expectedVersion);
    describe(members, "base", order.base);
    members.numberOrNone("estimate", order.estimate);
    members.member("jumpPercent", order.limits.percent, 0, maxPercent);
    members.member("jumpPeople", order.limits.people, 0);
    members.member("webhook", order.webhook);
    members.member("awaitEvaluation", order.awaitEvaluation);
    members.member("pollLimit", order.pollLimit, 1, maxPolls);
}

} // namespace

FrozenAudiencePut freeze(const AudiencePutOrder &order, const ConnectionProfile &profile)
{
    FrozenAudiencePut frozen;
    frozen.order = order;
    frozen.order.audienceId = order.audienceId.toLower();
    frozen.order.pollLimit = int(std::clamp<qint64>(order.pollLimit, 1, maxPolls));
    frozen.order.limits.percent = int(std::clamp<qint64>(order.limits.percent, 0, maxPercent));
    return boundFor(std::move(frozen), profile, describe);
}

Result<FrozenAudiencePut> thawAudiencePut(const QByteArray &json, const QString &digest)
{
    return thawed<FrozenAudiencePut>(json, digest, describe);
}

} // namespace muster
