// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/enrichorder.h"

#include "models/rules/canonicaljson.h"
#include "models/rules/frozenorder.h"
#include "models/rules/memberreader.h"
#include "models/runs/orderplace.h"

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
    writePlace(json, {frozen.profileId, frozen.profileName, frozen.environment, order.listId, order.listName});
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
    readPlace(reader, {frozen.profileId, frozen.profileName, frozen.environment, order.listId, order.listName});
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

} // namespace muster
