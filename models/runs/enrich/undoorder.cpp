// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/undoorder.h"

#include "models/rules/canonicaljson.h"
#include "models/rules/frozenorder.h"
#include "models/rules/memberreader.h"

namespace muster {

namespace {

constexpr qint64 orderVersion = 1;

QByteArray toJson(const FrozenEnrichUndo &frozen)
{
    CanonicalJson json;
    json.beginObject();
    json.member("version", orderVersion);
    json.member("run", frozen.runId);
    json.member("profileId", frozen.profileId);
    json.member("profileName", frozen.profileName);
    json.member("environment", environmentKey(frozen.environment));
    json.member("listId", frozen.listId);
    json.member("listName", frozen.listName);
    json.member("backup", frozen.order.backupFile);
    json.member("backupDigest", frozen.backupDigest);
    json.member("campaignId", frozen.order.campaignId);
    json.member("refresh", frozen.order.refresh);
    json.endObject();
    return json.bytes();
}

bool fromJson(const QJsonObject &object, FrozenEnrichUndo &frozen)
{
    MemberReader reader(object);
    reader.require(reader.number(QLatin1String("version")) == orderVersion);
    frozen.runId = reader.text(QLatin1String("run"));
    frozen.profileId = reader.text(QLatin1String("profileId"));
    frozen.profileName = reader.text(QLatin1String("profileName"));
    const auto environment = environmentFromKey(reader.text(QLatin1String("environment")));
    reader.require(environment.has_value());
    frozen.environment = environment.value_or(Environment::Production);
    frozen.listId = reader.text(QLatin1String("listId"));
    frozen.listName = reader.text(QLatin1String("listName"));
    frozen.order.backupFile = reader.text(QLatin1String("backup"));
    frozen.backupDigest = reader.text(QLatin1String("backupDigest"));
    frozen.order.campaignId = reader.text(QLatin1String("campaignId"));
    frozen.order.refresh = reader.flag(QLatin1String("refresh"));
    return reader.good();
}

} // namespace

FrozenEnrichUndo freeze(const FrozenEnrichUndo &unfrozen)
{
    FrozenEnrichUndo frozen = unfrozen;
    frozen.json = toJson(frozen);
    frozen.digest = orderDigest(frozen.json);
    return frozen;
}

Result<FrozenEnrichUndo> thawEnrichUndo(const QByteArray &json, const QString &digest)
{
    FrozenEnrichUndo frozen;
    const auto read = readFrozen(json, digest, [&frozen](const QJsonObject &object) {
        return fromJson(object, frozen) ? toJson(frozen) : QByteArray();
    });
    if (!read)
        return tl::unexpected(read.error());
    frozen.json = json;
    frozen.digest = digest;
    return frozen;
}

} // namespace muster
