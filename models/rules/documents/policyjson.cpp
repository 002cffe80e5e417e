// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/policyjson.h"

#include "models/rules/jsonmembers.h"
#include "network/wire/keytable.h"

#include <QCryptographicHash>
#include <algorithm>

namespace muster {

template <>
constexpr KeyTable<MaskException::Kind, 2> keyTable<MaskException::Kind>{{
    {MaskException::Kind::Allow, QLatin1String("allow")},
    {MaskException::Kind::Deny, QLatin1String("deny")},
}};

namespace {

constexpr std::array<std::string_view, maskActionCount> actionKeys
    = {"keep", "tag", "keep_last", "pseudonym_interaction", "pseudonym_project", "shift_date", "drop"};

QString text(std::string_view key)
{
    return QString::fromLatin1(key.data(), qsizetype(key.size()));
}

void describe(JsonMembers &members, EntityRule &rule)
{
    members.key(
        "action", rule.action, [](MaskAction action) { return text(maskActionKey(action)); },
        [](const QString &key) { return maskActionOfKey(key.toStdString()); });
    members.member("keep", rule.keep, 0, 4);
}

void describe(JsonMembers &members, OwnPattern &own)
{
    members.member("name", own.name);
    members.member("pattern", own.pattern);
    describe(members, own.rule);
}

template <bool withWords>
void describeException(JsonMembers &members, MaskException &exception)
{
    members.key("kind", exception.kind);
    members.key(
        "entity", exception.entity, [](Entity entity) { return text(entityKey(entity)); },
        [](const QString &key) { return entityOfKey(key.toStdString()); });
    if (withWords)
        members.member("text", exception.text);
    members.member("interaction_id", exception.interactionId);
    QString expires = exception.expires ? exception.expires->toUTC().toString(Qt::ISODateWithMs) : QString();
    members.member("expires", expires);
    if (members.isReading() && !expires.isEmpty()) {
        exception.expires = QDateTime::fromString(expires, Qt::ISODateWithMs);
        members.require(exception.expires->isValid() && expires.endsWith(u'Z'));
    }
    if (withWords)
        members.member("note", exception.note);
}

template <bool withWords>
void describePolicy(JsonMembers &members, MaskPolicy &policy)
{
    members.object("entities", [&policy](JsonMembers &entities) {
        for (const Entity entity : allEntities) {
            if (entity == Entity::Own)
                continue;
            EntityRule &rule = policy.rules[static_cast<std::size_t>(entity)];
            entities.object(std::string(entityKey(entity)).c_str(),
                            [&rule](JsonMembers &inner) { describe(inner, rule); });
        }
    });
    members.member("regions", policy.regions);
    members.member("spoken_forms", policy.spokenForms);
    members.member("context", policy.context);
    members.objects("patterns", policy.patterns, PolicyLimits::patterns, describe);
    members.objects("exceptions", policy.exceptions, PolicyLimits::exceptions, describeException<withWords>);
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
    return canonicalJson(policy, describePolicy<true>);
}

QString policyDigest(const MaskPolicy &policy)
{
    const QByteArray json = canonicalJson(policy, describePolicy<false>);
    return QString::fromLatin1(QCryptographicHash::hash(json, QCryptographicHash::Sha256).toHex());
}

QByteArray policyFile(const MaskPolicy &policy)
{
    return fileOf(policyFileForm, policy, describePolicy<true>);
}

namespace {

Result<MaskPolicy> readPolicy(const QJsonObject &object)
{
    MaskPolicy policy;
    QString place = memberFault(object, policy, describePolicy<true>);
    if (place.isEmpty())
        place = limitFault(policy);
    if (!place.isEmpty())
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
