// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/enrichmentmapping.h"

#include "models/rules/canonicaljson.h"
#include "models/rules/enrich/mappinglimits.h"

#include <QCryptographicHash>
#include <algorithm>
#include <array>

namespace muster {

namespace {

constexpr std::array<const char *, 3> writeKeys = {"overwrite", "only_if_empty", "never_clear"};
constexpr std::array<const char *, 3> emptyKeys = {"keep", "clear", "skip_row"};
constexpr std::array<const char *, 3> unlistedKeys = {"refuse", "keep", "replace"};

template <typename Value, std::size_t size>
std::optional<Value> fromKey(const std::array<const char *, size> &keys, QStringView key)
{
    const auto found
        = std::find_if(keys.begin(), keys.end(), [&](const char *name) { return key == QLatin1String(name); });
    return found == keys.end() ? std::nullopt : std::optional(Value(found - keys.begin()));
}

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
    return fromKey<FieldWrite>(writeKeys, key);
}

QString emptyCellKey(EmptyCell empty)
{
    return QString::fromLatin1(emptyKeys.at(std::size_t(empty)));
}

std::optional<EmptyCell> emptyCellFromKey(QStringView key)
{
    return fromKey<EmptyCell>(emptyKeys, key);
}

QString unlistedKey(ValueTable::Unlisted unlisted)
{
    return QString::fromLatin1(unlistedKeys.at(std::size_t(unlisted)));
}

std::optional<ValueTable::Unlisted> unlistedFromKey(QStringView key)
{
    return fromKey<ValueTable::Unlisted>(unlistedKeys, key);
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

} // namespace muster
