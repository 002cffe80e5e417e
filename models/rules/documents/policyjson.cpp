// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/policyjson.h"

#include "models/rules/canonicaljson.h"

#include <QCryptographicHash>
#include <algorithm>

namespace muster {

namespace {

constexpr std::array<std::string_view, maskActionCount> actionKeys
    = {"keep", "tag", "keep_last", "pseudonym_interaction", "pseudonym_project", "shift_date", "drop"};

QString text(std::string_view key)
{
    return QString::fromLatin1(key.data(), qsizetype(key.size()));
}

void writeRule(CanonicalJson &json, const EntityRule &rule)
{
    json.member("action", text(maskActionKey(rule.action)));
    json.member("keep", qint64(rule.keep));
}

void writeException(CanonicalJson &json, const MaskException &exception, bool withWords)
{
    json.beginObject();
    json.member("kind",
                exception.kind == MaskException::Kind::Allow ? QStringLiteral("allow") : QStringLiteral("deny"));
    json.member("entity", text(entityKey(exception.entity)));
    if (withWords)
        json.member("text", exception.text);
    json.member("interaction_id", exception.interactionId);
    json.member("expires", exception.expires ? exception.expires->toUTC().toString(Qt::ISODateWithMs) : QString());
    if (withWords)
        json.member("note", exception.note);
    json.endObject();
}

void writePolicy(CanonicalJson &json, const MaskPolicy &policy, bool withWords)
{
    json.beginObject("entities");
    for (const Entity entity : allEntities) {
        if (entity == Entity::Own)
            continue;
        json.beginObject(std::string(entityKey(entity)).c_str());
        writeRule(json, policy.rule(entity));
        json.endObject();
    }
    json.endObject();
    json.beginArray("regions");
    for (const QString &region : policy.regions)
        json.element(region);
    json.endArray();
    json.member("spoken_forms", policy.spokenForms);
    json.member("context", policy.context);
    json.beginArray("patterns");
    for (const OwnPattern &own : policy.patterns) {
        json.beginObject();
        json.member("name", own.name);
        json.member("pattern", own.pattern);
        writeRule(json, own.rule);
        json.endObject();
    }
    json.endArray();
    json.beginArray("exceptions");
    for (const MaskException &exception : policy.exceptions)
        writeException(json, exception, withWords);
    json.endArray();
}

bool isText(const QString &text, qsizetype most)
{
    return text.size() <= most && text.isValidUtf16();
}

QString ruleFault(const EntityRule &rule)
{
    const bool keeps = rule.action == MaskAction::KeepLast;
    return keeps ? (rule.keep < 1 || rule.keep > 4 ? QStringLiteral("keep") : QString())
                 : (rule.keep != 0 ? QStringLiteral("keep") : QString());
}

QString entityFault(const MaskPolicy &policy)
{
    for (const Entity entity : allEntities) {
        if (entity == Entity::Own)
            continue;
        const EntityRule &rule = policy.rule(entity);
        const bool isContracts = entity == Entity::Email || entity == Entity::Phone || entity == Entity::Ssn;
        const QString member
            = isContracts && rule.action == MaskAction::Keep ? QStringLiteral("action") : ruleFault(rule);
        if (!member.isEmpty())
            return QStringLiteral("entities.%1.%2").arg(text(entityKey(entity)), member);
    }
    return {};
}

QString patternFault(const OwnPattern &own)
{
    if (own.name.trimmed().isEmpty() || !isText(own.name, PolicyLimits::name))
        return QStringLiteral("name");
    if (own.pattern.isEmpty() || !isText(own.pattern, PolicyLimits::pattern))
        return QStringLiteral("pattern");
    return own.rule.action == MaskAction::Keep ? QStringLiteral("action") : ruleFault(own.rule);
}

QString exceptionFault(const MaskException &exception)
{
    if (exception.text.trimmed().isEmpty() || !isText(exception.text, PolicyLimits::exceptionBytes)
        || exception.text.toUtf8().size() > PolicyLimits::exceptionBytes)
        return QStringLiteral("text");
    if (!isText(exception.interactionId, PolicyLimits::interactionId))
        return QStringLiteral("interaction_id");
    if (exception.expires && !exception.expires->isValid())
        return QStringLiteral("expires");
    return isText(exception.note, PolicyLimits::note) ? QString() : QStringLiteral("note");
}

bool isRegion(const QString &region)
{
    return region.size() == 2 && std::ranges::all_of(region, [](QChar c) { return c >= u'A' && c <= u'Z'; });
}

template <typename Part>
QString firstFault(const QList<Part> &parts, const QString &name, qsizetype most, QString (*fault)(const Part &))
{
    if (parts.size() > most)
        return name;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (const QString member = fault(parts[i]); !member.isEmpty())
            return QStringLiteral("%1[%2].%3").arg(name, QString::number(i), member);
    }
    return {};
}

} // namespace

std::string_view maskActionKey(MaskAction action)
{
    return actionKeys[static_cast<std::size_t>(action)];
}

std::optional<MaskAction> maskActionOfKey(std::string_view key)
{
    const auto found = std::ranges::find(actionKeys, key);
    if (found == actionKeys.end())
        return std::nullopt;
    return static_cast<MaskAction>(found - actionKeys.begin());
}

QString limitFault(const MaskPolicy &policy)
{
    if (const QString fault = entityFault(policy); !fault.isEmpty())
        return fault;
    QStringList regions = policy.regions;
    if (regions.size() > PolicyLimits::regions || !std::ranges::all_of(regions, isRegion)
        || regions.removeDuplicates() > 0)
        return QStringLiteral("regions");
    const QString fault
        = firstFault(policy.patterns, QStringLiteral("patterns"), PolicyLimits::patterns, &patternFault);
    if (!fault.isEmpty())
        return fault;
    return firstFault(policy.exceptions, QStringLiteral("exceptions"), PolicyLimits::exceptions, &exceptionFault);
}

QByteArray policyJson(const MaskPolicy &policy)
{
    CanonicalJson json;
    json.beginObject();
    writePolicy(json, policy, true);
    json.endObject();
    return json.bytes();
}

QString policyDigest(const MaskPolicy &policy)
{
    CanonicalJson json;
    json.beginObject();
    writePolicy(json, policy, false);
    json.endObject();
    return QString::fromLatin1(QCryptographicHash::hash(json.bytes(), QCryptographicHash::Sha256).toHex());
}

QByteArray policyFile(const MaskPolicy &policy)
{
    return namedFile(policyFileForm, policy.name, [&policy](CanonicalJson &json) { writePolicy(json, policy, true); });
}

namespace {

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
    OwnPattern own{.name = reader.text(QLatin1String("name")),
                   .pattern = reader.text(QLatin1String("pattern")),
                   .rule = takeRule(reader)};
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
        return failure(ErrorKind::Damaged, policyFileForm.unreadable, QStringLiteral("entities.") + rules.error());
    policy.regions = reader.texts(QLatin1String("regions"));
    policy.spokenForms = reader.flag(QLatin1String("spoken_forms"));
    policy.context = reader.flag(QLatin1String("context"));
    auto patterns = readAll<OwnPattern>(reader.array(QLatin1String("patterns")), QStringLiteral("patterns"),
                                        PolicyLimits::patterns, readPattern);
    if (!patterns)
        return failure(ErrorKind::Damaged, policyFileForm.unreadable, patterns.error());
    policy.patterns = *std::move(patterns);
    auto exceptions = readAll<MaskException>(reader.array(QLatin1String("exceptions")), QStringLiteral("exceptions"),
                                             PolicyLimits::exceptions, readException);
    if (!exceptions)
        return failure(ErrorKind::Damaged, policyFileForm.unreadable, exceptions.error());
    policy.exceptions = *std::move(exceptions);
    if (!reader.good())
        return failure(ErrorKind::Damaged, policyFileForm.unreadable, reader.fault());
    if (const QString place = limitFault(policy); !place.isEmpty())
        return failure(ErrorKind::Damaged, policyFileForm.unreadable, place);
    return policy;
}

} // namespace

Result<MaskPolicy> parsePolicy(const QByteArray &json)
{
    return readOwnObject(json, policyFileForm).and_then(readPolicy);
}

Result<MaskPolicy> parsePolicyFile(const QByteArray &bytes)
{
    return readNamed(bytes, policyFileForm, readPolicy);
}

} // namespace muster
