// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/enrichmentmapping.h"

#include "models/rules/jsonmembers.h"

#include <QCryptographicHash>
#include <QSet>
#include <algorithm>
#include <array>

namespace muster {

namespace {

void describe(JsonMembers &, TrimText &) { }
void describe(JsonMembers &, ChangeCase &) { }

void describe(JsonMembers &members, ReadDate &date)
{
    members.member("format", date.format);
    members.member("locale", date.locale);
}

void describe(JsonMembers &members, ReadNumber &number)
{
    members.member("decimal_mark", number.decimalMark);
    members.member("group_mark", number.groupMark);
}

void describe(JsonMembers &members, ReadBoolean &words)
{
    members.member("yes", words.yes);
    members.member("no", words.no);
}

void describe(JsonMembers &members, ReplacePattern &replace)
{
    members.member("pattern", replace.pattern);
    members.member("replacement", replace.replacement);
}

void describe(JsonMembers &members, ValueTable &table)
{
    members.objects("entries", table.entries, MappingLimits::tableEntries, [](JsonMembers &entry, auto &fromTo) {
        entry.member("from", fromTo.first);
        entry.member("to", fromTo.second);
    });
    members.key("unlisted", table.unlisted);
    members.member("replacement", table.replacement);
}

void describeTransform(JsonMembers &members, FieldTransform &transform)
{
    TransformKind kind = transformKind(transform);
    members.key("kind", kind);
    if (members.isReading())
        transform = emptyTransform(kind);
    std::visit([&members](auto &step) { describe(members, step); }, transform);
}

void describeAlternative(JsonMembers &members, QList<FieldTransform> &steps)
{
    members.objects("transforms", steps, MappingLimits::transforms, describeTransform);
}

void describeField(JsonMembers &members, FieldMapping &field)
{
    members.member("attribute", field.attribute);
    members.object("source", [&source = field.source](JsonMembers &inner) {
        inner.textIfAny("constant", source.constant);
        if (!source.constant)
            inner.member("columns", source.columns);
    });
    members.objects("transforms", field.transforms, MappingLimits::transforms, describeTransform);
    if (members.isThere("alternatives", !field.alternatives.isEmpty()))
        members.objects("alternatives", field.alternatives, MappingLimits::alternatives, describeAlternative);
    members.key("write", field.policy.write);
    members.key("empty", field.policy.empty);
    if (members.isThere("invalid", field.policy.invalid != InvalidCell::RejectRow))
        members.key("invalid", field.policy.invalid);
}

void describeMapping(JsonMembers &members, EnrichmentMapping &mapping)
{
    members.member("id_column", mapping.idColumn);
    members.objects("fields", mapping.fields, MappingLimits::fields, describeField);
    members.member("guard_words", mapping.guardWords);
    members.member("locale", mapping.locale);
    if (members.isThere("match", mapping.match != MatchRule())) {
        members.object("match", [&match = mapping.match](JsonMembers &inner) {
            inner.member("attribute", match.attribute);
            inner.member("ignore_case", match.ignoresCase);
        });
    }
    if (members.isThere("recency", mapping.recency != RecencyRule())) {
        members.object("recency", [&recency = mapping.recency](JsonMembers &inner) {
            inner.member("column", recency.column);
            inner.member("format", recency.format);
            inner.member("attribute", recency.attribute);
        });
    }
}

} // namespace

QByteArray mappingJson(const EnrichmentMapping &mapping)
{
    return canonicalJson(mapping, describeMapping);
}

QString mappingDigest(const EnrichmentMapping &mapping)
{
    return QString::fromLatin1(QCryptographicHash::hash(mappingJson(mapping), QCryptographicHash::Sha256).toHex());
}

QByteArray mappingFile(const EnrichmentMapping &mapping)
{
    return fileOf(mappingFileForm, mapping, describeMapping);
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

/// Of steps within that place.
QString stepsFault(const QList<FieldTransform> &steps, const QString &place)
{
    if (steps.size() > MappingLimits::transforms)
        return place;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        if (const QString member = std::visit(TransformFault(), steps[i]); !member.isEmpty())
            return QStringLiteral("%1[%2].%3").arg(place, QString::number(i), member);
    }
    return {};
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
    if (const QString place = stepsFault(field.transforms, QStringLiteral("transforms")); !place.isEmpty())
        return place;
    if (field.alternatives.size() > MappingLimits::alternatives
        || (field.source.constant && !field.alternatives.isEmpty()))
        return QStringLiteral("alternatives");
    for (qsizetype i = 0; i < field.alternatives.size(); ++i) {
        const QString inner = QStringLiteral("alternatives[%1].transforms").arg(i);
        if (const QString place = stepsFault(field.alternatives[i], inner); !place.isEmpty())
            return place;
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
    const auto &[match, recency] = std::tie(mapping.match, mapping.recency);
    if (!isText(match.attribute, MappingLimits::name))
        return QStringLiteral("match.attribute");
    if (match.ignoresCase && match.attribute.isEmpty())
        return QStringLiteral("match.ignore_case");
    if (!isText(recency.column, MappingLimits::name))
        return QStringLiteral("recency.column");
    for (const auto &[name, text] :
         {std::pair("format", &recency.format), std::pair("attribute", &recency.attribute)}) {
        if (!isText(*text, MappingLimits::name) || (recency.column.isEmpty() && !text->isEmpty()))
            return QStringLiteral("recency.") + QLatin1String(name);
    }
    if (mapping.fields.size() > MappingLimits::fields)
        return QStringLiteral("fields");
    for (qsizetype i = 0; i < mapping.fields.size(); ++i) {
        if (const QString place = limitFault(mapping.fields[i]); !place.isEmpty())
            return QStringLiteral("fields[%1].%2").arg(QString::number(i), place);
    }
    return {};
}

namespace {

Result<EnrichmentMapping> readMapping(const QJsonObject &object)
{
    EnrichmentMapping mapping;
    QString place = memberFault(object, mapping, describeMapping);
    if (place.isEmpty())
        place = limitFault(mapping);
    if (!place.isEmpty())
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
