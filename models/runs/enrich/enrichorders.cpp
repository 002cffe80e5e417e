// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/enrichorders.h"

#include "models/rules/ordermembers.h"
#include "models/runs/enrich/undo/undorules.h"

namespace muster {

namespace {

constexpr qint64 orderVersion = 1;
constexpr qint64 agreedVersion = 2; // with EnrichOrder::agreed

/// As the text that a mapping is kept as.
void describe(JsonMembers &members, EnrichmentMapping &mapping)
{
    QString text = QString::fromUtf8(mappingJson(mapping));
    members.member("mapping", text);
    if (members.isReading()) {
        const auto read = parseMapping(text.toUtf8());
        members.require(read.has_value());
        mapping = read.value_or(EnrichmentMapping());
    }
}

void describe(JsonMembers &members, TableFormat &format)
{
    bool isJsonLines = format.kind == TableFormat::Kind::JsonLines;
    members.member("jsonLines", isJsonLines);
    format.kind = isJsonLines ? TableFormat::Kind::JsonLines : TableFormat::Kind::Delimited;
    members.key("encoding", format.encoding);
    QString separator(QLatin1Char(format.separator));
    members.member("separator", separator);
    members.require(separator.size() == 1 && separator[0].unicode() < 128);
    format.separator = separator.isEmpty() ? ',' : separator[0].toLatin1();
    members.member("header", format.hasHeader);
}

void describe(JsonMembers &members, FrozenEnrich &frozen)
{
    EnrichOrder &order = frozen.order;
    qint64 version = order.agreed ? agreedVersion : orderVersion;
    members.member("version", version, orderVersion, agreedVersion);
    describePlace(members, frozen, order.listId, order.listName);
    members.member("campaignId", order.campaignId);
    members.member("campaignName", order.campaignName);
    members.member("file", order.source.file);
    describe(members, order.source.format);
    members.member("source", order.sourceDigest);
    describe(members, order.mapping);
    members.member("sendValid", order.sendValid);
    members.flagIfSet("plainBackup", order.plainBackup); // those without are as they always were
    members.member("refresh", order.refresh);
    members.member("contacts", order.contacts, 0);
    describeConsentAndStart(members, order.dialConsent);
    if (version == agreedVersion) {
        AgreedValues agreed = order.agreed.value_or(AgreedValues());
        members.member("fills", agreed.fills, 0);
        members.member("changes", agreed.changes, 0);
        order.agreed = agreed;
    }
}

} // namespace

FrozenEnrich freeze(const EnrichOrder &order, const ConnectionProfile &profile)
{
    FrozenEnrich frozen;
    frozen.order = order;
    return boundFor(std::move(frozen), profile, describe);
}

Result<FrozenEnrich> thawEnrich(const QByteArray &json, const QString &digest)
{
    return thawed<FrozenEnrich>(json, digest, describe);
}

Result<std::vector<bool>> leftOutBy(const UndoChoice &choice, const UndoValues &values)
{
    if (choice.kind == UndoChoice::Kind::All)
        return std::vector<bool>();
    const bool only = choice.kind == UndoChoice::Kind::Only;
    std::vector<bool> leftOut(values.units(), only);
    for (const QString &id : choice.ids) {
        const auto unit = values.find(id.toStdString());
        if (!unit)
            return failure(ErrorKind::BadInput, "not_in_backup", id.left(200));
        leftOut[*unit] = !only;
    }
    return leftOut;
}

template <>
constexpr KeyTable<UndoChoice::Kind, 3> keyTable<UndoChoice::Kind>{{
    {UndoChoice::Kind::All, QLatin1String("all")},
    {UndoChoice::Kind::Only, QLatin1String("only")},
    {UndoChoice::Kind::Except, QLatin1String("except")},
}};

namespace {

// The first version knew neither a choice nor a count. Orders that have none are still written that way: one that is
// paused goes on after an update, and after going back to an older Muster.
constexpr qint64 plainVersion = 1, choiceVersion = 2;

bool isPlain(const EnrichUndoOrder &order)
{
    return order.choice.kind == UndoChoice::Kind::All && !order.typedCount;
}

void describe(JsonMembers &members, FrozenEnrichUndo &frozen)
{
    EnrichUndoOrder &order = frozen.order;
    qint64 version = isPlain(order) ? plainVersion : choiceVersion;
    members.member("version", version, plainVersion, choiceVersion);
    members.member("run", frozen.runId);
    describePlace(members, frozen, frozen.listId, frozen.listName);
    members.member("backup", order.backupFile);
    members.member("backupDigest", frozen.backupDigest);
    members.member("campaignId", order.campaignId);
    members.member("refresh", order.refresh);
    if (version == choiceVersion) {
        members.key("choice", order.choice.kind);
        members.member("contacts", order.choice.ids);
        members.require(order.choice.ids.isEmpty() == (order.choice.kind == UndoChoice::Kind::All));
        members.numberOrNone("typedCount", order.typedCount);
    }
    describeConsent(members, order.dialConsent);
}

} // namespace

FrozenEnrichUndo freeze(const FrozenEnrichUndo &unfrozen)
{
    return bound(unfrozen, describe);
}

Result<FrozenEnrichUndo> thawEnrichUndo(const QByteArray &json, const QString &digest)
{
    return thawed<FrozenEnrichUndo>(json, digest, describe);
}

} // namespace muster
