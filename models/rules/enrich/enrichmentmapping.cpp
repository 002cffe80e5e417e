// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/enrichmentmapping.h"

#include "models/rules/canonicaljson.h"
#include "network/wire/keytable.h"

#include <QCryptographicHash>
#include <QSet>
#include <algorithm>
#include <array>

namespace muster {

namespace {

constexpr std::array<const char *, 3> writeKeys = {"overwrite", "only_if_empty", "never_clear"};
constexpr std::array<const char *, 3> emptyKeys = {"keep", "clear", "skip_row"};
constexpr std::array<const char *, 3> unlistedKeys = {"refuse", "keep", "replace"};

void writeTexts(CanonicalJson &json, const char *name, const QStringList &texts)
{
    json.beginArray(name);
    for (const QString &text : texts)
        json.element(text);
    json.endArray();
}

/// The members of a transformation behind its kind.
struct TransformWriter
{
    CanonicalJson &json;

    void operator()(const TrimText &) const { }
    void operator()(const ChangeCase &) const { }
    void operator()(const ReadDate &date) const
    {
        json.member("format", date.format);
        json.member("locale", date.locale);
    }
    void operator()(const ReadNumber &number) const
    {
        json.member("decimal_mark", number.decimalMark);
        json.member("group_mark", number.groupMark);
    }
    void operator()(const ReadBoolean &words) const
    {
        writeTexts(json, "yes", words.yes);
        writeTexts(json, "no", words.no);
    }
    void operator()(const ReplacePattern &replace) const
    {
        json.member("pattern", replace.pattern);
        json.member("replacement", replace.replacement);
    }
    void operator()(const ValueTable &table) const
    {
        json.beginArray("entries");
        for (const auto &[from, to] : table.entries) {
            json.beginObject();
            json.member("from", from);
            json.member("to", to);
            json.endObject();
        }
        json.endArray();
        json.member("unlisted", unlistedKey(table.unlisted));
        json.member("replacement", table.replacement);
    }
};

void writeField(CanonicalJson &json, const FieldMapping &field)
{
    json.beginObject();
    json.member("attribute", field.attribute);
    json.beginObject("source");
    if (field.source.constant)
        json.member("constant", *field.source.constant);
    else
        writeTexts(json, "columns", field.source.columns);
    json.endObject();
    json.beginArray("transforms");
    for (const FieldTransform &transform : field.transforms) {
        json.beginObject();
        json.member("kind", transformKindKey(transformKind(transform)));
        std::visit(TransformWriter{json}, transform);
        json.endObject();
    }
    json.endArray();
    json.member("write", fieldWriteKey(field.policy.write));
    json.member("empty", emptyCellKey(field.policy.empty));
    json.endObject();
}

void writeMapping(CanonicalJson &json, const EnrichmentMapping &mapping)
{
    json.member("id_column", mapping.idColumn);
    json.beginArray("fields");
    for (const FieldMapping &field : mapping.fields)
        writeField(json, field);
    json.endArray();
    writeTexts(json, "guard_words", mapping.guardWords);
    json.member("locale", mapping.locale);
}

} // namespace

QString fieldWriteKey(FieldWrite write)
{
    return QString::fromLatin1(writeKeys.at(std::size_t(write)));
}

std::optional<FieldWrite> fieldWriteFromKey(QStringView key)
{
    return valueAt<FieldWrite>(writeKeys, key);
}

QString emptyCellKey(EmptyCell empty)
{
    return QString::fromLatin1(emptyKeys.at(std::size_t(empty)));
}

std::optional<EmptyCell> emptyCellFromKey(QStringView key)
{
    return valueAt<EmptyCell>(emptyKeys, key);
}

QString unlistedKey(ValueTable::Unlisted unlisted)
{
    return QString::fromLatin1(unlistedKeys.at(std::size_t(unlisted)));
}

std::optional<ValueTable::Unlisted> unlistedFromKey(QStringView key)
{
    return valueAt<ValueTable::Unlisted>(unlistedKeys, key);
}

QByteArray mappingJson(const EnrichmentMapping &mapping)
{
    CanonicalJson json;
    json.beginObject();
    writeMapping(json, mapping);
    json.endObject();
    return json.bytes();
}

QString mappingDigest(const EnrichmentMapping &mapping)
{
    return QString::fromLatin1(QCryptographicHash::hash(mappingJson(mapping), QCryptographicHash::Sha256).toHex());
}

QByteArray mappingFile(const EnrichmentMapping &mapping)
{
    return namedFile(mappingFileForm, mapping.name, [&mapping](CanonicalJson &json) { writeMapping(json, mapping); });
}

namespace {

bool isText(const QString &text, qsizetype limit)
{
    return text.size() <= limit && text.isValidUtf16();
}

bool isName(const QString &text)
{
    return !text.isEmpty() && isText(text, MappingLimits::name);
}

bool areNames(const QStringList &names, qsizetype most)
{
    return names.size() <= most && QSet<QString>(names.begin(), names.end()).size() == names.size()
        && std::all_of(names.begin(), names.end(), isName);
}

struct TransformFault
{
    QString operator()(const TrimText &) const { return {}; }
    QString operator()(const ChangeCase &) const { return {}; }
    QString operator()(const ReadDate &date) const
    {
        if (!isText(date.format, MappingLimits::name))
            return QStringLiteral("format");
        return isText(date.locale, MappingLimits::name) ? QString() : QStringLiteral("locale");
    }
    QString operator()(const ReadNumber &number) const
    {
        if (!isText(number.decimalMark, MappingLimits::name))
            return QStringLiteral("decimal_mark");
        return isText(number.groupMark, MappingLimits::name) ? QString() : QStringLiteral("group_mark");
    }
    QString operator()(const ReadBoolean &words) const
    {
        if (!areNames(words.yes, MappingLimits::booleanWords))
            return QStringLiteral("yes");
        return areNames(words.no, MappingLimits::booleanWords) ? QString() : QStringLiteral("no");
    }
    QString operator()(const ReplacePattern &replace) const
    {
        if (!isText(replace.pattern, MappingLimits::text))
            return QStringLiteral("pattern");
        return isText(replace.replacement, MappingLimits::text) ? QString() : QStringLiteral("replacement");
    }
    QString operator()(const ValueTable &table) const
    {
        QSet<QString> seen;
        for (const auto &[from, to] : table.entries) {
            seen.insert(from);
            if (!isText(from, MappingLimits::text) || !isText(to, MappingLimits::text))
                return QStringLiteral("entries");
        }
        if (table.entries.size() > MappingLimits::tableEntries || seen.size() != table.entries.size())
            return QStringLiteral("entries");
        const bool replaces = table.unlisted == ValueTable::Unlisted::Replace;
        return isText(table.replacement, MappingLimits::text) && (replaces || table.replacement.isEmpty())
            ? QString()
            : QStringLiteral("replacement");
    }
};

bool isGuardWord(const QString &word)
{
    const QString plain = word.trimmed();
    return isName(word) && plain != QLatin1String("0")
        && plain.compare(QLatin1String("false"), Qt::CaseInsensitive) != 0;
}

} // namespace

QString limitFault(const FieldMapping &field)
{
    if (!isName(field.attribute))
        return QStringLiteral("attribute");
    if (!areNames(field.source.columns, MappingLimits::columns)
        || field.source.columns.isEmpty() != field.source.constant.has_value())
        return QStringLiteral("source.columns");
    if (field.source.constant && !isText(*field.source.constant, MappingLimits::text))
        return QStringLiteral("source.constant");
    if (field.transforms.size() > MappingLimits::transforms)
        return QStringLiteral("transforms");
    for (qsizetype i = 0; i < field.transforms.size(); ++i) {
        if (const QString member = std::visit(TransformFault(), field.transforms[i]); !member.isEmpty())
            return QStringLiteral("transforms[%1].%2").arg(QString::number(i), member);
    }
    return {};
}

QString limitFault(const EnrichmentMapping &mapping)
{
    if (!isText(mapping.idColumn, MappingLimits::name))
        return QStringLiteral("id_column");
    if (!isText(mapping.locale, MappingLimits::name))
        return QStringLiteral("locale");
    if (!areNames(mapping.guardWords, MappingLimits::guardWords)
        || !std::all_of(mapping.guardWords.begin(), mapping.guardWords.end(), isGuardWord))
        return QStringLiteral("guard_words");
    if (mapping.fields.size() > MappingLimits::fields)
        return QStringLiteral("fields");
    for (qsizetype i = 0; i < mapping.fields.size(); ++i) {
        if (const QString place = limitFault(mapping.fields[i]); !place.isEmpty())
            return QStringLiteral("fields[%1].%2").arg(QString::number(i), place);
    }
    return {};
}

namespace {

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
        return failure(ErrorKind::Damaged, mappingFileForm.unreadable, fields.error());
    mapping.fields = *std::move(fields);
    mapping.guardWords = reader.texts(QLatin1String("guard_words"));
    mapping.locale = reader.text(QLatin1String("locale"));
    if (!reader.good())
        return failure(ErrorKind::Damaged, mappingFileForm.unreadable, reader.fault());
    if (const QString place = limitFault(mapping); !place.isEmpty())
        return failure(ErrorKind::Damaged, mappingFileForm.unreadable, place);
    return mapping;
}

} // namespace

Result<EnrichmentMapping> parseMapping(const QByteArray &json)
{
    return readOwnObject(json, mappingFileForm).and_then(readMapping);
}

Result<EnrichmentMapping> parseMappingFile(const QByteArray &bytes)
{
    return readNamed(bytes, mappingFileForm, readMapping);
}

} // namespace muster
