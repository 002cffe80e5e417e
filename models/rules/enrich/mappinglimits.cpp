// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/mappinglimits.h"

#include <QSet>
#include <algorithm>

namespace muster {

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

} // namespace muster
