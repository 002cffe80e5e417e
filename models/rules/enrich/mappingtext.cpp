// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/mappingtext.h"

#include "models/rules/enrich/fieldtextreader.h"
#include "models/rules/enrich/mappinglimits.h"

#include <algorithm>

namespace muster {

namespace {

QString quoted(const QString &text)
{
    const bool plain = !text.isEmpty() && text == text.trimmed()
        && std::none_of(text.begin(), text.end(), [](QChar c) { return FieldTextReader::isSpecial(c); });
    return plain ? text : u'"' + QString(text).replace(u'"', QStringLiteral("\"\"")) + u'"';
}

QString joined(const QStringList &texts)
{
    QStringList parts;
    for (const QString &text : texts)
        parts.append(quoted(text));
    return parts.join(u'|');
}

struct StepText
{
    QString operator()(const TrimText &) const { return {}; }
    QString operator()(const ChangeCase &) const { return {}; }
    QString operator()(const ReadDate &date) const
    {
        return date.locale.isEmpty() ? quoted(date.format) : quoted(date.format) + u',' + quoted(date.locale);
    }
    QString operator()(const ReadNumber &number) const
    {
        return number.groupMark.isEmpty() ? quoted(number.decimalMark)
                                          : quoted(number.decimalMark) + u',' + quoted(number.groupMark);
    }
    QString operator()(const ReadBoolean &words) const
    {
        if (words.yes.isEmpty() && words.no.isEmpty())
            return {};
        return joined(words.yes) + u',' + joined(words.no);
    }
    QString operator()(const ReplacePattern &replace) const
    {
        return quoted(replace.pattern) + u',' + quoted(replace.replacement);
    }
    QString operator()(const ValueTable &table) const
    {
        QStringList parts;
        for (const auto &[from, to] : table.entries)
            parts.append(quoted(from) + u'>' + quoted(to));
        if (table.unlisted == ValueTable::Unlisted::Keep)
            parts.append(QStringLiteral("*"));
        else if (table.unlisted == ValueTable::Unlisted::Replace)
            parts.append(QStringLiteral("*>") + quoted(table.replacement));
        return parts.join(u',');
    }
};

} // namespace

Result<FieldMapping> parseFieldText(const QString &text)
{
    FieldTextReader reader(text);
    auto field = reader.read();
    if (field && !limitFault(*field).isEmpty())
        return reader.fault("map_limits", 0);
    return field;
}

QString fieldText(const FieldMapping &field)
{
    QString text = field.source.constant ? QStringLiteral("const(") + quoted(*field.source.constant) + u')'
                                         : joined(field.source.columns);
    text += u'=' + quoted(field.attribute);
    for (const FieldTransform &transform : field.transforms) {
        const TransformKind kind = transformKind(transform);
        const QString arguments = std::visit(StepText(), transform);
        text += u':' + transformKindKey(kind);
        if (!arguments.isEmpty() || kind == TransformKind::Table)
            text += u'(' + arguments + u')';
    }
    if (field.policy.write != FieldWrite::Overwrite)
        text += u':' + fieldWriteKey(field.policy.write);
    if (field.policy.empty != EmptyCell::Keep)
        text += QStringLiteral(":empty(") + emptyCellKey(field.policy.empty) + u')';
    return text;
}

} // namespace muster
