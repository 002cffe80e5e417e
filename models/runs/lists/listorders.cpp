// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/listorders.h"

#include "models/rules/canonicaljson.h"

namespace muster {

namespace {

constexpr qint64 orderVersion = 1;
constexpr qint64 nothingTyped = -1;

QByteArray toJson(const FrozenListApply &frozen)
{
    const ListApplyOrder &order = frozen.order;
    CanonicalJson json;
    json.beginObject();
    json.member("version", orderVersion);
    writePlace(json, frozen, frozen.listId, frozen.listName);
    json.member("plan", frozen.planDigest);
    json.member("fixes", frozen.fixes);
    json.member("purges", frozen.purges);
    json.member("withholdPurge", order.withholdPurge);
    json.member("typedCount", order.typedCount.value_or(nothingTyped));
    json.member("typedName", order.typedName);
    json.member("backupFile", order.backupFile);
    if (order.plainBackup) // those without are as they always were
        json.member("plainBackup", true);
    json.member("aggregator", order.aggregator.toString(QUrl::FullyEncoded));
    json.endObject();
    return json.bytes();
}

bool fromJson(const QJsonObject &object, FrozenListApply &frozen)
{
    MemberReader reader(object);
    reader.require(reader.number(QLatin1String("version")) == orderVersion);
    readPlace(reader, frozen, frozen.listId, frozen.listName);
    frozen.planDigest = reader.text(QLatin1String("plan"));
    frozen.fixes = reader.number(QLatin1String("fixes"));
    frozen.purges = reader.number(QLatin1String("purges"));
    reader.require(frozen.fixes >= 0 && frozen.purges >= 0);
    ListApplyOrder &order = frozen.order;
    order.withholdPurge = reader.flag(QLatin1String("withholdPurge"));
    const qint64 typed = reader.number(QLatin1String("typedCount"));
    order.typedCount = typed == nothingTyped ? std::nullopt : std::optional(typed);
    order.typedName = reader.text(QLatin1String("typedName"));
    order.backupFile = reader.text(QLatin1String("backupFile"));
    order.plainBackup = object.contains(QLatin1String("plainBackup")) && reader.flag(QLatin1String("plainBackup"));
    order.aggregator = QUrl(reader.text(QLatin1String("aggregator")), QUrl::StrictMode);
    return reader.good();
}

QByteArray toJson(const FrozenListRestore &frozen)
{
    CanonicalJson json;
    json.beginObject();
    json.member("version", orderVersion);
    json.member("profileId", frozen.profileId);
    json.member("profileName", frozen.profileName);
    json.member("listId", frozen.listId);
    json.member("listName", frozen.listName);
    json.member("backupFile", frozen.order.backupFile);
    json.member("backup", frozen.backupDigest);
    json.beginArray("only");
    for (const QString &id : frozen.order.only)
        json.element(id);
    json.endArray();
    json.endObject();
    return json.bytes();
}

bool fromJson(const QJsonObject &object, FrozenListRestore &frozen)
{
    MemberReader reader(object);
    reader.require(reader.number(QLatin1String("version")) == orderVersion);
    frozen.profileId = reader.text(QLatin1String("profileId"));
    frozen.profileName = reader.text(QLatin1String("profileName"));
    frozen.listId = reader.text(QLatin1String("listId"));
    frozen.listName = reader.text(QLatin1String("listName"));
    frozen.order.backupFile = reader.text(QLatin1String("backupFile"));
    frozen.backupDigest = reader.text(QLatin1String("backup"));
    frozen.order.only = reader.texts(QLatin1String("only"));
    return reader.good();
}

} // namespace

FrozenListApply freeze(const ListApplyOrder &order)
{
    Q_ASSERT(order.plan);
    const PlanHeader &header = order.plan->header;
    FrozenListApply frozen;
    frozen.order = order;
    frozen.planDigest = order.plan->digest;
    frozen.profileId = header.profileId;
    frozen.profileName = header.profileName;
    frozen.environment = header.environment;
    frozen.listId = header.listId;
    frozen.listName = header.listName;
    frozen.fixes = header.fixes;
    frozen.purges = header.purges;
    return bound(std::move(frozen), toJson);
}

Result<FrozenListApply> thawListApply(const QByteArray &json, const QString &digest)
{
    return thawed<FrozenListApply>(json, digest, fromJson, toJson);
}

FrozenListRestore freeze(const FrozenListRestore &unfrozen)
{
    return bound(unfrozen, toJson);
}

Result<FrozenListRestore> thawListRestore(const QByteArray &json, const QString &digest)
{
    return thawed<FrozenListRestore>(json, digest, fromJson, toJson);
}

} // namespace muster
