// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/frozenorder.h"

#include "models/rules/canonicaljson.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace muster {

namespace {

constexpr qsizetype maxOrderBytes = 4 * 1024 * 1024;

tl::unexpected<ApiError> damaged(const char *code)
{
    return failure(ErrorKind::Damaged, code);
}

} // namespace

QString orderDigest(const QByteArray &json)
{
    return QString::fromLatin1(QCryptographicHash::hash(json, QCryptographicHash::Sha256).toHex());
}

Result<void> readFrozen(const QByteArray &json, const QString &digest,
                        const std::function<QByteArray(const QJsonObject &object)> &reread)
{
    if (json.size() > maxOrderBytes)
        return damaged("order_too_large");
    if (orderDigest(json) != digest)
        return damaged("order_digest_differs");
    const QJsonDocument document = QJsonDocument::fromJson(json);
    const QByteArray again = document.isObject() ? reread(document.object()) : QByteArray();
    if (again.isEmpty())
        return damaged("order_unreadable");
    // What reads back must be what was frozen: repeated members and other spellings do not pass as canonical.
    if (again != json)
        return damaged("order_not_canonical");
    return {};
}

void writeConnection(CanonicalJson &json, const FrozenFor &frozen)
{
    json.member("profileId", frozen.profileId);
    json.member("profileName", frozen.profileName);
    json.member("environment", environmentKey(frozen.environment));
}

void readConnection(MemberReader &reader, FrozenFor &frozen)
{
    frozen.profileId = reader.text(QLatin1String("profileId"));
    frozen.profileName = reader.text(QLatin1String("profileName"));
    const auto known = environmentFromKey(reader.text(QLatin1String("environment")));
    reader.require(known.has_value());
    frozen.environment = known.value_or(Environment::Production);
}

void writePlace(CanonicalJson &json, const FrozenFor &frozen, const QString &listId, const QString &listName)
{
    writeConnection(json, frozen);
    json.member("listId", listId);
    json.member("listName", listName);
}

void readPlace(MemberReader &reader, FrozenFor &frozen, QString &listId, QString &listName)
{
    readConnection(reader, frozen);
    listId = reader.text(QLatin1String("listId"));
    listName = reader.text(QLatin1String("listName"));
}

} // namespace muster
