// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/compiledmapping.h"

#include "models/rules/enrich/heldvalue.h"

#include <QSet>
#include <algorithm>

namespace muster {

CompiledMapping::CompiledMapping(const EnrichmentMapping &mapping, const QLocale &locale)
    : m_form(BooleanWords::of(locale), locale.decimalPoint() != QLatin1String("."))
{
    for (const QString &word : mapping.guardWords) {
        const std::string text = word.toStdString();
        m_guardWords.emplace_back(trimmedText(text));
    }
    std::sort(m_guardWords.begin(), m_guardWords.end());
}

bool CompiledMapping::isGuardWord(std::string_view trimmed) const
{
    return trimmed.empty() || std::binary_search(m_guardWords.begin(), m_guardWords.end(), trimmed, std::less<>());
}

std::uint32_t CompiledMapping::takenColumn(const CompiledField &field, const SourceRow &row) const
{
    for (const std::uint32_t column : field.columns) {
        if (column < row.cells.size() && !isGuardWord(trimmedText(row.cells[column])))
            return column;
    }
    return field.columns.empty() ? noColumn : field.columns.front();
}

namespace {

/// Turns the fields of one mapping, gathering findings.
class FieldCompiler
{
public:
    FieldCompiler(const EnrichmentMapping &mapping, const SourceShape &shape, const ListSchema &schema,
                  const QLocale &locale)
        : m_mapping(mapping)
        , m_shape(shape)
        , m_schema(schema)
        , m_locale(locale)
        , m_result(std::make_shared<CompiledMapping>(mapping, locale))
    {
        m_result->columns = shape.columns;
    }

    void compileId();
    void compileMatch();
    void compileRecency();
    void compile(int index);
    [[nodiscard]] std::shared_ptr<CompiledMapping> take() { return std::move(m_result); }

    MappingFindings findings;

private:
    void compileSource(const FieldSource &source, CompiledField &field);
    void compileTarget(const FieldMapping &mapping, CompiledField &field);
    [[nodiscard]] CompiledField::Steps compileSteps(const QList<FieldTransform> &transforms);
    [[nodiscard]] std::optional<ListAttributeType> typeOfNamed(const QString &attribute, MappingFault otherwise,
                                                               std::initializer_list<ListAttributeType> types);
    [[nodiscard]] std::optional<ListAttributeType> typeOf(const QString &attribute) const
    {
        const auto index = m_schema.indexOf(attribute);
        return index ? m_schema.attributes[qsizetype(*index)].type : std::nullopt;
    }
    void compileWays(const FieldMapping &mapping, CompiledField &field);
    void checkWrite(const FieldMapping &mapping);
    void checkLastStep(const QList<FieldTransform> &transforms, ListAttributeType type);
    void checkTable(const ValueTable &table, int transform, ListAttributeType type);
    void compileConstant(const QString &constant, CompiledField &field);
    [[nodiscard]] std::uint32_t column(const QString &name);
    void find(MappingFault fault, const QString &subject = {}, const QString &detail = {}, int transform = -1)
    {
        findings.append({fault, m_index, transform, subject, detail, m_alternative});
    }

    const EnrichmentMapping &m_mapping;
    const SourceShape &m_shape;
    const ListSchema &m_schema;
    const QLocale &m_locale;
    std::shared_ptr<CompiledMapping> m_result;
    QSet<QString> m_filled;
    QString m_attribute; ///< Of the field.
    int m_index = -1;
    int m_alternative = -1;
};

void FieldCompiler::compileId()
{
    m_index = -1;
    if (m_mapping.idColumn.isEmpty())
        find(MappingFault::NoIdColumn);
    else
        m_result->idColumn = column(m_mapping.idColumn);
}

/// Of an attribute that a rule of the whole mapping names; nullopt with a finding.
std::optional<ListAttributeType> FieldCompiler::typeOfNamed(const QString &attribute, MappingFault otherwise,
                                                            std::initializer_list<ListAttributeType> types)
{
    const std::optional<ListAttributeType> type = typeOf(attribute);
    if (!m_schema.indexOf(attribute))
        find(MappingFault::UnknownAttribute, attribute);
    else if (!type || std::find(types.begin(), types.end(), *type) == types.end())
        find(otherwise, attribute);
    else
        return type;
    return std::nullopt;
}

void FieldCompiler::compileMatch()
{
    using enum ListAttributeType;
    const MatchRule &match = m_mapping.match;
    if (match.attribute.isEmpty())
        return;
    if (const auto type = typeOfNamed(match.attribute, MappingFault::UnmatchableType, {Text, Integer}))
        m_result->match = CompiledMatch{match.attribute, *type, match.ignoresCase};
}

void FieldCompiler::compileRecency()
{
    using enum ListAttributeType;
    const RecencyRule &recency = m_mapping.recency;
    if (recency.column.isEmpty())
        return;
    const std::uint32_t at = column(recency.column);
    if (!recency.attribute.isEmpty())
        (void)typeOfNamed(recency.attribute, MappingFault::UndatedType, {Date, Text});
    const auto rowTime = RowTimeReader::make(recency.format, m_locale);
    if (!rowTime)
        find(MappingFault::BadRowDate, recency.column, recency.format);
    else
        m_result->recency = CompiledRecency{at, recency.attribute, *rowTime, *RowTimeReader::make({}, QLocale::c())};
}

std::uint32_t FieldCompiler::column(const QString &name)
{
    const qsizetype first = m_shape.columns.indexOf(name);
    if (first < 0)
        find(MappingFault::UnknownColumn, name);
    else if (m_shape.columns.indexOf(name, first + 1) >= 0)
        find(MappingFault::RepeatedColumn, name);
    return first < 0 ? CompiledMapping::noColumn : std::uint32_t(first);
}

void FieldCompiler::compile(int index)
{
    m_index = index;
    const qsizetype before = findings.size();
    const FieldMapping &mapping = m_mapping.fields[index];
    m_attribute = mapping.attribute;
    CompiledField field{.attribute = mapping.attribute, .policy = mapping.policy};
    if (mapping.policy.empty == EmptyCell::Clear)
        find(MappingFault::CannotClear, mapping.attribute);
    compileSource(mapping.source, field);
    compileTarget(mapping, field);
    compileWays(mapping, field);
    checkWrite(mapping);
    if (findings.size() == before && mapping.source.constant)
        compileConstant(*mapping.source.constant, field);
    m_result->fields.push_back(std::move(field));
}

void FieldCompiler::compileSource(const FieldSource &source, CompiledField &field)
{
    if (source.columns.isEmpty() != source.constant.has_value())
        find(MappingFault::NoSource);
    for (const QString &name : source.columns)
        field.columns.push_back(column(name));
}

void FieldCompiler::compileTarget(const FieldMapping &mapping, CompiledField &field)
{
    const std::optional<std::uint32_t> index = m_schema.indexOf(mapping.attribute);
    if (!index) {
        find(MappingFault::UnknownAttribute, mapping.attribute);
        return;
    }
    if (m_filled.contains(mapping.attribute))
        find(MappingFault::RepeatedAttribute, mapping.attribute);
    m_filled.insert(mapping.attribute);
    const ListAttribute &attribute = m_schema.attributes[qsizetype(*index)];
    if (!attribute.type)
        find(MappingFault::UnknownType, mapping.attribute, attribute.typeWord);
    field.attributeIndex = *index;
    field.type = attribute.type.value_or(ListAttributeType::Text);
}

void FieldCompiler::checkWrite(const FieldMapping &mapping)
{
    const auto type = typeOf(mapping.attribute);
    const FieldWrite write = mapping.policy.write;
    const bool compares = write == FieldWrite::OnlyIfGreater || write == FieldWrite::OnlyIfSmaller;
    if (compares && type && !hasOrder(*type))
        find(MappingFault::UnorderedType, mapping.attribute);
    if (write == FieldWrite::OnlyIfNewer && m_mapping.recency.attribute.isEmpty())
        find(MappingFault::NoRowDate, mapping.attribute);
}

void FieldCompiler::compileWays(const FieldMapping &mapping, CompiledField &field)
{
    const bool isTypeKnown = typeOf(mapping.attribute).has_value();
    const auto compileWay = [&](const QList<FieldTransform> &transforms) {
        const qsizetype before = findings.size();
        field.ways.push_back(compileSteps(transforms));
        if (findings.size() == before && isTypeKnown)
            checkLastStep(transforms, field.type);
    };
    compileWay(mapping.transforms);
    for (const QList<FieldTransform> &alternative : mapping.alternatives) {
        ++m_alternative;
        compileWay(alternative);
    }
    m_alternative = -1;
}

CompiledField::Steps FieldCompiler::compileSteps(const QList<FieldTransform> &transforms)
{
    CompiledField::Steps steps;
    for (int i = 0; i < transforms.size(); ++i) {
        auto step = makeStep(transforms[i], m_locale);
        if (step)
            steps.push_back(*std::move(step));
        else
            find(step.error().fault, step.error().subject.isEmpty() ? m_attribute : step.error().subject,
                 step.error().detail, i);
    }
    return steps;
}

/// What a reading step gives is known before any row is. Steps behind it may make something else of it.
void FieldCompiler::checkLastStep(const QList<FieldTransform> &transforms, ListAttributeType type)
{
    if (transforms.isEmpty() || type == ListAttributeType::Text)
        return;
    const int last = int(transforms.size()) - 1;
    const FieldTransform &transform = transforms[last];
    const bool number = type == ListAttributeType::Integer || type == ListAttributeType::Decimal;
    bool fits = true;
    if (std::holds_alternative<ReadDate>(transform))
        fits = type == ListAttributeType::Date;
    else if (std::holds_alternative<ReadNumber>(transform))
        fits = number;
    else if (std::holds_alternative<ReadBoolean>(transform))
        fits = type == ListAttributeType::Boolean;
    else if (const auto *table = std::get_if<ValueTable>(&transform))
        checkTable(*table, last, type);
    if (!fits)
        find(MappingFault::WrongResult, m_attribute, keyOf(transformKind(transform)), last);
}

void FieldCompiler::checkTable(const ValueTable &table, int transform, ListAttributeType type)
{
    std::string value;
    const auto check = [&](const QString &text) {
        value.clear();
        const std::string bytes = text.toStdString();
        const std::string_view trimmed = trimmedText(bytes);
        if (m_result->isGuardWord(trimmed) || isNullWord(trimmed))
            return; // says nothing, on purpose
        if (m_result->form().append(type, bytes, value))
            find(MappingFault::BadTableValue, m_attribute, text, transform);
    };
    for (const auto &[from, to] : table.entries)
        check(to);
    if (table.unlisted == ValueTable::Unlisted::Replace)
        check(table.replacement);
}

void FieldCompiler::compileConstant(const QString &constant, CompiledField &field)
{
    std::string text = constant.toStdString();
    std::optional<EnrichRule> fault;
    const auto isNothing = [this](std::string_view value) {
        const std::string_view trimmed = trimmedText(value);
        return m_result->isGuardWord(trimmed) || isNullWord(trimmed);
    };
    bool nothing = isNothing(text);
    const CompiledField::Steps &steps = field.ways.front();
    for (auto step = steps.begin(); step != steps.end() && !nothing && !fault; ++step) {
        std::string next;
        fault = (*step)->apply(text, next);
        text = std::move(next);
        nothing = !fault && isNothing(text);
    }
    std::string value;
    if (!nothing && !fault)
        fault = m_result->form().append(field.type, text, value);
    if (nothing || fault)
        find(MappingFault::BadConstant, field.attribute, fault ? keyOf(*fault) : QString());
    field.constant = std::move(value);
}

MappingCompilation compile(const EnrichmentMapping &mapping, const SourceShape &shape, const ListSchema &schema,
                           std::optional<int> only)
{
    const std::optional<QLocale> locale = mappingLocale(mapping.locale);
    const QLocale used = locale.value_or(QLocale(QLocale::English));
    FieldCompiler compiler(mapping, shape, schema, used);
    if (!locale)
        compiler.findings.append({.fault = MappingFault::BadLocale, .subject = mapping.locale});
    if (only) {
        compiler.compile(*only);
    } else {
        compiler.compileId();
        compiler.compileMatch();
        compiler.compileRecency();
        if (mapping.fields.isEmpty())
            compiler.findings.append({.fault = MappingFault::NoFields});
        for (int field = 0; field < mapping.fields.size(); ++field)
            compiler.compile(field);
    }
    MappingCompilation result;
    result.findings = std::move(compiler.findings);
    if (result.findings.isEmpty())
        result.mapping = compiler.take();
    return result;
}

} // namespace

MappingCompilation compileMapping(const EnrichmentMapping &mapping, const SourceShape &shape, const ListSchema &schema)
{
    return compile(mapping, shape, schema, std::nullopt);
}

MappingCompilation compileField(const EnrichmentMapping &mapping, int field, const SourceShape &shape,
                                const ListSchema &schema)
{
    Q_ASSERT(field >= 0 && field < mapping.fields.size());
    return compile(mapping, shape, schema, field);
}

} // namespace muster
