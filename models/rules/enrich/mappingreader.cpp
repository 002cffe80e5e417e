// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/enrichmentmapping.h"
#include "models/rules/enrich/mappinglimits.h"
#include "models/rules/readparts.h"

namespace muster {

namespace {

tl::unexpected<ApiError> unreadable(const QString &place)
{
    return failure({.kind = ErrorKind::Damaged, .code = QLatin1String(mappingFileForm.unreadable), .subject = place});
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
    TRY(entries,
        readAll<std::pair<QString, QString>>(reader.array(QLatin1String("entries")), QStringLiteral("entries"),
                                             MappingLimits::tableEntries, readEntry));
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
    TRY(transforms,
        readAll<FieldTransform>(reader.array(QLatin1String("transforms")), QStringLiteral("transforms"),
                                MappingLimits::transforms, readTransform));
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

} // namespace

Result<EnrichmentMapping> parseMapping(const QByteArray &json)
{
    return readOwnObject(json, mappingFileForm).and_then(readMapping);
}

Result<EnrichmentMapping> parseMappingFile(const QByteArray &bytes)
{
    TRY(file, readNamedFile(bytes, mappingFileForm));
    auto mapping = readMapping(file->content);
    if (mapping)
        mapping->name = file->name;
    return mapping;
}

} // namespace muster
