// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/enrichmentmapping.h"
#include "models/rules/enrich/mappinglimits.h"
#include "models/rules/readparts.h"

#include <QJsonDocument>

namespace muster {

namespace {

tl::unexpected<ApiError> unreadable(const QString &place)
{
    return failure({.kind = ErrorKind::Damaged, .code = QStringLiteral("mapping_unreadable"), .subject = place});
}

Read<std::pair<QString, QString>> readEntry(const QJsonObject &object)
{
    MemberReader reader(object);
    QString from = reader.text(QLatin1String("from"));
    QString to = reader.text(QLatin1String("to"));
    return finished(reader, std::pair(std::move(from), std::move(to)));
}

Read<FieldTransform> readTable(MemberReader &reader)
{
    ValueTable table;
    auto entries = readAll<std::pair<QString, QString>>(
        reader.array(QLatin1String("entries")), QStringLiteral("entries"), MappingLimits::tableEntries, readEntry);
    if (!entries)
        return tl::unexpected(entries.error());
    table.entries = *std::move(entries);
    const auto unlisted = unlistedFromKey(reader.text(QLatin1String("unlisted")));
    reader.require(unlisted.has_value());
    table.unlisted = unlisted.value_or(ValueTable::Unlisted::Refuse);
    table.replacement = reader.text(QLatin1String("replacement"));
    return finished<FieldTransform>(reader, std::move(table));
}

Read<FieldTransform> readTransform(const QJsonObject &object)
{
    MemberReader reader(object);
    const auto kind = transformKindFromKey(reader.text(QLatin1String("kind")));
    if (!kind)
        return tl::unexpected(QStringLiteral("kind"));
    FieldTransform transform = emptyTransform(*kind);
    if (auto *date = std::get_if<ReadDate>(&transform)) {
        date->format = reader.text(QLatin1String("format"));
        date->locale = reader.text(QLatin1String("locale"));
    } else if (auto *number = std::get_if<ReadNumber>(&transform)) {
        number->decimalMark = reader.text(QLatin1String("decimal_mark"));
        number->groupMark = reader.text(QLatin1String("group_mark"));
    } else if (auto *words = std::get_if<ReadBoolean>(&transform)) {
        words->yes = reader.texts(QLatin1String("yes"));
        words->no = reader.texts(QLatin1String("no"));
    } else if (auto *replace = std::get_if<ReplacePattern>(&transform)) {
        replace->pattern = reader.text(QLatin1String("pattern"));
        replace->replacement = reader.text(QLatin1String("replacement"));
    } else if (*kind == TransformKind::Table) {
        return readTable(reader);
    }
    return finished(reader, std::move(transform));
}

Read<FieldSource> readSource(const QJsonObject &object)
{
    MemberReader reader(object);
    FieldSource source;
    if (object.contains(QLatin1String("constant")))
        source.constant = reader.text(QLatin1String("constant"));
    else
        source.columns = reader.texts(QLatin1String("columns"));
    return finished(reader, std::move(source));
}

Read<FieldMapping> readField(const QJsonObject &object)
{
    MemberReader reader(object);
    FieldMapping field;
    field.attribute = reader.text(QLatin1String("attribute"));
    auto source = readSource(reader.object(QLatin1String("source")));
    if (!source)
        return tl::unexpected(QStringLiteral("source.") + source.error());
    field.source = *std::move(source);
    auto transforms = readAll<FieldTransform>(reader.array(QLatin1String("transforms")), QStringLiteral("transforms"),
                                              MappingLimits::transforms, readTransform);
    if (!transforms)
        return tl::unexpected(transforms.error());
    field.transforms = *std::move(transforms);
    const auto write = fieldWriteFromKey(reader.text(QLatin1String("write")));
    reader.require(write.has_value());
    field.policy.write = write.value_or(FieldWrite::Overwrite);
    const auto empty = emptyCellFromKey(reader.text(QLatin1String("empty")));
    reader.require(empty.has_value());
    field.policy.empty = empty.value_or(EmptyCell::Keep);
    return finished(reader, std::move(field));
}

Result<EnrichmentMapping> readMapping(const QJsonObject &object)
{
    MemberReader reader(object);
    EnrichmentMapping mapping;
    mapping.idColumn = reader.text(QLatin1String("id_column"));
    auto fields = readAll<FieldMapping>(reader.array(QLatin1String("fields")), QStringLiteral("fields"),
                                        MappingLimits::fields, readField);
    if (!fields)
        return unreadable(fields.error());
    mapping.fields = *std::move(fields);
    mapping.guardWords = reader.texts(QLatin1String("guard_words"));
    mapping.locale = reader.text(QLatin1String("locale"));
    if (!reader.good())
        return unreadable(reader.fault());
    if (const QString place = limitFault(mapping); !place.isEmpty())
        return unreadable(place);
    return mapping;
}

Result<QJsonObject> readObject(const QByteArray &bytes)
{
    if (bytes.size() > MappingLimits::bytes)
        return unreadable(QStringLiteral("size"));
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isObject())
        return unreadable(QStringLiteral("object"));
    return document.object();
}

} // namespace

Result<EnrichmentMapping> parseMapping(const QByteArray &json)
{
    return readObject(json).and_then(readMapping);
}

Result<EnrichmentMapping> parseMappingFile(const QByteArray &bytes)
{
    const auto object = readObject(bytes);
    if (!object)
        return failure(object.error());
    MemberReader reader(*object);
    reader.require(reader.text(QLatin1String("format")) == QLatin1String("muster-enrichment-mapping"));
    if (!reader.good() && reader.fault() != QLatin1String("unexpected"))
        return unreadable(reader.fault());
    const qint64 version = reader.number(QLatin1String("version"));
    if (version > 1)
        return failure({.kind = ErrorKind::Damaged, .code = QStringLiteral("newer_version")});
    reader.require(version == 1);
    const QString name = reader.text(QLatin1String("name"));
    reader.require(name.size() <= MappingLimits::name && name.isValidUtf16());
    const QJsonObject inner = reader.object(QLatin1String("mapping"));
    if (!reader.good())
        return unreadable(reader.fault());
    auto mapping = readMapping(inner);
    if (mapping)
        mapping->name = name;
    return mapping;
}

} // namespace muster
