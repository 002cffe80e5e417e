// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/compiledmapping.h"
#include "models/rules/enrich/rowchecker.h"

#include <QTest>

namespace muster::test {

/// One attribute of every type, named by its type's key, and one of a type nobody knows.
inline ListSchema everyTypeSchema()
{
    ListSchema schema;
    schema.listId = QStringLiteral("list_1");
    for (const ListAttributeType type :
         {ListAttributeType::Text, ListAttributeType::Integer, ListAttributeType::Decimal, ListAttributeType::Boolean,
          ListAttributeType::Date}) {
        const QString key = listAttributeTypeKey(type);
        schema.attributes.append({key, type, key});
    }
    schema.attributes.append({QStringLiteral("odd"), std::nullopt, QStringLiteral("geo")});
    return schema;
}

inline FieldMapping fieldOf(const QString &column, const QString &attribute, QList<FieldTransform> transforms = {})
{
    return {.attribute = attribute, .source = {.columns = {column}}, .transforms = std::move(transforms)};
}

/// Columns "id", "a", "b" on attributes of that name's type.
inline EnrichmentMapping mappingOf(QList<FieldMapping> fields)
{
    EnrichmentMapping mapping;
    mapping.idColumn = QStringLiteral("id");
    mapping.fields = std::move(fields);
    return mapping;
}

inline SourceShape shapeOf(QStringList columns = {QStringLiteral("id"), QStringLiteral("a"), QStringLiteral("b")})
{
    return {std::move(columns)};
}

inline QString faultsOf(const MappingFindings &findings)
{
    QStringList texts;
    for (const MappingFinding &finding : findings)
        texts.append(keyOf(finding.fault) + u' ' + QString::number(finding.field) + u' ' + finding.subject + u' '
                     + finding.detail);
    return texts.join(u';');
}

/// The compiled mapping; fails the test when there is none.
inline CompiledMappingPointer compiled(const EnrichmentMapping &mapping, const SourceShape &shape = shapeOf())
{
    const MappingCompilation compilation = compileMapping(mapping, shape, everyTypeSchema());
    if (!compilation.mapping)
        qFatal("not compiled: %s", qPrintable(faultsOf(compilation.findings)));
    return compilation.mapping;
}

/// Checks rows given as texts and shows them as one line: "send 7: string=x integer=1" or "rejected : fraction a 1.5".
class RowBench
{
public:
    explicit RowBench(const EnrichmentMapping &mapping, const SourceShape &shape = shapeOf())
        : m_checker(compiled(mapping, shape))
    {
    }

    const CheckedRow &check(const QList<QByteArray> &cells)
    {
        std::vector<std::string_view> views;
        for (const QByteArray &cell : cells)
            views.emplace_back(cell.constData(), std::size_t(cell.size()));
        m_checker.check({views, 2}, m_row);
        return m_row;
    }

    QString line(const QList<QByteArray> &cells)
    {
        static constexpr std::array verdicts{"send", "nothing", "skipped", "outdated", "rejected"};
        const CheckedRow &row = check(cells);
        const CompiledMapping &mapping = m_checker.mapping();
        const auto text = [&row](const auto &part) {
            const std::string_view view = row.text(part);
            return QString::fromUtf8(view.data(), qsizetype(view.size()));
        };
        QString line = QString::fromLatin1(verdicts.at(std::size_t(row.verdict()))) + u' '
            + QString::fromUtf8(row.id().data(), qsizetype(row.id().size())) + u':';
        for (const RowFinding &finding : row.findings())
            line += u' ' + keyOf(finding.rule) + u' ' + mapping.columns.value(qsizetype(finding.column)) + u' '
                + text(finding);
        if (row.findings().empty()) {
            for (const CheckedValue &value : row.values())
                line += u' ' + mapping.fields[value.field].attribute + u'=' + text(value);
        }
        return line;
    }

private:
    RowChecker m_checker;
    CheckedRow m_row;
};

} // namespace muster::test
