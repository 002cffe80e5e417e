// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/ordermembers.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace muster {

namespace {

constexpr qsizetype maxOrderBytes = 4 * 1024 * 1024;

} // namespace

QString orderDigest(const QByteArray &json)
{
    return QString::fromLatin1(QCryptographicHash::hash(json, QCryptographicHash::Sha256).toHex());
}

Result<QJsonObject> frozenObject(const QByteArray &json, const QString &digest)
{
    if (json.size() > maxOrderBytes)
        return failure(ErrorKind::Damaged, "order_too_large");
    if (orderDigest(json) != digest)
        return failure(ErrorKind::Damaged, "order_digest_differs");
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return failure(ErrorKind::Damaged, "order_unreadable");
    return document.object();
}

void describeConnection(JsonMembers &members, QString &profileId, QString &profileName)
{
    members.member("profileId", profileId);
    members.member("profileName", profileName);
}

void describeEnvironment(JsonMembers &members, Environment &environment)
{
    members.key("environment", environment, environmentKey, environmentFromKey);
}

void describeConsent(JsonMembers &members, DialConsent &consent)
{
    if (!members.isThere("dialConsent", !consent.names.isEmpty()))
        return;
    members.member("dialConsent", consent.names);
    members.require(!consent.names.isEmpty());
}

void describeConsentAndStart(JsonMembers &members, DialConsent &consent)
{
    describeConsent(members, consent);
    if (!members.isThere("startSkill", !consent.starts.isEmpty()))
        return;
    members.member("startSkill", consent.starts);
    members.require(!consent.starts.isEmpty());
}

void describePlace(JsonMembers &members, FrozenFor &frozen, QString &listId, QString &listName)
{
    describeConnection(members, frozen.profileId, frozen.profileName);
    describeEnvironment(members, frozen.environment);
    members.member("listId", listId);
    members.member("listName", listName);
}

} // namespace muster
