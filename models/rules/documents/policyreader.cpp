// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/policyjson.h"
#include "models/rules/readparts.h"

#include <algorithm>

namespace muster {

namespace {

tl::unexpected<ApiError> unreadable(const QString &place)
{
    return failure({.kind = ErrorKind::Damaged, .code = QLatin1String(policyFileForm.unreadable), .subject = place});
}

EntityRule takeRule(MemberReader &reader)
{
    const auto action = maskActionOfKey(reader.text(QLatin1String("action")).toStdString());
    reader.require(action.has_value());
    const qint64 keep = reader.number(QLatin1String("keep"));
    reader.require(keep >= 0 && keep <= 4);
    return {action.value_or(MaskAction::Tag), int(std::clamp<qint64>(keep, 0, 4))};
}

Read<EntityRule> readRule(const QJsonObject &object)
{
    MemberReader reader(object);
    return finished(reader, takeRule(reader));
}

Read<std::array<EntityRule, entityCount>> readEntities(const QJsonObject &object)
{
    MemberReader reader(object);
    std::array<EntityRule, entityCount> rules = MaskPolicy::defaultRules();
    for (const Entity entity : allEntities) {
        if (entity == Entity::Own)
            continue;
        const std::string_view key = entityKey(entity);
        const QLatin1String name(key.data(), qsizetype(key.size()));
        const QJsonObject member = reader.object(name);
        if (!reader.good() && reader.fault() != QLatin1String("unexpected"))
            return tl::unexpected(reader.fault());
        const auto rule = readRule(member);
        if (!rule)
            return tl::unexpected(QString(name + u'.' + rule.error()));
        rules[static_cast<std::size_t>(entity)] = *rule;
    }
    return finished(reader, rules);
}

Read<OwnPattern> readPattern(const QJsonObject &object)
{
    MemberReader reader(object);
    OwnPattern own;
    own.name = reader.text(QLatin1String("name"));
    own.pattern = reader.text(QLatin1String("pattern"));
    own.rule = takeRule(reader);
    return finished(reader, std::move(own));
}

Read<MaskException> readException(const QJsonObject &object)
{
    MemberReader reader(object);
    MaskException exception;
    const QString kind = reader.text(QLatin1String("kind"));
    reader.require(kind == QLatin1String("allow") || kind == QLatin1String("deny"));
    exception.kind = kind == QLatin1String("deny") ? MaskException::Kind::Deny : MaskException::Kind::Allow;
    const auto entity = entityOfKey(reader.text(QLatin1String("entity")).toStdString());
    reader.require(entity.has_value());
    exception.entity = entity.value_or(Entity::Own);
    exception.text = reader.text(QLatin1String("text"));
    exception.interactionId = reader.text(QLatin1String("interaction_id"));
    if (const QString expires = reader.text(QLatin1String("expires")); !expires.isEmpty()) {
        exception.expires = QDateTime::fromString(expires, Qt::ISODateWithMs);
        reader.require(exception.expires->isValid() && expires.endsWith(u'Z'));
    }
    exception.note = reader.text(QLatin1String("note"));
    return finished(reader, std::move(exception));
}

Result<MaskPolicy> readPolicy(const QJsonObject &object)
{
    MemberReader reader(object);
    MaskPolicy policy;
    const QJsonObject entities = reader.object(QLatin1String("entities"));
    if (const auto rules = readEntities(entities))
        policy.rules = *rules;
    else
        return unreadable(QStringLiteral("entities.") + rules.error());
    policy.regions = reader.texts(QLatin1String("regions"));
    policy.spokenForms = reader.flag(QLatin1String("spoken_forms"));
    policy.context = reader.flag(QLatin1String("context"));
    auto patterns = readAll<OwnPattern>(reader.array(QLatin1String("patterns")), QStringLiteral("patterns"),
                                        PolicyLimits::patterns, readPattern);
    if (!patterns)
        return unreadable(patterns.error());
    policy.patterns = *std::move(patterns);
    auto exceptions = readAll<MaskException>(reader.array(QLatin1String("exceptions")), QStringLiteral("exceptions"),
                                             PolicyLimits::exceptions, readException);
    if (!exceptions)
        return unreadable(exceptions.error());
    policy.exceptions = *std::move(exceptions);
    if (!reader.good())
        return unreadable(reader.fault());
    if (const QString place = limitFault(policy); !place.isEmpty())
        return unreadable(place);
    return policy;
}

} // namespace

Result<MaskPolicy> parsePolicy(const QByteArray &json)
{
    return readOwnObject(json, policyFileForm).and_then(readPolicy);
}

Result<MaskPolicy> parsePolicyFile(const QByteArray &bytes)
{
    TRY(file, readNamedFile(bytes, policyFileForm));
    auto policy = readPolicy(file->content);
    if (policy)
        policy->name = file->name;
    return policy;
}

} // namespace muster
