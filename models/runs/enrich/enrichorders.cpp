// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/enrichorders.h"

#include "models/rules/canonicaljson.h"
#include "models/runs/enrich/undo/undorules.h"
#include "network/wire/keytable.h"

namespace muster {

namespace {

constexpr qint64 orderVersion = 1;
constexpr qint64 agreedVersion = 2; // with EnrichOrder::agreed

QByteArray toJson(const FrozenEnrich &frozen)
{
    const EnrichOrder &order = frozen.order;
    const TableFormat &format = order.source.format;
    CanonicalJson json;
    json.beginObject();
    json.member("version", order.agreed ? agreedVersion : orderVersion);
    writePlace(json, frozen, order.listId, order.listName);
    json.member("campaignId", order.campaignId);
    json.member("campaignName", order.campaignName);
    json.member("file", order.source.file);
    json.member("jsonLines", format.kind == TableFormat::Kind::JsonLines);
    json.member("encoding", sourceEncodingKey(format.encoding));
    json.member("separator", QString(QLatin1Char(format.separator)));
    json.member("header", format.hasHeader);
    json.member("source", order.sourceDigest);
    json.member("mapping", QString::fromUtf8(mappingJson(order.mapping)));
    json.member("sendValid", order.sendValid);
    if (order.plainBackup) // those without are as they always were
        json.member("plainBackup", true);
    json.member("refresh", order.refresh);
    json.member("contacts", order.contacts);
    if (order.agreed) {
        json.member("fills", order.agreed->fills);
        json.member("changes", order.agreed->changes);
    }
    json.endObject();
    return json.bytes();
}

bool readSource(MemberReader &reader, EnrichOrder &order)
{
    TableFormat &format = order.source.format;
    order.source.file = reader.text(QLatin1String("file"));
    format.kind = reader.flag(QLatin1String("jsonLines")) ? TableFormat::Kind::JsonLines : TableFormat::Kind::Delimited;
    const auto encoding = sourceEncodingFromKey(reader.text(QLatin1String("encoding")));
    reader.require(encoding.has_value());
    format.encoding = encoding.value_or(SourceEncoding::Utf8);
    const QString separator = reader.text(QLatin1String("separator"));
    reader.require(separator.size() == 1 && separator[0].unicode() < 128);
    format.separator = separator.isEmpty() ? ',' : separator[0].toLatin1();
    format.hasHeader = reader.flag(QLatin1String("header"));
    order.sourceDigest = reader.text(QLatin1String("source"));
    const auto mapping = parseMapping(reader.text(QLatin1String("mapping")).toUtf8());
    reader.require(mapping.has_value());
    if (mapping)
        order.mapping = *mapping;
    return mapping.has_value();
}

bool fromJson(const QJsonObject &object, FrozenEnrich &frozen)
{
    MemberReader reader(object);
    const qint64 version = reader.number(QLatin1String("version"));
    reader.require(version == orderVersion || version == agreedVersion);
    EnrichOrder &order = frozen.order;
    readPlace(reader, frozen, order.listId, order.listName);
    order.campaignId = reader.text(QLatin1String("campaignId"));
    order.campaignName = reader.text(QLatin1String("campaignName"));
    const bool hasSource = readSource(reader, order);
    order.sendValid = reader.flag(QLatin1String("sendValid"));
    order.plainBackup = object.contains(QLatin1String("plainBackup")) && reader.flag(QLatin1String("plainBackup"));
    order.refresh = reader.flag(QLatin1String("refresh"));
    order.contacts = reader.number(QLatin1String("contacts"));
    reader.require(order.contacts >= 0);
    if (version == agreedVersion) {
        order.agreed = AgreedValues{reader.number(QLatin1String("fills")), reader.number(QLatin1String("changes"))};
        reader.require(order.agreed->fills >= 0 && order.agreed->changes >= 0);
    }
    return hasSource && reader.good();
}

} // namespace

FrozenEnrich freeze(const EnrichOrder &order, const ConnectionProfile &profile)
{
    FrozenEnrich frozen;
    frozen.order = order;
    return boundFor(std::move(frozen), profile, toJson);
}

Result<FrozenEnrich> thawEnrich(const QByteArray &json, const QString &digest)
{
    return thawed<FrozenEnrich>(json, digest, fromJson, toJson);
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

namespace {

// The first version knew neither a choice nor a count. Orders that have none are still written that way: one that is
// paused goes on after an update, and after going back to an older Muster.
constexpr qint64 plainVersion = 1, choiceVersion = 2;
constexpr qint64 nothingTyped = -1;

bool isPlain(const EnrichUndoOrder &order)
{
    return order.choice.kind == UndoChoice::Kind::All && !order.typedCount;
}

constexpr KeyTable<UndoChoice::Kind, 3> choiceKeys{{
    {UndoChoice::Kind::All, QLatin1String("all")},
    {UndoChoice::Kind::Only, QLatin1String("only")},
    {UndoChoice::Kind::Except, QLatin1String("except")},
}};

QByteArray toJson(const FrozenEnrichUndo &frozen)
{
    CanonicalJson json;
    json.beginObject();
    json.member("version", isPlain(frozen.order) ? plainVersion : choiceVersion);
    json.member("run", frozen.runId);
    writePlace(json, frozen, frozen.listId, frozen.listName);
    json.member("backup", frozen.order.backupFile);
    json.member("backupDigest", frozen.backupDigest);
    json.member("campaignId", frozen.order.campaignId);
    json.member("refresh", frozen.order.refresh);
    if (!isPlain(frozen.order)) {
        json.member("choice", keyOf(choiceKeys, frozen.order.choice.kind));
        json.beginArray("contacts");
        for (const QString &id : frozen.order.choice.ids)
            json.element(id);
        json.endArray();
        json.member("typedCount", frozen.order.typedCount.value_or(nothingTyped));
    }
    json.endObject();
    return json.bytes();
}

bool fromJson(const QJsonObject &object, FrozenEnrichUndo &frozen)
{
    MemberReader reader(object);
    const qint64 version = reader.number(QLatin1String("version"));
    reader.require(version == plainVersion || version == choiceVersion);
    frozen.runId = reader.text(QLatin1String("run"));
    readPlace(reader, frozen, frozen.listId, frozen.listName);
    frozen.order.backupFile = reader.text(QLatin1String("backup"));
    frozen.backupDigest = reader.text(QLatin1String("backupDigest"));
    frozen.order.campaignId = reader.text(QLatin1String("campaignId"));
    frozen.order.refresh = reader.flag(QLatin1String("refresh"));
    if (version == choiceVersion) {
        const auto kind = valueOf(choiceKeys, reader.text(QLatin1String("choice")));
        reader.require(kind.has_value());
        frozen.order.choice.kind = kind.value_or(UndoChoice::Kind::All);
        frozen.order.choice.ids = reader.texts(QLatin1String("contacts"));
        reader.require(frozen.order.choice.ids.isEmpty() == (kind == UndoChoice::Kind::All));
        const qint64 typed = reader.number(QLatin1String("typedCount"));
        reader.require(typed >= nothingTyped);
        frozen.order.typedCount = typed == nothingTyped ? std::nullopt : std::optional(typed);
    }
    return reader.good();
}

} // namespace

FrozenEnrichUndo freeze(const FrozenEnrichUndo &unfrozen)
{
    return bound(unfrozen, toJson);
}

Result<FrozenEnrichUndo> thawEnrichUndo(const QByteArray &json, const QString &digest)
{
    return thawed<FrozenEnrichUndo>(json, digest, fromJson, toJson);
}

} // namespace muster
