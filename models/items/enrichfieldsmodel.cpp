// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/enrichfieldsmodel.h"

#include "models/rules/enrich/mappingcompiler.h"
#include "models/text/enrichtexts.h"
#include "models/text/plaintext.h"
#include "models/text/plurals.h"

#include <QLocale>
#include <algorithm>

namespace muster {

namespace {

QString number(qint64 n)
{
    return QLocale().toString(n);
}

} // namespace

void EnrichFieldsModel::setSchema(const ListSchema &schema)
{
    beginResetModel();
    m_schema = schema;
    m_choices.assign(std::size_t(schema.attributes.size()), {});
    m_sample.reset();
    m_idColumn = noColumn;
    endResetModel();
    Q_EMIT mappingChanged();
}

void EnrichFieldsModel::setSample(const SharedSourceSample &sample)
{
    const bool isSame = m_sample && sample && !sample->columns.isEmpty() && m_sample->columns == sample->columns;
    beginResetModel();
    m_sample = sample;
    for (Choice &choice : m_choices) {
        choice.trial.reset();
        if (!isSame)
            choice.column = noColumn;
    }
    if (!isSame) {
        m_idColumn = noColumn;
        for (const MappingSuggestion &suggestion : sample ? sample->suggestions : QList<MappingSuggestion>()) {
            if (suggestion.attribute < 0)
                m_idColumn = suggestion.column;
            else if (suggestion.attribute < int(m_choices.size()) && m_schema.attributes[suggestion.attribute].type)
                m_choices[std::size_t(suggestion.attribute)].column = suggestion.column;
        }
    }
    endResetModel();
    Q_EMIT mappingChanged();
}

void EnrichFieldsModel::setIdColumn(int column)
{
    if (column == m_idColumn)
        return;
    m_idColumn = column;
    Q_EMIT mappingChanged();
}

void EnrichFieldsModel::setSourceColumn(int row, int column)
{
    Choice &choice = m_choices[std::size_t(row)];
    if (choice.column == column)
        return;
    choice.column = column;
    rowChanged(row);
}

void EnrichFieldsModel::setEmptyCells(int row, EmptyCell empty)
{
    Choice &choice = m_choices[std::size_t(row)];
    if (choice.empty == empty)
        return;
    choice.empty = empty;
    rowChanged(row);
}

void EnrichFieldsModel::rowChanged(int row)
{
    m_choices[std::size_t(row)].trial.reset();
    Q_EMIT dataChanged(index(row, SourceColumn), index(row, Verdict));
    Q_EMIT mappingChanged();
}

bool EnrichFieldsModel::isSuggested(int row) const
{
    const int column = sourceColumn(row);
    return m_sample && column != noColumn
        && std::any_of(m_sample->suggestions.cbegin(), m_sample->suggestions.cend(),
                       [row, column](const MappingSuggestion &suggestion) {
                           return suggestion.attribute == row && suggestion.column == column;
                       });
}

int EnrichFieldsModel::mappedCount() const
{
    return int(std::count_if(m_choices.begin(), m_choices.end(),
                             [](const Choice &choice) { return choice.column != noColumn; }));
}

FieldMapping EnrichFieldsModel::field(int row) const
{
    const Choice &choice = m_choices[std::size_t(row)];
    FieldMapping field;
    field.attribute = m_schema.attributes[row].name;
    field.source.columns = QStringList(m_sample->columns.value(choice.column));
    field.policy.empty = choice.empty;
    return field;
}

EnrichmentMapping EnrichFieldsModel::mapping() const
{
    EnrichmentMapping mapping;
    if (!m_sample)
        return mapping;
    mapping.idColumn = m_sample->columns.value(m_idColumn);
    for (int row = 0; row < rowCount(); ++row) {
        if (sourceColumn(row) != noColumn)
            mapping.fields.append(field(row));
    }
    return mapping;
}

MappingFindings EnrichFieldsModel::findings() const
{
    return compileMapping(mapping(), {m_sample ? m_sample->columns : QStringList()}, m_schema).findings;
}

const FieldTrial &EnrichFieldsModel::trial(int row) const
{
    const Choice &choice = m_choices[std::size_t(row)];
    if (!choice.trial) {
        choice.trial.emplace();
        if (m_sample && choice.column != noColumn) {
            EnrichmentMapping mapping;
            mapping.fields = {field(row)};
            choice.trial = FieldTrial::of(mapping, 0, {m_sample->columns}, m_schema, m_sample->rows);
        }
    }
    return *choice.trial;
}

int EnrichFieldsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_choices.size());
}

int EnrichFieldsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString EnrichFieldsModel::verdictText(int row) const
{
    const ListAttribute &attribute = m_schema.attributes[row];
    if (!attribute.type)
        return tr("cannot be filled");
    if (sourceColumn(row) == noColumn)
        return tr("not filled");
    const FieldTrial &tried = trial(row);
    if (!tried.findings.isEmpty())
        return mappingFindingText(tried.findings.constFirst());
    if (tried.refused > 0)
        return tr("%1 of the first %2 rows do not fit: %3", nullptr, pluralForm(tried.refused))
            .arg(number(tried.refused), number(tried.rows), tried.rule ? enrichRuleText(*tried.rule) : QString());
    if (tried.kept == 0)
        return tr("no value in the first %1 rows", nullptr, pluralForm(tried.rows)).arg(number(tried.rows));
    return tr("fits in the first %1 rows", nullptr, pluralForm(tried.rows)).arg(number(tried.rows));
}

Tone EnrichFieldsModel::verdictTone(int row) const
{
    if (!m_schema.attributes[row].type || sourceColumn(row) == noColumn)
        return Tone::Neutral;
    const FieldTrial &tried = trial(row);
    return !tried.findings.isEmpty() ? Tone::Bad : tried.refused > 0 || tried.kept == 0 ? Tone::Warn : Tone::Good;
}

QString EnrichFieldsModel::text(int row, int column) const
{
    const ListAttribute &attribute = m_schema.attributes[row];
    switch (column) {
    case Attribute:
        return visibleText(attribute.name, 100);
    case Type:
        return attribute.type ? listAttributeTypeText(*attribute.type)
                              : tr("\u201c%1\u201d, not known to Muster").arg(visibleText(attribute.typeWord, 40));
    case SourceColumn: {
        if (sourceColumn(row) == noColumn || !m_sample)
            return QStringLiteral("\u2013");
        const QString name = visibleText(m_sample->columns.value(sourceColumn(row)), 100);
        //: %1 is a column that Muster proposes because its name is like the attribute's.
        return isSuggested(row) ? tr("%1 (suggested)").arg(name) : name;
    }
    case Examples: {
        QStringList shown;
        for (const FieldTrial::Cell &cell : trial(row).cells)
            shown << visibleText(cell.fate == CellFate::Kept ? cell.result : cell.cell, 40);
        return shown.join(QStringLiteral(" \u00b7 "));
    }
    case Verdict:
        return verdictText(row);
    }
    return {};
}

QVariant EnrichFieldsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case RawRole:
        return text(index.row(), index.column());
    case ToneRole:
        return index.column() == Verdict ? QVariant::fromValue(verdictTone(index.row())) : QVariant();
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() % u": "
                       % text(index.row(), index.column()));
    default:
        return {};
    }
}

QVariant EnrichFieldsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Attribute:
        return tr("Attribute");
    case Type:
        return tr("Takes");
    case SourceColumn:
        return tr("Filled from column");
    case Examples:
        return tr("First values");
    case Verdict:
        return tr("Verdict");
    }
    return {};
}

} // namespace muster
