// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/audiences/audienceputorder.h"

#include "models/audiences/criteriadiff.h"
#include "models/rules/canonicaljson.h"
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
constexpr qint64 unknown = -1; // numbers that are not given
constexpr qint64 maxPolls = 100'000;
constexpr qint64 maxPercent = 10'000;

QString definitionText(const AudienceDefinition &definition)
{
    return QString::fromUtf8(writeDefinition(definition, std::nullopt));
}

AudienceDefinition readDefinitionText(MemberReader &reader, const QString &text)
{
    const auto definition = readDefinition(text.toUtf8());
    reader.require(definition && !definition->bareCriteria && !definition->version);
    return definition ? definition->definition : AudienceDefinition();
}

QByteArray toJson(const FrozenAudiencePut &frozen)
{
    const AudiencePutOrder &order = frozen.order;
    CanonicalJson json;
    json.beginObject();
    json.member("version", orderVersion);
    writeConnection(json, frozen);
    json.member("audienceId", order.audienceId);
    json.member("definition", definitionText(order.definition));
    json.member("expectedVersion", order.expectedVersion.value_or(unknown));
    json.member("base", order.base ? definitionText(*order.base) : QString());
    json.member("estimate", order.estimate.value_or(unknown));
    json.member("jumpPercent", qint64(order.limits.percent));
    json.member("jumpPeople", order.limits.people);
    json.member("webhook", order.webhook.toString(QUrl::FullyEncoded));
    json.member("awaitEvaluation", order.awaitEvaluation);
    json.member("pollLimit", qint64(order.pollLimit));
    json.endObject();
    return json.bytes();
}

bool fromJson(const QJsonObject &object, FrozenAudiencePut &frozen)
{
    MemberReader reader(object);
    reader.require(reader.number(QLatin1String("version")) == orderVersion);
    readConnection(reader, frozen);
    AudiencePutOrder &order = frozen.order;
    order.audienceId = reader.text(QLatin1String("audienceId"));
    reader.require(isUuid(order.audienceId));
    order.definition = readDefinitionText(reader, reader.text(QLatin1String("definition")));
    const qint64 expected = reader.number(QLatin1String("expectedVersion"));
    reader.require(expected >= unknown);
    if (expected != unknown)
        order.expectedVersion = expected;
    if (const QString base = reader.text(QLatin1String("base")); !base.isEmpty())
        order.base = readDefinitionText(reader, base);
    const qint64 estimate = reader.number(QLatin1String("estimate"));
    reader.require(estimate >= unknown);
    if (estimate != unknown)
        order.estimate = estimate;
    order.limits.percent = int(std::clamp<qint64>(reader.number(QLatin1String("jumpPercent")), 0, maxPercent));
    order.limits.people = reader.number(QLatin1String("jumpPeople"));
    reader.require(order.limits.people >= 0);
    order.webhook = QUrl(reader.text(QLatin1String("webhook")), QUrl::StrictMode);
    order.awaitEvaluation = reader.flag(QLatin1String("awaitEvaluation"));
    order.pollLimit = int(std::clamp<qint64>(reader.number(QLatin1String("pollLimit")), 1, maxPolls));
    return reader.good();
}

} // namespace

FrozenAudiencePut freeze(const AudiencePutOrder &order, const ConnectionProfile &profile)
{
    FrozenAudiencePut frozen;
    frozen.order = order;
    frozen.order.audienceId = order.audienceId.toLower();
    frozen.order.pollLimit = int(std::clamp<qint64>(order.pollLimit, 1, maxPolls));
    frozen.order.limits.percent = int(std::clamp<qint64>(order.limits.percent, 0, maxPercent));
    return boundFor(std::move(frozen), profile, toJson);
}

Result<FrozenAudiencePut> thawAudiencePut(const QByteArray &json, const QString &digest)
{
    return thawed<FrozenAudiencePut>(json, digest, fromJson, toJson);
}

} // namespace muster
