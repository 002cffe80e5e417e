// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/listorders.h"

#include "models/rules/ordermembers.h"

namespace muster {

namespace {

constexpr qint64 orderVersion = 1;
constexpr qint64 directiveVersion = 2; // with FrozenListApply::directive

void describe(JsonMembers &members, FrozenListApply &frozen)
{
    ListApplyOrder &order = frozen.order;
    qint64 version = frozen.directive.isEmpty() ? orderVersion : directiveVersion;
    members.member("version", version, orderVersion, directiveVersion);
    describePlace(members, frozen, frozen.listId, frozen.listName);
    members.member("plan", frozen.planDigest);
    members.member("fixes", frozen.fixes, 0);
    members.member("purges", frozen.purges, 0);
    members.member("withholdPurge", order.withholdPurge);
    if (members.isThere("blockGroup", order.blocks())) { // those without are as they always were
        members.member("blockGroup", order.blockGroup);
        members.member("blockGroupName", order.blockGroupName);
    }
    members.numberOrNone("typedCount", order.typedCount);
    members.member("typedName", order.typedName);
    members.member("backupFile", order.backupFile);
    describeConsentAndStart(members, order.dialConsent);
    members.flagIfSet("plainBackup", order.plainBackup); // those without are as they always were
    members.member("aggregator", order.aggregator);
    if (version == directiveVersion) {
        QString directive = QString::fromUtf8(frozen.directive);
        members.member("directiveName", frozen.directiveName);
        members.member("directive", directive);
        members.require(!members.isReading() || parseDirective(directive.toUtf8()).has_value());
        frozen.directive = directive.toUtf8();
    }
}

void describe(JsonMembers &members, FrozenListRestore &frozen)
{
    members.version(orderVersion);
    describeConnection(members, frozen.profileId, frozen.profileName);
    members.member("listId", frozen.listId);
    members.member("listName", frozen.listName);
    members.member("backupFile", frozen.order.backupFile);
    members.member("backup", frozen.backupDigest);
    members.member("only", frozen.order.only);
    describeConsent(members, frozen.order.dialConsent);
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
    frozen.directive = header.directive;
    if (!frozen.directive.isEmpty())
        frozen.directiveName = header.directiveName;
    return bound(std::move(frozen), describe);
}

Result<SanitizationDirective> FrozenListApply::repeatedDirective() const
{
    if (directive.isEmpty())
        return failure(ErrorKind::BadInput, "repeat_settings_missing", listName);
    TRY(read, parseDirective(directive));
    read->name = directiveName;
    return read;
}

Result<FrozenListApply> thawListApply(const QByteArray &json, const QString &digest)
{
    return thawed<FrozenListApply>(json, digest, describe);
}

FrozenListRestore freeze(const FrozenListRestore &unfrozen)
{
    return bound(unfrozen, describe);
}

Result<FrozenListRestore> thawListRestore(const QByteArray &json, const QString &digest)
{
    return thawed<FrozenListRestore>(json, digest, describe);
}

} // namespace muster
