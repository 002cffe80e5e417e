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

} // namespace muster
